import { Link, useLocation, useNavigate, useParams } from '@tanstack/react-router';
import { DataTable, Page, QueryState, useRouteQuery, useText, useUnitName, withSubscripts } from '@tarim/ui';
import { Chart } from '@tarim/ui/chart';
import { Alert, Button, Empty, Input, Select, Tabs } from 'antd';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { type FlagRow, getMonth, listFlags, type ReviewMonth, type Total } from '../contract.ts';
import { ActDialog, type ReviewAct } from './act-dialog.tsx';
import { chartHeight, hourText, reviewOption } from './chart-option.ts';
import { CompareVersions } from './compare.tsx';
import { FlagList } from './flag-list.tsx';
import { FLAG_COLOUR, flagSpan } from './flag-marks.ts';
import { HoursTable } from './hours-table.tsx';
import { MarkList } from './mark-list.tsx';
import { OperationLog } from './operation-log.tsx';
import { Signing } from './signing.tsx';
import { ConfidenceTag, kgText, monthBack, monthStep, percentText, Simulated, StateTag } from './words.tsx';

/** Keys of acts, as they stand on the buttons. */
const KEYS: Readonly<Record<string, ReviewAct>> = {
  i: 'invalidate',
  o: 'out-of-control',
  s: 'substitute',
  c: 'correct',
  m: 'mark',
};
const MOST_PANELS = 4;
const MOST_FLAGS = 500;
const NONE: readonly FlagRow[] = [];
/** What the month holds so far. */
const endOf = (data: Pick<ReviewMonth, 'from' | 'hours'>): string =>
  new Date(Date.parse(data.from) + Math.max(1, data.hours) * 3_600_000).toISOString();

/** The workbench of one outlet and month: select a span on the chart or in the table, act on it, see the amounts follow. */
export default function WorkbenchPage(): ReactNode {
  const t = useText('quality');
  const navigate = useNavigate();
  const id = Number((useParams({ strict: false }) as { id: string }).id);
  const search = new URLSearchParams(useLocation().searchStr);
  const month = search.get('month') ?? monthBack(1);
  const [seq, setSeq] = useState<number | undefined>();
  const query = useRouteQuery(getMonth, { params: { pointId: id, month }, query: { seq } });
  const go = (to: string) => {
    setSeq(undefined);
    void navigate({ to: `/quality/review/${id}?month=${to}` as string });
  };
  const data = query.data;
  return (
    <Page
      title={data ? `${data.outlet.name} · ${month}` : month}
      note={data ? <Facts data={data} /> : null}
      extra={
        <>
          <Button aria-label={t('month.before')} onClick={() => go(monthStep(month, -1))}>
            <span className="arrow">←</span>
          </Button>
          <Input
            type="month"
            style={{ width: 150 }}
            aria-label={t('month')}
            value={month}
            onChange={(event) => event.target.value && go(event.target.value)}
          />
          <Button
            aria-label={t('month.after')}
            disabled={month >= monthBack(0)}
            onClick={() => go(monthStep(month, 1))}
          >
            <span className="arrow">→</span>
          </Button>
          {data && seq === undefined ? <Signing data={data} /> : null}
        </>
      }
    >
      <QueryState query={query}>
        {data ? <Bench key={`${id}${month}`} data={data} seq={seq} onSeq={setSeq} /> : null}
      </QueryState>
    </Page>
  );
}

function Facts({ data }: { data: ReviewMonth }): ReactNode {
  const t = useText('quality');
  const unitName = useUnitName();
  const { outlet } = data;
  return (
    <>
      <StateTag state={data.state} version={data.reviews[0]?.version ?? 0} />
      <Simulated when={outlet.simulated} />
      {[t(`kind.${outlet.kind}`), outlet.enterpriseName, unitName(outlet.unitPath)]
        .filter(Boolean)
        .join(' · ')}
      {' · '}
      <Link to={`/points/${outlet.id}` as string}>{t('outlet.data')}</Link>
      {' · '}
      <Link to={'/quality/review' as string}>{t('outlets.title')}</Link>
    </>
  );
}

