import {
  DataTable,
  formatPercent,
  Page,
  QueryState,
  UnitSelect,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Switch } from 'antd';
import { type ReactNode, useState } from 'react';
import { JUDGEMENTS, listPrecision, type PrecisionRow } from '../contract.ts';
import { Simulated } from './words.tsx';

/** 精度表: what became of the patches of each detector and version. */
export default function PrecisionPage(): ReactNode {
  const t = useText('redline');
  const unitName = useUnitName();
  const [unitPath, setUnit] = useState<string | undefined>();
  const [byUnit, setByUnit] = useState(false);
  const query = useRouteQuery(listPrecision, { query: { unitPath, byUnit } });
  const rows = query.data?.rows ?? [];
  const interval = (share: number | null, low: number | null, high: number | null) =>
    share === null ? (
      <span className="muted">—</span>
    ) : (
      <>
        {formatPercent(share)}{' '}
        <small className="muted">
          [{formatPercent(low)}, {formatPercent(high)}]
        </small>
      </>
    );
  return (
    <Page
      title={t('precision.title')}
      note={t('precision.note')}
      extra={<Simulated when={rows.some((row) => row.simulated > 0)} />}
    >
      <div className="filters">
        <UnitSelect
          allowClear
          aria-label={t('field.unit')}
          placeholder={t('field.unit')}
          style={{ width: 220 }}
          {...(unitPath ? { value: unitPath } : {})}
          onChange={setUnit}
        />
        <span>
          <Switch checked={byUnit} onChange={setByUnit} aria-label={t('precision.byUnit')} />{' '}
          {t('precision.byUnit')}
        </span>
      </div>
      <QueryState query={query}>
        <DataTable<PrecisionRow>
          name={t('precision.title')}
          rowKey={(row) => `${row.detector} ${row.detectorVersion} ${row.unitPath}`}
          pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
          scroll={{ x: 1_080 }}
          dataSource={rows as PrecisionRow[]}
          locale={{ emptyText: t('precision.none') }}
          columns={[
            { title: t('field.detector'), dataIndex: 'detector' },
            { title: t('patch.detectorVersion'), dataIndex: 'detectorVersion' },
            { title: t('field.unit'), value: (row) => unitName(row.unitPath) },
            { title: t('precision.proposed'), dataIndex: 'proposed' },
            {
              title: t('precision.discarded'),
              value: (row) => Object.values(row.discarded).reduce((sum, n) => sum + n, 0),
              render: (_, row) => <Reasons counts={row.discarded} prefix="reason" />,
            },
            { title: t('precision.verified'), dataIndex: 'verified' },
            {
              title: t('precision.judged'),
              value: (row) => Object.values(row.judged).reduce((sum, n) => sum + n, 0),
              render: (_, row) => <Reasons counts={row.judged} prefix="judgement" order={JUDGEMENTS} />,
            },
            { title: t('precision.real'), value: (row) => `${row.real} / ${row.real + row.unreal}` },
            {
              title: t('precision.precision'),
              value: (row) => row.precision,
              render: (_, row) => interval(row.precision, row.lower, row.upper),
            },
            {
              title: t('precision.problem'),
              value: (row) => row.problem,
              render: (_, row) => interval(row.problem, row.problemLower, row.problemUpper),
            },
          ]}
        />
      </QueryState>
      <p className="muted">{t('precision.method')}</p>
    </Page>
  );
}

/** The whole, and the most frequent parts of it. */
function Reasons({
  counts,
  prefix,
  order,
}: {
  counts: Readonly<Record<string, number>>;
  prefix: 'reason' | 'judgement';
  order?: readonly string[];
}): ReactNode {
  const t = useText('redline');
  const keys = (order ?? Object.keys(counts).sort((a, b) => counts[b]! - counts[a]!)).filter(
    (key) => counts[key],
  );
  const sum = Object.values(counts).reduce((total, n) => total + n, 0);
  return (
    <>
      {sum}
      {keys.length > 0 ? (
        <div>
          <small className="muted">
            {keys.map((key) => `${t(`${prefix}.${key}`)} ${counts[key]}`).join(' · ')}
          </small>
        </div>
      ) : null}
    </>
  );
}
