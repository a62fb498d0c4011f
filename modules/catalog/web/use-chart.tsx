import { useText } from '@tarim/ui';
import { Chart } from '@tarim/ui/chart';
import type { ReactNode } from 'react';

/** Rows and calls by day. */
export function UseChart({
  days,
}: {
  days: readonly { readonly day: string; readonly calls: number; readonly rows: number }[];
}): ReactNode {
  const t = useText('catalog');
  return (
    <Chart
      height={220}
      label={t('use.chart')}
      table={{
        head: [t('use.day'), t('use.rows'), t('use.calls')],
        rows: days.map((one) => [one.day, one.rows, one.calls]),
      }}
      option={{
        grid: { left: 60, right: 50, top: 34, bottom: 28 },
        legend: { top: 0 },
        tooltip: { trigger: 'axis' },
        xAxis: { type: 'category', data: days.map((one) => one.day.slice(5)) },
        yAxis: [
          { type: 'value', minInterval: 1 },
          { type: 'value', minInterval: 1, splitLine: { show: false } },
        ],
        series: [
          { type: 'bar', name: t('use.rows'), data: days.map((one) => one.rows), barMaxWidth: 22 },
          { type: 'line', name: t('use.calls'), yAxisIndex: 1, data: days.map((one) => one.calls) },
        ],
      }}
    />
  );
}
