import { Link } from '@tanstack/react-router';
import type { latestVerdicts } from '@tarim/evaluation/contract';
import type { Static } from '@tarim/platform/contract';
import type { Point } from '@tarim/registry/contract';
import type { PointLatest } from '@tarim/telemetry/contract';
import {
  DataTable,
  formatNumber,
  formatTime,
  instant,
  POINT_KIND_TITLES,
  STATE_TITLES,
  useText,
} from '@tarim/ui';
import { Tag } from 'antd';
import { type ReactNode, useMemo } from 'react';

type Verdict = Static<NonNullable<typeof latestVerdicts.response>>['verdicts'][number];

/** The enterprise's points: whether they report, and the newest judgement of each factor against its limit. */
export function OwnPoints({
  points,
  latest,
  verdicts,
}: {
  points: readonly Point[];
  latest: readonly Static<typeof PointLatest>[];
  verdicts: readonly Verdict[];
}): ReactNode {
  const t = useText('console');
  const latestOf = useMemo(() => new Map(latest.map((one) => [one.pointId, one])), [latest]);
  const verdictsOf = (id: number) => verdicts.filter((one) => one.pointId === id);
  const state = (id: number) => STATE_TITLES[latestOf.get(id)?.state ?? 'never'];
  return (
    <DataTable
      name={t('own.points')}
      rowKey="id"
      pagination={false}
      scroll={{ x: 720 }}
      dataSource={points}
      locale={{ emptyText: t('own.noPoints') }}
      columns={[
        {
          title: t('own.point'),
          value: (row) => row.name,
          render: (_, row) => <Link to={`/points/${row.id}` as string}>{row.name}</Link>,
        },
        {
          title: t('own.kind'),
          value: (row) => t(POINT_KIND_TITLES[row.kind]?.title ?? row.kind),
          render: (_, row) => t(POINT_KIND_TITLES[row.kind]?.title ?? row.kind),
        },
        {
          title: t('own.state'),
          value: (row) => t(state(row.id)?.title ?? ''),
          render: (_, row) => <Tag color={state(row.id)?.colour}>{t(state(row.id)?.title ?? '')}</Tag>,
        },
        {
          title: t('own.newest'),
          value: (row) => instant(latestOf.get(row.id)?.receivedAt),
          render: (_, row) => (
            <span className="own-when">{formatTime(latestOf.get(row.id)?.receivedAt)}</span>
          ),
        },
        {
          title: t('own.judged'),
          value: (row) => verdictsOf(row.id).map(textOf).join('; '),
          render: (_, row) => (
            <span className="own-verdicts">
              {verdictsOf(row.id).map((one) => (
                <span
                  key={one.code + one.period}
                  className={one.verdict === 'exceeds' ? 'exceeds' : undefined}
                >
                  {textOf(one)}
                </span>
              ))}
            </span>
          ),
        },
      ]}
    />
  );
}

/** `SO₂ 42.1 / 50 mg/m³` */
function textOf(one: Verdict): string {
  const limit = one.upper === null ? '' : ` / ${formatNumber(one.upper, 6)}`;
  return `${one.codeName} ${formatNumber(one.value, 2)}${limit} ${one.unit ?? ''}`.trim();
}
