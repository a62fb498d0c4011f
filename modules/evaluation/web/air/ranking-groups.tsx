import { DataTable, formatNumber, type Text } from '@tarim/ui';
import type { ReactNode } from 'react';
import type { RankingGroup } from '../../contract.ts';
import { Change } from './ranking-parts.tsx';

/** The region, the Corps and its divisions: means of their cities. */
export function RankingGroups({
  groups,
  name,
  simulated,
  t,
}: {
  groups: readonly RankingGroup[];
  name: string;
  simulated: boolean;
  t: Text;
}): ReactNode {
  const figure = (key: keyof RankingGroup['now'], title: string, good: 'low' | 'high') => ({
    title,
    value: (row: RankingGroup) => row.now[key],
    render: (_: unknown, row: RankingGroup) => (
      <>
        {formatNumber(row.now[key])}{' '}
        <small>
          <Change
            value={
              row.now[key] === null || row.before[key] === null
                ? null
                : Number((row.now[key] - row.before[key]).toFixed(3))
            }
            good={good}
          />
        </small>
      </>
    ),
  });
  return (
    <section>
      <h3 className="section-title">{t('ranking.groups')}</h3>
      <p className="muted">{t('ranking.groupsNote')}</p>
      <DataTable<RankingGroup>
        name={`${t('ranking.groups')} ${name}`}
        rowKey="code"
        stack={false}
        pagination={false}
        scroll={{ x: 720 }}
        dataSource={[...groups]}
        columns={[
          { title: t('field.name'), dataIndex: 'name' },
          {
            title: t('ranking.cities'),
            value: (row) => row.cities,
            render: (_, row) => `${row.cities} / ${row.of}`,
          },
          figure('composite', t('rankBy.composite'), 'low'),
          figure('goodRatio', t('rankBy.goodRatio'), 'high'),
          figure('pm25', 'PM₂.₅', 'low'),
          figure('pm10', 'PM₁₀', 'low'),
          figure('o3', 'O₃-8h', 'low'),
          { title: t('simulated'), hidden: true, value: () => simulated },
        ]}
      />
    </section>
  );
}
