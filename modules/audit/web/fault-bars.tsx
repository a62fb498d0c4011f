import { useText } from '@tarim/ui';
import { Chart } from '@tarim/ui/chart';
import { type ReactNode, useMemo } from 'react';
import type { RoundDetail } from '../contract.ts';

const ROW_PX = 30;
const EDGE_PX = 50;

/** Fatal problems (致命性问题) by the number of files that have them. */
export function FaultBars({ faults }: { faults: RoundDetail['faults'] }): ReactNode {
  const t = useText('audit');
  const option = useMemo(
    () => ({
      grid: { left: 8, right: 40, top: 8, bottom: 8, containLabel: true },
      tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
      xAxis: { type: 'value', minInterval: 1 },
      yAxis: {
        type: 'category',
        inverse: true,
        data: faults.map(({ no, title }) => `${no} ${title}`),
        axisLabel: { width: 180, overflow: 'truncate', interval: 0 },
        axisTick: { show: false },
      },
      series: [
        {
          name: t('round.files'),
          type: 'bar',
          data: faults.map(({ files }) => files),
          itemStyle: { color: '#b3261e' },
          barMaxWidth: 14,
          label: { show: true, position: 'right' },
        },
      ],
    }),
    [faults, t],
  );
  return (
    <Chart
      option={option}
      height={EDGE_PX + faults.length * ROW_PX}
      label={t('round.faults')}
      table={{
        head: [t('field.fatal'), t('round.files')],
        rows: faults.map(({ no, title, files }) => [`${no} ${title}`, files]),
      }}
    />
  );
}
