import {
  DataTable,
  formatNumber,
  formatTime,
  QueryState,
  useMay,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Chart } from '@tarim/ui/chart';
import { Button, Descriptions, Drawer, Segmented, Tag } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import { getStatus, type Method, type StatusRevision, SUB_INDICES } from '../contract.ts';
import { useInputLines } from './input-lines.ts';
import { historyOption, indicesOption } from './status-charts.ts';
import { StatusForm } from './status-form.tsx';
import { GradeTag, Remarks, Simulated, type StatusAnswer, Steps } from './words.tsx';

/** A unit through the years: history, sub-indices, the figures behind them, each step, and what was replaced. */
export function UnitDrawer({
  code,
  method,
  year,
  onClose,
}: {
  code: string | null;
  method: Method;
  year: number | null;
  onClose: () => void;
}): ReactNode {
  const t = useText('ecology');
  const unitName = useUnitName();
  const query = useRouteQuery(
    getStatus,
    { params: { code: code ?? '', method } },
    { enabled: code !== null },
  );
  const [chosen, setChosen] = useState<number | null>(null);
  const [editing, setEditing] = useState(false);
  // The unit before stays in sight until the one asked for is there; it must not be taken for it.
  const data = query.data?.code === code ? query.data : undefined;
  const mayWrite = useMay()('ecology.write', data?.path ?? '/');
  const shown = data?.years.find((one) => one.year === (chosen ?? year)) ?? data?.years[0];
  const close = () => {
    setChosen(null);
    onClose();
  };
  return (
    <Drawer
      open={code !== null}
      onClose={close}
      size="min(760px, 100vw)"
      title={data ? `${unitName(data.path, 'line')} · ${method}` : ''}
      extra={
        data && mayWrite ? (
          <Button size="small" onClick={() => setEditing(true)}>
            {t('status.correct')}
          </Button>
        ) : null
      }
    >
      <QueryState query={query}>
        {data && !shown ? <p className="muted">{t('drawer.none')}</p> : null}
        {data && shown ? <Told data={data} method={method} shown={shown} onYear={setChosen} /> : null}
      </QueryState>
      {editing && data ? (
        <StatusForm method={method} unitPath={data.path} last={shown} onClose={() => setEditing(false)} />
      ) : null}
    </Drawer>
  );
}

function Told({
  data,
  method,
  shown,
  onYear,
}: {
  data: { years: StatusRevision[]; replaced: StatusRevision[]; grades: StatusAnswer['grades'] };
  method: Method;
  shown: StatusRevision;
  onYear: (year: number) => void;
}): ReactNode {
  const t = useText('ecology');
  const lines = useInputLines();
  const history = useMemo(
    () => historyOption(data.years, data.grades, method, (grade) => t(`grade.${grade}`)),
    [data, method, t],
  );
  const indices = useMemo(
    () => indicesOption(SUB_INDICES[method], shown.indices, (key) => t(`index.${key}`)),
    [method, shown, t],
  );
  const known = SUB_INDICES[method].filter((key) => shown.indices[key] !== undefined);
  const input = lines(shown.input);
  return (
    <div className="grid">
      <div className="filters" style={{ marginBottom: 0 }}>
        <Segmented<number>
          aria-label={t('status.year')}
          value={shown.year}
          onChange={onYear}
          options={data.years.map((one) => one.year).reverse()}
        />
        <b style={{ fontSize: 22 }}>{formatNumber(shown.value, 2)}</b>
        <GradeTag grades={data.grades} grade={shown.grade} />
        {shown.grade !== shown.gradeOfIndex ? (
          <Tag color="volcano">{t('drawer.lowered', { grade: t(`grade.${shown.gradeOfIndex}`) })}</Tag>
        ) : null}
        <Simulated when={shown.simulated} />
      </div>
      <small className="muted">
        {t('drawer.revision', { n: shown.revision })} · {shown.by} · {formatTime(shown.at, 'full')}
        {shown.source && shown.source !== shown.by ? ` · ${shown.source}` : ''} · {shown.rule.version}
      </small>
      <div>
        <Remarks remarks={shown.remarks} />
      </div>
      <section className="card">
        <h4>{t('drawer.history')}</h4>
        <Chart
          option={history}
          height={220}
          label={t('drawer.history')}
          table={{
            head: [t('status.year'), method],
            rows: data.years.toReversed().map((one) => [one.year, formatNumber(one.value, 2)]),
          }}
        />
      </section>
      {known.length > 0 ? (
        <section className="card">
          <h4>{t('drawer.indices')}</h4>
          <Chart
            option={indices}
            height={50 + 30 * known.length}
            label={t('drawer.indices')}
            table={{
              head: [t('drawer.indices'), t('steps.result')],
              rows: known.map((key) => [t(`index.${key}`), formatNumber(shown.indices[key], 2)]),
            }}
          />
        </section>
      ) : null}
      <section>
        <h4>{t('drawer.steps')}</h4>
        <Steps
          name={`${t('drawer.steps')} ${shown.year}`}
          steps={shown.steps}
          t={t}
          wordOf={(of) => (SUB_INDICES[method].includes(of) ? t(`index.${of}`) : of)}
        />
      </section>
      <section>
        <h4>{t('drawer.input')}</h4>
        <Descriptions
          size="small"
          bordered
          column={{ xs: 1, sm: 2 }}
          items={input.map(({ key, label, text }) => ({ key, label, children: text }))}
        />
      </section>
      {data.replaced.length > 0 ? (
        <section>
          <h4>{t('drawer.replaced')}</h4>
          <Replaced rows={data.replaced} grades={data.grades} method={method} />
        </section>
      ) : null}
    </div>
  );
}

function Replaced({
  rows,
  grades,
  method,
}: {
  rows: StatusRevision[];
  grades: StatusAnswer['grades'];
  method: Method;
}): ReactNode {
  const t = useText('ecology');
  return (
    <DataTable<StatusRevision>
      name={t('drawer.replaced')}
      size="small"
      rowKey={(row) => `${row.year} ${row.revision}`}
      pagination={{ pageSize: 10, hideOnSinglePage: true }}
      scroll={{ x: 480 }}
      dataSource={rows}
      columns={[
        { title: t('status.year'), dataIndex: 'year' },
        { title: t('drawer.revisionNo'), dataIndex: 'revision' },
        { title: method, value: (row) => row.value, render: (_, row) => formatNumber(row.value, 2) },
        {
          title: t('status.grade'),
          value: (row) => t(`grade.${row.grade}`),
          render: (_, row) => <GradeTag grades={grades} grade={row.grade} />,
        },
        { title: t('drawer.by'), dataIndex: 'by' },
        {
          title: t('drawer.at'),
          value: (row) => formatTime(row.at, 'full'),
          render: (_, row) => formatTime(row.at, 'full'),
        },
      ]}
    />
  );
}
