import { formatNumber, useText } from '@tarim/ui';
import { Chart } from '@tarim/ui/chart';
import type { ReactNode } from 'react';
import type { RunDetail } from '../contract.ts';

type Shown = RunDetail['charts'][number];

/** A chart of the result: variogram, or a rose of probabilities by wind direction. */
export function ResultChart({ chart }: { chart: Shown }): ReactNode {
  const t = useText('analysis');
  const axis = ({ key, unit }: Shown['x']) => `${t(`axis.${key}`)}${unit ? ` (${unit})` : ''}`;
  const bars = chart.series.some((one) => one.kind === 'rose' || one.kind === 'bars');
  return (
    <Chart
      label={t(`chart.${chart.key}`)}
      height={300}
      option={{
        grid: { left: 58, right: 18, top: 34, bottom: 44 },
        legend: { top: 0, show: chart.series.length > 1 },
        tooltip: { trigger: bars ? 'axis' : 'item', confine: true },
        xAxis: {
          type: bars ? 'category' : 'value',
          name: axis(chart.x),
          nameLocation: 'middle',
          nameGap: 28,
          ...(bars ? { data: chart.series[0]?.points.map(([x]) => `${formatNumber(x)}`) ?? [] } : {}),
        },
        yAxis: { type: 'value', name: axis(chart.y), scale: !bars },
        series: chart.series.map((one) => ({
          name: t(`series.${one.key}`),
          type: one.kind === 'line' ? 'line' : one.kind === 'dots' ? 'scatter' : 'bar',
          showSymbol: false,
          symbolSize: 8,
          color: one.kind === 'line' ? '#c05a12' : '#0f6c7d',
          data: bars ? one.points.map(([, y]) => y) : one.points,
        })),
      }}
      table={{
        head: [axis(chart.x), axis(chart.y), t('chart.series')],
        rows: chart.series.flatMap((one) =>
          one.points.map(([x, y]) => [formatNumber(x), formatNumber(y), t(`series.${one.key}`)]),
        ),
      }}
    />
  );
}
