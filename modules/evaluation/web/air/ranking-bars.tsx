import type { Text } from '@tarim/ui';
import { Chart } from '@tarim/ui/chart';
import { type ReactNode, useMemo } from 'react';
import type { RankingRow } from '../../contract.ts';
import { type RankKey, sorted } from './ranking-parts.tsx';

const ROW_PX = 24;

/** Cities from the best down, this period beside the year before. */
export function RankingBars({
  rows,
  by,
  t,
}: {
  rows: readonly RankingRow[];
  by: RankKey;
  t: Text;
}): ReactNode {
  const shown = useMemo(() => sorted(rows, by).filter((row) => row.now[by] !== null), [rows, by]);
  const option = useMemo(
    () => ({
      grid: { left: 8, right: 40, top: 34, bottom: 8, containLabel: true },
      legend: { top: 0, data: [t('ranking.now'), t('ranking.before')] },
      tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
      xAxis: { type: 'value' },
      yAxis: {
        type: 'category',
        inverse: true,
        data: shown.map((row) => row.name),
        axisLabel: { width: 120, overflow: 'truncate', interval: 0 },
        axisTick: { show: false },
      },
      series: [
        {
          name: t('ranking.now'),
          type: 'bar',
          data: shown.map((row) => row.now[by]),
          itemStyle: { color: '#0b6e78' },
          barMaxWidth: 10,
          label: { show: true, position: 'right', fontSize: 11 },
        },
        {
          name: t('ranking.before'),
          type: 'bar',
          data: shown.map((row) => row.before[by]),
          itemStyle: { color: '#b7c8ca' },
          barMaxWidth: 6,
        },
      ],
    }),
    [shown, by, t],
  );
  return (
    <div className="card">
      <h4>{t(`rankBy.${by}`)}</h4>
      <Chart
        option={option}
        height={60 + shown.length * ROW_PX}
        label={`${t('ranking.title')} ${t(`rankBy.${by}`)}`}
      />
    </div>
  );
}
