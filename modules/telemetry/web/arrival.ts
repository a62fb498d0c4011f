/** Bars above this many times the usual are cut: a backfill would press an hour of everyday traffic flat. */
const SPIKE = 3;
/** Where a cut bar ends, in times of the usual. */
const CUT = 1.6;

/** Height at which an axis ends; null: no value stands far above the others, the axis may follow the greatest. */
export function cutAt(values: readonly number[]): number | null {
  const busy = values.filter((value) => value > 0).sort((a, b) => a - b);
  if (busy.length < 5) return null;
  // The last minutes of a backfill are several: the median is not moved by them.
  const usual = busy[Math.floor((busy.length - 1) / 2)]!;
  return busy.at(-1)! > SPIKE * usual ? usual * CUT : null;
}

export interface ArrivalMinute {
  readonly minute: string;
  readonly frames: number;
}

const [USUAL, OVER] = ['#0f6c7d', '#c98a1b'];

/** Bars of the last hour; those that are cut are of another colour, and the tooltip tells their number. */
export function arrivalOption(
  minutes: readonly ArrivalMinute[],
  words: { frames: string },
): Record<string, unknown> {
  const cut = cutAt(minutes.map((one) => one.frames));
  return {
    grid: { left: 50, right: 8, top: 14, bottom: 22 },
    tooltip: { trigger: 'axis', valueFormatter: (value: number) => `${value} ${words.frames}` },
    xAxis: {
      type: 'category',
      data: minutes.map((one) => one.minute.slice(11, 16)),
      axisLabel: { interval: 14, showMinLabel: true },
    },
    yAxis: { type: 'value', splitNumber: 3, ...(cut === null ? {} : { max: roundUp(cut) }) },
    series: [
      {
        type: 'bar',
        name: '',
        data: minutes.map(({ frames }) => ({
          value: frames,
          itemStyle: { color: cut !== null && frames > roundUp(cut) ? OVER : USUAL },
        })),
      },
    ],
  };
}

/** Up to two digits: 1 834 → 1 900. */
function roundUp(value: number): number {
  const power = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
  return Math.ceil(value / power) * power;
}
