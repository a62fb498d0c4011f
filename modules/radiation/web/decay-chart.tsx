import { useText } from '@tarim/ui';
import { Chart } from '@tarim/ui/chart';
import { type ReactNode, useMemo } from 'react';
import type { SourceDetail } from '../contract.ts';
import { activityText } from './words.tsx';

/** Activity over time on a logarithmic scale, with the lower bounds of the categories that it crosses and today. */
export function DecayChart({ one }: { one: SourceDetail }): ReactNode {
  const t = useText('radiation');
  const option = useMemo(() => {
    const values = one.curve.map(({ activityBq }) => activityBq);
    const low = Math.min(...values);
    const crossed = Object.entries(one.bounds ?? {}).filter(
      ([, bound]) => bound >= low && bound <= Math.max(...values),
    );
    const now = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    return {
      grid: { left: 8, right: 60, top: 24, bottom: 8, containLabel: true },
      tooltip: { trigger: 'axis', valueFormatter: (value: number) => activityText(value) },
      xAxis: { type: 'time' },
      yAxis: {
        type: 'log',
        min: low / 2,
        axisLabel: { formatter: (value: number) => activityText(value) },
      },
      series: [
        {
          name: t('source.decay'),
          type: 'line',
          showSymbol: false,
          data: one.curve.map(({ on, activityBq }) => [on, activityBq]),
          markLine: {
            symbol: 'none',
            label: { position: 'end' },
            data: [
              ...crossed.map(([category, bound]) => ({
                yAxis: bound,
                label: { formatter: t('source.bound', { category }) },
              })),
              { xAxis: now, label: { formatter: t('source.today') } },
            ],
          },
        },
      ],
    };
  }, [one, t]);
  return (
    <Chart
      option={option}
      label={t('source.decay')}
      table={{
        head: [t('field.on'), t('field.activity')],
        rows: one.curve.map(({ on, activityBq }) => [on, activityText(activityBq)]),
      }}
    />
  );
}
