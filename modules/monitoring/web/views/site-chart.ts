import { formatTime, type Text } from '@tarim/ui';
import type { SiteHistory } from '../../contract.ts';

const LINE = '#0b6e78';
const LIMIT = '#b0472f';
const AUTOMATIC = '#b8860b';
/** A limit this many times above what was found would press the curve to the ground. */
const FAR = 4;

const NAMED: ReadonlySet<string> = new Set(['screening', 'control']);

/** What stands beside the line of a limit. */
export function limitLabel(t: Text, kind: string, label: string): string {
  if (NAMED.has(label)) return t(`limit.${label}`);
  return kind === 'noise' ? t('limit.zone', { zone: label }) : label;
}

interface Point {
  readonly value: readonly [time: string, value: number];
  readonly symbol: string;
  readonly below: string | null;
}

/** What was below detection stands as an open mark at half of its limit; limits of the standard are lines. */
export function historyChart(t: Text, { values, automatic, grain, limits, unit, item, site }: SiteHistory) {
  const points: Point[] = values.map((one) => ({
    value: [one.sampledAt, one.value ?? (one.detectionLimit ?? 0) / 2],
    symbol: one.value === null ? 'emptyCircle' : 'circle',
    below: one.value === null ? `<${one.detectionLimit}` : null,
  }));
  const means: Point[] = automatic.map((one) => ({
    value: [one.time, Number(one.value.toPrecision(4))],
    symbol: 'diamond',
    below: null,
  }));
  const all = [...points, ...means].map((one) => one.value[1]);
  const most = Math.max(0, ...all);
  const least = Math.min(...all);
  const next = limits.map((one) => one.value).filter((value) => value >= most);
  const above = next.length > 0 && Math.min(...next) <= FAR * most ? Math.min(...next) : null;
  const shown = limits.filter(({ value }) => value <= (above ?? most) && value >= least / FAR);
  return {
    grid: { left: 8, right: 64, top: 34, bottom: 42, containLabel: true },
    tooltip: {
      trigger: 'axis',
      formatter: (list: { data: Point; seriesName: string }[]) =>
        list
          .map(
            ({ data, seriesName }) =>
              `${formatTime(data.value[0], 'date')} ${seriesName} ${data.below ?? data.value[1]} ${unit}`,
          )
          .join('<br>'),
    },
    ...(means.length === 0 ? {} : { legend: { top: 4, right: 8 } }),
    dataZoom: [{ type: 'slider', height: 16, bottom: 8 }, { type: 'inside' }],
    xAxis: { type: 'time', axisLabel: { hideOverlap: true } },
    yAxis: {
      type: 'value',
      name: `${item ?? ''} ${unit}`,
      nameTextStyle: { align: 'left' },
      scale: true,
      axisLabel: { showMaxLabel: above === null },
      ...(above === null ? {} : { max: Number((above + Math.abs(above) * 0.06).toPrecision(3)) }),
    },
    series: [
      {
        type: 'line',
        name: t('origin.manual'),
        data: points,
        showSymbol: true,
        symbolSize: 7,
        lineStyle: { color: LINE, width: 1.6 },
        itemStyle: { color: LINE },
        markLine: {
          symbol: 'none',
          silent: true,
          lineStyle: { color: LIMIT, type: 'dashed', width: 1 },
          label: { color: LIMIT, formatter: '{b}' },
          data: shown.map(({ label, value }) => ({
            yAxis: value,
            name: `${limitLabel(t, site.kind, label)} ${value}`,
          })),
        },
      },
      ...(means.length === 0
        ? []
        : [
            {
              type: 'line',
              name: t(`site.automaticLine-${grain}`),
              data: means,
              showSymbol: grain === 'month',
              symbolSize: 7,
              lineStyle: { color: AUTOMATIC, width: 1.4, type: grain === 'month' ? 'dashed' : 'solid' },
              itemStyle: { color: AUTOMATIC },
            },
          ]),
    ],
  };
}
