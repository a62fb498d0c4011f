import { Link, useLocation } from '@tanstack/react-router';
import { explainAqi, explainVerdict } from '@tarim/evaluation/contract';
import { getPoint } from '@tarim/registry/contract';
import {
  DataTable,
  formatNumber,
  formatTime,
  instant,
  Page,
  QueryState,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Alert, Descriptions, Table, Tag } from 'antd';
import type { ReactNode } from 'react';
import { traceRollup } from '../contract.ts';

/** How an hour, day or month value came about: inputs, gaps, rule, judgement, revisions. */
export default function TraceRollupPage(): ReactNode {
  const t = useText('telemetry');
  const search = new URLSearchParams(useLocation().searchStr);
  const pointId = Number(search.get('pointId'));
  const period = (search.get('period') ?? 'hour') as 'hour' | 'day' | 'month';
  const time = search.get('time') ?? '';
  const code = search.get('code');
  const trace = useRouteQuery(traceRollup, { query: { pointId, period, time } });
  const point = useRouteQuery(getPoint, { params: { id: pointId } });
  const data = trace.data;
  const shown = data?.values.filter((one) => !code || one.code === code) ?? [];
  const judged = period !== 'month';
  const verdict = useRouteQuery(
    explainVerdict,
    { query: { pointId, code: code ?? '', period: period as 'hour', time } },
    { enabled: judged && Boolean(code) && point.data?.point.kind.startsWith('outlet') === true },
  );
  const aqi = useRouteQuery(
    explainAqi,
    { query: { pointId, period: period as 'hour', time } },
    { enabled: judged && point.data?.point.kind === 'air' },
  );
  const explanation = verdict.data ?? aqi.data;
  return (
    <Page
      title={t('traceRollup.traceComputedValue')}
      note={<Link to={`/points/${pointId}` as string}>{point.data?.point.name}</Link>}
    >
      <QueryState query={trace}>
        {data ? (
          <div className="grid">
            <div className="card">
              <Descriptions
                column={{ xs: 1, md: 3 }}
                size="small"
                items={[
                  {
                    key: 't',
                    label: t('traceRollup.periodFrom'),
                    children: `${formatTime(data.time, 'full')}（${{ hour: t('traceRollup.hour'), day: t('traceRollup.day'), month: t('traceRollup.month') }[data.period]}）`,
                  },
                  {
                    key: 'r',
                    label: t('traceRollup.ruleVersion'),
                    children: <code>{data.ruleVersion}</code>,
                  },
                  {
                    key: 'b',
                    label: t('traceRollup.basis'),
                    children:
                      {
                        minute: t('traceRollup.minuteRecords'),
                        'hour-device': t('traceRollup.hourAsSentByThe'),
                        hour: t('traceRollup.hours'),
                        day: t('traceRollup.days'),
                      }[data.basis] ?? data.basis,
                  },
                  {
                    key: 'c',
                    label: t('traceRollup.computed'),
                    children: formatTime(data.computedAt, 'full'),
                  },
                  {
                    key: 'n',
                    label: t('traceRollup.duePresent'),
                    children: `${data.expected} / ${data.inputs.length}`,
                  },
                  { key: 'v', label: t('traceRollup.revision'), children: data.revision },
                ]}
              />
              <Table
                rowKey="code"
                size="small"
                style={{ marginTop: 10 }}
                pagination={false}
                scroll={{ x: 620 }}
                dataSource={shown}
                columns={[
                  {
                    title: t('traceRollup.factor'),
                    render: (_, row) => (
                      <>
                        {row.name} <small className="muted mono">{row.code}</small>
                      </>
                    ),
                  },
                  { title: t('traceRollup.mean'), render: (_, row) => <b>{formatNumber(row.mean)}</b> },
                  {
                    title: t('traceRollup.converted'),
                    dataIndex: 'converted',
                    render: (value: number | null) => formatNumber(value),
                  },
                  {
                    title: t('traceRollup.minMax'),
                    render: (_, row) => `${formatNumber(row.min)} – ${formatNumber(row.max)}`,
                  },
                  {
                    title: t('traceRollup.total'),
                    dataIndex: 'total',
                    render: (value: number | null) => formatNumber(value),
                  },
                  { title: t('traceRollup.unit'), dataIndex: 'unit' },
                  {
                    title: t('traceRollup.valid'),
                    render: (_, row) =>
                      row.invalid ? (
                        <Tag color="orange">{row.invalid}</Tag>
                      ) : (
                        <Tag color="green">
                          {t('traceRollup.valid2')} {row.validCount}
                        </Tag>
                      ),
                  },
                ]}
              />
              {code ? (
                <Link
                  to={
                    `/trace/rollup?pointId=${pointId}&period=${period}&time=${encodeURIComponent(time)}` as string
                  }
                >
                  {t('traceRollup.allFactors')}
                </Link>
              ) : null}
            </div>
            {explanation ? (
              <div className="card">
                <h4>{t('traceRollup.judgementStepByStep')}</h4>
                <ol style={{ margin: 0, paddingInlineStart: 20 }}>
                  {explanation.steps.map((step) => (
                    <li key={step.title + step.result} style={{ marginBottom: 6 }}>
                      <b>{step.title}</b>
                      {step.formula ? <div className="mono muted">{step.formula}</div> : null}
                      <div>
                        {step.result} {step.rule ? <Tag>{step.rule}</Tag> : null}
                      </div>
                    </li>
                  ))}
                </ol>
                {explanation.revisions.length > 1 ? (
                  <Table
                    rowKey="revision"
                    size="small"
                    pagination={false}
                    style={{ marginTop: 8 }}
                    dataSource={
                      explanation.revisions as {
                        revision: number;
                        computedAt: string;
                        replacedAt: string | null;
                        reason: string;
                        aqi?: number | null;
                        value?: number | null;
                      }[]
                    }
                    columns={[
                      { title: t('traceRollup.revision'), dataIndex: 'revision' },
                      {
                        title: t('traceRollup.computed'),
                        dataIndex: 'computedAt',
                        render: (at: string) => formatTime(at, 'full'),
                      },
                      {
                        title: t('traceRollup.result'),
                        render: (_, row) => row.aqi ?? formatNumber(row.value ?? null),
                      },
                      { title: t('traceRollup.reason'), dataIndex: 'reason' },
                    ]}
                  />
                ) : null}
              </div>
            ) : null}
            {data.missing.length > 0 ? (
              <Alert
                type="warning"
                showIcon
                title={t('traceRollup.inputsAreMissing', { n: data.missing.length })}
                description={data.missing
                  .slice(0, 80)
                  .map((at) => formatTime(at))
                  .join('、')}
              />
            ) : null}
            {data.revisions.length > 0 ? (
              <div className="card">
                <h4>{t('traceRollup.revisionsWhatWasReplaced')}</h4>
                <Table
                  rowKey="revision"
                  size="small"
                  pagination={false}
                  scroll={{ x: 560 }}
                  dataSource={data.revisions}
                  columns={[
                    { title: t('traceRollup.revision'), dataIndex: 'revision' },
                    {
                      title: t('traceRollup.replaced'),
                      dataIndex: 'at',
                      render: (at: string) => formatTime(at, 'full'),
                    },
                    { title: t('traceRollup.reason'), dataIndex: 'reason' },
                    ...shown.slice(0, 6).map((one) => ({
                      title: one.name,
                      render: (_: unknown, row: (typeof data.revisions)[number]) =>
                        formatNumber(row.values[`${one.code}.Avg`]),
                    })),
                  ]}
                />
              </div>
            ) : null}
            <div className="card">
              <h4>{t('traceRollup.computedFromTheseInputsIn')}</h4>
              <DataTable
                name={t('traceRollup.inputs')}
                rowKey="time"
                pagination={{ pageSize: 60, hideOnSinglePage: true }}
                scroll={{ x: 200 + 110 * shown.length }}
                dataSource={data.inputs}
                columns={[
                  {
                    title: t('traceRollup.time'),
                    dataIndex: 'time',
                    value: (row) => instant(row.time),
                    render: (at: string) => formatTime(at),
                  },
                  ...shown.slice(0, 12).map((one) => ({
                    title: one.name,
                    value: (row: (typeof data.inputs)[number]) => row.values[one.code],
                    render: (_: unknown, row: (typeof data.inputs)[number]) => (
                      <>
                        {formatNumber(row.values[one.code])}
                        {row.flags[one.code] && row.flags[one.code] !== 'N' ? (
                          <sup> {row.flags[one.code]}</sup>
                        ) : null}
                      </>
                    ),
                  })),
                  // In the file a value's mark stands in a column of its own.
                  ...shown.slice(0, 12).map((one) => ({
                    title: `${one.name} ${t('traceRecord.mark')}`,
                    hidden: true,
                    value: (row: (typeof data.inputs)[number]) => row.flags[one.code],
                  })),
                  {
                    title: '',
                    render: (_, row) =>
                      row.level === 'record' ? (
                        <Link
                          to={
                            `/trace/record?pointId=${pointId}&kind=${row.kind}&time=${encodeURIComponent(row.time)}` as string
                          }
                        >
                          {t('traceRollup.record')}
                        </Link>
                      ) : (
                        <Link
                          to={
                            `/trace/rollup?pointId=${pointId}&period=${row.kind}&time=${encodeURIComponent(row.time)}${code ? `&code=${code}` : ''}` as string
                          }
                        >
                          {t('traceRollup.trace')}
                        </Link>
                      ),
                  },
                  {
                    title: '',
                    render: (_, row) =>
                      row.lsn !== null ? (
                        <Link to={`/frames/${row.lsn}` as string}>{t('traceRollup.rawFrame')}</Link>
                      ) : null,
                  },
                ]}
              />
            </div>
          </div>
        ) : null}
      </QueryState>
    </Page>
  );
}
