import { formatNumber, formatTime, useRouteQuery, useText } from '@tarim/ui';
import { Chart } from '@tarim/ui/chart';
import { Card } from 'antd';
import { type ReactNode, useMemo } from 'react';
import { getFindingAround, type JudgedHour } from '../contract.ts';

interface Line {
  readonly name: string;
  readonly values: readonly (number | null)[];
  readonly dust: boolean;
  readonly own: boolean;
}

/** Values of neighbours in the same hours, and the dust of the nearest air station, beside the curve of the station itself. */
export function Around({ id, hours }: { id: number; hours: readonly JudgedHour[] }): ReactNode {
  const t = useText('radnet');
  const query = useRouteQuery(getFindingAround, { params: { id } });
  const around = query.data;
  const lines = useMemo((): Line[] => {
    if (!around) return [];
    const over = (of: readonly { readonly time: string; readonly value: number | null }[]) => {
      const byTime = new Map(of.map(({ time, value }) => [Date.parse(time), value]));
      return hours.map(({ time }) => byTime.get(Date.parse(time)) ?? null);
    };
    const { neighbours, pm10 } = around;
    return [
      {
        name: t('around.own'),
        values: hours.map(({ value }) => value),
        dust: false,
        own: true,
      },
      ...neighbours.map(({ name, km, hours: of }) => ({
        name: t('around.station', { name, km }),
        values: over(of),
        dust: false,
        own: false,
      })),
      ...(pm10
        ? [
            {
              name: t('around.pm10', { name: pm10.name, km: pm10.km }),
              values: over(pm10.hours),
              dust: true,
              own: false,
            },
          ]
        : []),
    ];
  }, [around, hours, t]);
  const unit = around?.pm10?.unit ?? '';
  const option = useMemo(
    () => ({
      grid: { left: 62, right: 62, top: 64, bottom: 30 },
      legend: { top: 4, type: 'scroll' },
      tooltip: { trigger: 'axis', confine: true },
      xAxis: { type: 'category', data: hours.map(({ time }) => formatTime(time)) },
      yAxis: [
        { type: 'value', name: 'nGy/h', scale: true },
        { type: 'value', name: `PM₁₀ ${unit}`, splitLine: { show: false } },
      ],
      series: lines.map(({ name, values, dust, own }) => ({
        name,
        type: dust ? 'bar' : 'line',
        yAxisIndex: dust ? 1 : 0,
        showSymbol: false,
        ...(dust ? { color: '#d9b36a', itemStyle: { opacity: 0.5 } } : {}),
        lineStyle: { width: own ? 2.4 : 1.2 },
        data: values,
      })),
    }),
    [lines, hours, unit],
  );
  const table = useMemo(
    () => ({
      head: [t('field.hour'), ...lines.map(({ name }) => name)],
      rows: hours.map(({ time }, i) => [
        formatTime(time),
        ...lines.map(({ values }) => formatNumber(values[i] ?? null, 1)),
      ]),
    }),
    [lines, hours, t],
  );
  return (
    <Card size="small" title={t('around.title')}>
      <p className="muted">{t('around.note')}</p>
      {around && lines.length === 1 ? <p className="muted">{t('around.none')}</p> : null}
      {lines.length > 1 ? (
        <Chart option={option} height={300} label={t('around.title')} table={table} />
      ) : null}
    </Card>
  );
}