function Bench({
  data,
  seq,
  onSeq,
}: {
  data: ReviewMonth;
  seq: number | undefined;
  onSeq: (seq: number | undefined) => void;
}): ReactNode {
  const t = useText('quality');
  const [codes, setCodes] = useState<string[]>(() => firstCodes(data));
  const [span, setSpan] = useState<[number, number] | null>(null);
  const [act, setAct] = useState<ReviewAct | null>(null);
  const columns = useMemo(
    () => data.columns.filter((column) => codes.includes(column.code)),
    [data.columns, codes],
  );
  const found = useRouteQuery(listFlags, {
    query: { pointId: data.outlet.id, from: data.from, to: endOf(data), limit: MOST_FLAGS },
  });
  const flags = found.data?.flags ?? NONE;
  const option = useMemo(
    () =>
      reviewOption(
        data,
        columns,
        span,
        t,
        flags.filter((one) => one.state !== 'dismissed'),
      ),
    [data, columns, span, t, flags],
  );
  const chooseFlag = (flag: FlagRow) => {
    const hours = flagSpan(data, flag);
    if (!hours) return;
    setSpan(hours);
    // Its factor is acted on, and seen.
    if (data.columns.some((one) => one.code === flag.code)) setCodes([flag.code]);
  };
  const replaying = seq !== undefined;
  const mayOperate = data.may.operate && !replaying;
  const mayMark = data.may.mark && !replaying;
  const begin = useCallback(
    (one: ReviewAct) => {
      if (span && (one === 'mark' ? mayMark : mayOperate)) setAct(one);
    },
    [span, mayMark, mayOperate],
  );
  const onKey = useCallback(
    (key: string) => {
      const one = KEYS[key];
      if (one) begin(one);
      if (key === 'Escape') setSpan(null);
    },
    [begin],
  );
  const undo = data.operations.find((one) => !one.undone && one.kind !== 'restore' && one.kind !== 'mark');
  return (
    <>
      {replaying ? (
        <Alert
          type="info"
          showIcon
          style={{ marginBottom: 12 }}
          title={t('replay.at', { seq, last: data.lastSeq })}
          action={<Button onClick={() => onSeq(undefined)}>{t('replay.end')}</Button>}
        />
      ) : null}
      {data.afterLock.length > 0 ? (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 12 }}
          title={t('afterLock.told', { n: data.afterLock.length })}
        />
      ) : null}
      <Totals data={data} />
      <div className="card">
        <div className="review-bar">
          <Select
            mode="multiple"
            aria-label={t('factors')}
            style={{ minWidth: 260, flex: '1 1 300px' }}
            value={codes}
            onChange={setCodes}
            maxTagCount="responsive"
            optionFilterProp="label"
            options={data.columns.map((one) => ({ value: one.code, label: withSubscripts(one.name) }))}
          />
          <strong aria-live="polite">
            {span
              ? `${hourText(data.from, span[0])} – ${hourText(data.from, span[1] + 1)} (${span[1] - span[0] + 1} h)`
              : t('select.hint')}
          </strong>
          {(Object.entries(KEYS) as [string, ReviewAct][]).map(([key, one]) => (
            <Button
              key={one}
              disabled={!span || !(one === 'mark' ? mayMark : mayOperate)}
              onClick={() => begin(one)}
            >
              {t(`act.${one}`)}
              <kbd>{key.toUpperCase()}</kbd>
            </Button>
          ))}
        </div>
        {columns.length === 0 || data.hours === 0 ? (
          <Empty description={t('noData')} />
        ) : (
          <Chart
            label={t('chart.label')}
            height={chartHeight(columns.length)}
            option={option}
            onRange={(first, last) =>
              setSpan([Math.max(0, first), Math.min(data.hours - 1, Math.max(first, last))])
            }
          />
        )}
        <Legend />
      </div>
      <div className="grid review-below">
        <div className="card">
          <h4>{t('hours.title')}</h4>
          <HoursTable data={data} columns={columns} span={span} onSpan={setSpan} onKey={onKey} />
        </div>
        <div className="card">
          <Tabs
            size="small"
            items={[
              {
                key: 'log',
                label: `${t('log.title')} (${data.operations.length})`,
                children: (
                  <OperationLog
                    data={data}
                    undo={mayOperate ? (undo?.seq ?? null) : null}
                    mayRestore={mayOperate}
                    onReplay={onSeq}
                  />
                ),
              },
              {
                key: 'marks',
                label: `${t('marks.title')} (${data.marks.length})`,
                children: <MarkList marks={data.marks} />,
              },
              {
                key: 'flags',
                label: `${t('flags.tab')} (${flags.length}${found.data?.next ? '+' : ''})`,
                children: <FlagList flags={flags} more={Boolean(found.data?.next)} onChoose={chooseFlag} />,
              },
              {
                key: 'versions',
                label: `${t('versions.title')} (${data.reviews.length})`,
                children: <CompareVersions data={data} />,
              },
            ]}
          />
        </div>
      </div>
      {act && span ? (
        <ActDialog act={act} data={data} span={span} codes={codes} onClose={() => setAct(null)} />
      ) : null}
    </>
  );
}

