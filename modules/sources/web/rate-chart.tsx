import { formatPercent } from '@tarim/ui';
import { Chart } from '@tarim/ui/chart';
import { type ReactNode, useMemo } from 'react';

export interface Bar {
  readonly label: string;
  /** Null: nothing to tell a share of. */
  readonly share: number | null;
  /** Of how many. */
  readonly n: number;
}

/** Shares as bars; what each is a share of stands in the hint. */
export function RateChart({
  bars,
  label,
  colour = '#3f9d8c',
  height = 220,
  from = 0,
}: {
  bars: readonly Bar[];
  label: string;
  colour?: string;
  height?: number;
  /** Where the axis begins, as a share: said by its labels. */
  from?: number;
}): ReactNode {
  const option = useMemo(
    () => ({
      grid: { left: 48, right: 12, top: 12, bottom: 28 },
      tooltip: {
        trigger: 'axis',
        formatter: (shown: { dataIndex: number }[]) => {
          const bar = bars[shown[0]!.dataIndex]!;
          return `${bar.label}<br>${formatPercent(bar.share)} · n = ${bar.n}`;
        },
      },
      xAxis: {
        type: 'category',
        data: bars.map((one) => one.label),
        // A handful of names has room; of many months some are left out.
        axisLabel: bars.length <= 5 ? { interval: 0 } : { hideOverlap: true },
      },
      yAxis: {
        type: 'value',
        min: from,
        axisLabel: { formatter: (share: number) => `${Math.round(share * 100)}%` },
      },
      series: [
        { type: 'bar', barMaxWidth: 34, data: bars.map((one) => one.share), itemStyle: { color: colour } },
      ],
    }),
    [bars, colour, from],
  );
  return (
    <Chart
      option={option}
      height={height}
      label={label}
      table={{
        head: [label, '%', 'n'],
        rows: bars.map((one) => [one.label, formatPercent(one.share), one.n]),
      }}
    />
  );
}
