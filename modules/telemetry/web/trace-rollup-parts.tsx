import { Link } from '@tanstack/react-router';
import type { Static } from '@tarim/platform/contract';
import {
  DataTable,
  formatNumber,
  formatRange,
  formatTime,
  instant,
  unitText,
  useText,
  withSubscripts,
} from '@tarim/ui';
import { Descriptions, Table, Tag } from 'antd';
import type { ReactNode } from 'react';
import type { RollupTrace } from '../contract.ts';
import { reasonText } from './reason-text.ts';

type Trace = Static<typeof RollupTrace>;
type Values = Trace['values'];
type Input = Trace['inputs'][number];

/** Factors of a table's columns; all factors of a station would not be readable. */
const COLUMNS = 12;
const REVISION_COLUMNS = 6;
const BASES: ReadonlySet<string> = new Set(['minute', 'hour-device', 'mixed', 'hour', 'day']);

export function RollupFacts({ data, shown }: { data: Trace; shown: Values }): ReactNode {
  const t = useText('telemetry');
  const number = (value: number | null) => formatNumber(value);
  return (
    <div className="card">
      <Descriptions
        column={{ xs: 1, md: 3 }}
        size="small"
        items={[
          {
            key: 't',
            label: t('traceRollup.periodFrom'),
            children: `${formatTime(data.time, 'full')} (${t(`traceRollup.${data.period}`)})`,
          },
          {
            key: 'r',
            label: t('traceRollup.ruleVersion'),
            children: <code>{data.ruleVersion}</code>,
          },
          {
            key: 'b',
            label: t('traceRollup.basis'),
            children: BASES.has(data.basis) ? t(`traceRollup.basis.${data.basis}`) : data.basis,
          },
          { key: 'c', label: t('traceRollup.computed'), children: formatTime(data.computedAt, 'full') },
          {
            key: 'n',
            label: t('traceRollup.duePresent'),
            children: <bdi dir="ltr">{`${data.expected} / ${data.inputs.length}`}</bdi>,
          },
          { key: 'v', label: t('traceRollup.revision'), children: data.revision },
        ]}
      />
      <Table
        rowKey="code"
        size="small"
        style={{ marginTop: 10 }}
        pagination={false}
        scroll={{ x: 720 }}
        dataSource={shown}
        columns={[
          {
            title: t('traceRollup.factor'),
            render: (_, row) => (
              <>
                {withSubscripts(row.name)} <small className="muted mono">{row.code}</small>
              </>
            ),
          },
          {
            title: t('traceRollup.mean'),
            align: 'right',
            render: (_, row) => <b className="cell-nowrap">{number(row.mean)}</b>,
          },
          { title: t('traceRollup.converted'), dataIndex: 'converted', align: 'right', render: number },
          {
            title: t('traceRollup.minMax'),
            align: 'right',
            render: (_, row) => <span className="cell-nowrap">{formatRange(row.min, row.max)}</span>,
          },
          { title: t('traceRollup.total'), dataIndex: 'total', align: 'right', render: number },
          { title: t('traceRollup.unit'), dataIndex: 'unit' },
          {
            title: t('traceRollup.valid'),
            render: (_, row) =>
              row.invalid ? (
                <Tag color="orange">{data.marks[row.invalid] ?? row.invalid}</Tag>
              ) : (
                <Tag color="green">
                  {t('traceRollup.valid2')} {row.validCount}
                </Tag>
              ),
          },
        ]}
      />
    </div>
  );
}

export function RollupRevisions({ data, shown }: { data: Trace; shown: Values }): ReactNode {
  const t = useText('telemetry');
  if (data.revisions.length === 0) return null;
  const columns = shown.slice(0, REVISION_COLUMNS);
  return (
    <div className="card">
      <h4>{t('traceRollup.revisionsWhatWasReplaced')}</h4>
      <Table
        rowKey="revision"
        size="small"
        pagination={false}
        scroll={{ x: 380 + 110 * columns.length }}
        dataSource={data.revisions}
        columns={[
          { title: t('traceRollup.revision'), dataIndex: 'revision' },
          {
            title: t('traceRollup.replaced'),
            dataIndex: 'at',
            className: 'cell-nowrap',
            render: (at: string) => formatTime(at, 'full'),
          },
          {
            title: t('traceRollup.reason'),
            dataIndex: 'reason',
            render: (reason: string) => reasonText(reason, t),
          },
          ...columns.map((one) => ({
            title: withSubscripts(one.name),
            align: 'right' as const,
            render: (_: unknown, row: Trace['revisions'][number]) =>
              formatNumber(row.values[`${one.code}.Avg`]),
          })),
        ]}
      />
    </div>
  );
}

/** What the value was computed from, in time order: each input leads to its record or roll-up, and to its frame. */
export function RollupInputs({
  data,
  shown,
  code,
}: {
  data: Trace;
  shown: Values;
  code: string | null;
}): ReactNode {
  const t = useText('telemetry');
  const columns = shown.slice(0, COLUMNS);
  const next = (row: Input) => {
    const search = new URLSearchParams({
      pointId: String(data.pointId),
      time: row.time,
      ...(row.level === 'record' ? { kind: row.kind } : { period: row.kind, ...(code ? { code } : {}) }),
    });
    return `/trace/${row.level === 'record' ? 'record' : 'rollup'}?${search}`;
  };
  const marked = (flag: string | undefined) => flag !== undefined && flag !== 'N';
  return (
    <div className="card">
      <h4>{t('traceRollup.computedFromTheseInputsIn')}</h4>
      <DataTable<Input>
        name={t('traceRollup.inputs')}
        rowKey="time"
        stack={false}
        pagination={{ pageSize: 60, hideOnSinglePage: true, showSizeChanger: false }}
        scroll={{ x: 260 + 110 * columns.length }}
        dataSource={data.inputs}
        columns={[
          {
            title: t('traceRollup.time'),
            dataIndex: 'time',
            className: 'cell-nowrap',
            value: (row) => instant(row.time),
            render: (at: string) => formatTime(at),
          },
          ...columns.map((one) => ({
            title: (
              <>
                {withSubscripts(one.name)} <small className="muted">{unitText(one.unit)}</small>
              </>
            ),
            head: `${one.name} ${unitText(one.unit)}`.trim(),
            align: 'right' as const,
            value: (row: Input) => row.values[one.code],
            render: (_: unknown, row: Input) => {
              const flag = row.flags[one.code];
              return (
                <span title={flag ? data.marks[flag] : undefined}>
                  {formatNumber(row.values[one.code])}
                  {marked(flag) ? <sup> {flag!.replace(/^FLAG_/, '')}</sup> : null}
                </span>
              );
            },
          })),
          // In the file a value's mark stands in a column of its own.
          ...columns.map((one) => ({
            title: `${one.name} ${t('traceRecord.mark')}`,
            hidden: true,
            value: (row: Input) => row.flags[one.code],
          })),
          {
            title: '',
            className: 'cell-nowrap',
            render: (_, row) => (
              <Link to={next(row) as string}>
                {t(row.level === 'record' ? 'traceRollup.record' : 'traceRollup.trace')}
              </Link>
            ),
          },
          {
            title: '',
            className: 'cell-nowrap',
            render: (_, row) =>
              row.lsn !== null ? (
                <Link to={`/frames/${row.lsn}` as string}>{t('traceRollup.rawFrame')}</Link>
              ) : null,
          },
        ]}
      />
    </div>
  );
}
