import { useText } from '@tarim/ui';
import { Chart } from '@tarim/ui/chart';
import { type ReactNode, useMemo } from 'react';
import type { Load } from '../contract.ts';

const ROW_PX = 26;
const EDGE_PX = 70;
const COLOURS = { cases: '#0b7285', executing: '#e8590c', visits: '#5f3dc4' } as const;
const KINDS = ['cases', 'executing', 'visits'] as const;
const WORDS = { cases: 'desk.before', executing: 'desk.executing', visits: 'desk.planned' } as const;

/** 人员负荷: cases and visits that everybody has in hand, who has most first. */
export function LoadBars({ load }: { load: readonly Load[] }): ReactNode {
  const t = useText('enforcement');
  const option = useMemo(
    () => ({
      grid: { left: 8, right: 30, top: 34, bottom: 8, containLabel: true },
      legend: { top: 0 },
      tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
      xAxis: { type: 'value', minInterval: 1 },
      yAxis: {
        type: 'category',
        inverse: true,
        data: load.map(({ name, certificate }) => `${name} ${certificate}`),
        axisLabel: { width: 180, overflow: 'truncate', interval: 0 },
        axisTick: { show: false },
      },
      series: KINDS.map((kind) => ({
        name: t(WORDS[kind]),
        type: 'bar',
        stack: 'load',
        barMaxWidth: 14,
        itemStyle: { color: COLOURS[kind] },
        data: load.map((one) => one[kind]),
      })),
    }),
    [load, t],
  );
  return (
    <Chart
      option={option}
      height={EDGE_PX + load.length * ROW_PX}
      label={t('desk.load')}
      table={{
        head: [t('desk.officer'), ...KINDS.map((kind) => t(WORDS[kind]))],
        rows: load.map((one) => [`${one.name} ${one.certificate}`, ...KINDS.map((kind) => one[kind])]),
      }}
    />
  );
}