/** Pollutants first: they are what is reviewed. */
function firstCodes({ columns }: ReviewMonth): string[] {
  const sorted = [...columns].sort((a, b) => Number(b.pollutant) - Number(a.pollutant));
  return sorted.slice(0, MOST_PANELS).map((one) => one.code);
}

function Totals({ data }: { data: ReviewMonth }): ReactNode {
  const t = useText('quality');
  const period = t(data.outlet.kind === 'outlet-water' ? 'unit.days' : 'unit.hours');
  return (
    <div className="card" style={{ marginBottom: 14 }}>
      <DataTable<Total>
        className="review-totals"
        name={`${data.outlet.name} ${data.month}`}
        rowKey="code"
        pagination={false}
        exported={false}
        stack={false}
        scroll={{ x: 860 }}
        dataSource={data.totals as Total[]}
        columns={[
          { title: t('total.factor'), render: (_, row) => withSubscripts(row.name) },
          { title: t('total.raw'), align: 'right', render: (_, row) => kgText(row.raw) },
          { title: t('total.measured'), align: 'right', render: (_, row) => kgText(row.measured) },
          { title: t('total.substituted'), align: 'right', render: (_, row) => kgText(row.substituted) },
          {
            title: t('total.total'),
            align: 'right',
            render: (_, row) => <strong>{kgText(row.total)}</strong>,
          },
          {
            title: t('total.change'),
            align: 'right',
            render: (_, row) => signedText(row.total - row.raw),
          },
          { title: `${t('total.valid')} (${period})`, align: 'right', dataIndex: 'valid' },
          { title: t('total.replaced'), align: 'right', dataIndex: 'replaced' },
          {
            title: t('total.unresolved'),
            align: 'right',
            render: (_, row) => (
              <span className={row.unresolved > 0 ? 'exceeds' : undefined}>{row.unresolved}</span>
            ),
          },
          { title: t('total.stopped'), align: 'right', dataIndex: 'stopped' },
          { title: 'α', align: 'right', render: (_, row) => percentText(row.alpha) },
        ]}
      />
      <div className="legend">
        {data.rules.map((rule) => (
          <span key={rule.version}>
            {rule.version} <ConfidenceTag confidence={rule.confidence} />
          </span>
        ))}
        <Link to={'/quality/tables' as string}>{t('menu.tables')}</Link>
      </div>
    </div>
  );
}

const signedText = (kg: number): string =>
  Math.abs(kg) < 1e-9 ? '0' : `${kg > 0 ? '+' : '−'}${kgText(Math.abs(kg))}`;

function Legend(): ReactNode {
  const t = useText('quality');
  const grounds: readonly (readonly [string, string])[] = [
    ['I', '#e9a19c'],
    ['O', '#e08860'],
    ['M', '#e8c877'],
    ['S', '#b5bfc1'],
  ];
  return (
    <div className="legend">
      {grounds.map(([letter, colour]) => (
        <span key={letter}>
          <i style={{ background: colour }} />
          {t(`letter.${letter}`)}
        </span>
      ))}
      <span>
        <i style={{ border: '2px solid #0f6c7d', background: '#fff' }} />
        {t('letter.s')}
      </span>
      <span>
        <i style={{ background: '#9db8e0' }} />
        {t('legend.mark')}
      </span>
      <span>
        <i style={{ background: FLAG_COLOUR }} />
        {t('flags.legend')}
      </span>
    </div>
  );
}
