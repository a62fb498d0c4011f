import { formatNumber, type Text, withSubscripts } from '@tarim/ui';
import type { Column, FlagRow, ReviewMonth } from '../contract.ts';

const HOUR_MS = 3_600_000;
export const FLAG_COLOUR = '#8e44ad';

/** Hours of a flag within the month, by index; null: none is in it. */
export function flagSpan(
  data: Pick<ReviewMonth, 'from' | 'hours'>,
  flag: Pick<FlagRow, 'from' | 'to'>,
): [number, number] | null {
  const start = Date.parse(data.from);
  const first = Math.max(0, Math.floor((Date.parse(flag.from) - start) / HOUR_MS));
  const last = Math.min(data.hours, Math.ceil((Date.parse(flag.to) - start) / HOUR_MS)) - 1;
  return last < first ? null : [first, last];
}

/** A triangle where a flag begins, on the line (or where it was last), and a band over its hours. */
export function flagMarks(
  data: Pick<ReviewMonth, 'from' | 'hours'>,
  column: Column,
  index: number,
  flags: readonly FlagRow[],
  times: readonly string[],
  t: Text,
): { areas: object[]; series: object[] } {
  const spans = flags.flatMap((flag) => {
    const span = flagSpan(data, flag);
    return span ? [{ flag, span }] : [];
  });
  if (spans.length === 0) return { areas: [], series: [] };
  const heights = lastKnown(column.mean);
  const words = spans.map(({ flag, span }) => `${t(`flag.${flag.flag}`)} (${span[1] - span[0] + 1} h)`);
  return {
    areas: spans
      .filter(({ span }) => span[1] > span[0])
      .map(({ span: [first, last] }) => [
        { xAxis: times[first], itemStyle: { color: 'rgba(142,68,173,0.12)' } },
        { xAxis: times[last] },
      ]),
    series: [
      {
        xAxisIndex: index,
        yAxisIndex: index,
        name: t('flags.legend'),
        type: 'scatter',
        symbol: 'triangle',
        symbolSize: 9,
        color: FLAG_COLOUR,
        z: 5,
        data: spans.map(({ span }) => [times[span[0]], heights[span[0]] ?? 0]),
        tooltip: { valueFormatter: (_: unknown, at: number) => words[at] ?? '' },
      },
    ],
  };
}

function lastKnown(values: readonly (number | null)[]): number[] {
  let last = values.find((one) => one !== null) ?? 0;
  return values.map((one) => {
    last = one ?? last;
    return last;
  });
}

const HIDDEN = new Set(['outOfControl']);
/** Figures of a flag as words: `数值 25 · 连续小时 8`. */
export function figuresText(figures: FlagRow['peak'], t: Text): string {
  return Object.entries(figures)
    .filter(([name, value]) => value !== null && !HIDDEN.has(name))
    .map(([name, value]) => {
      if (name === 'kind') return t(`order.${value}`);
      if (name === 'qnTime')
        return `QN ${new Date(value! + 8 * HOUR_MS).toISOString().slice(0, 19).replace('T', ' ')}`;
      return `${t(`figure.${name}`)} ${formatNumber(value, 3)}`;
    })
    .join(' · ');
}

/** `NOₓ`, or that it is the point itself. */
export const factorText = (flag: Pick<FlagRow, 'code' | 'codeName'>, t: Text): string =>
  flag.code === '*' ? t('flags.whole') : withSubscripts(flag.codeName);
