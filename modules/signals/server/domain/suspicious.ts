import { HOUR } from './feed.ts';

/** What the marking of hours asks of a lead. */
export interface Suspect {
  readonly detector: string;
  readonly figures: Readonly<Record<string, number | string | null>>;
  readonly limit: number | null;
  readonly changes: readonly {
    readonly item: string;
    readonly time: number;
    readonly before: number;
    readonly after: number;
  }[];
}
/** What the chart shows: hours of the first column, from `start` on. */
export interface Shown {
  readonly start: number;
  readonly hours: number;
  readonly values: ArrayLike<number>;
  readonly marks: readonly string[];
}

type Spans = [number, number][];
const WEIGHED = new Set(['M', 'C', 'D']);
/** Width of the band below a limit in which capped values lie: the detector's own. */
const BAND = 0.05;
const DAY_HOURS = 24;

/**
 * Hours [first, after the last) that a lead rests on, for the eye: what the detector weighed, not more. Where a detector weighs the whole window alike,
 * the whole window.
 */
export function suspiciousHours(of: Suspect, shown: Shown): Spans {
  const { figures } = of;
  const index = (time: unknown) =>
    typeof time === 'number' ? Math.round((time - shown.start) / HOUR) : null;
  const whole: Spans = [[0, shown.hours]];
  switch (of.detector) {
    case 'constant-value': {
      const last = index(figures.until);
      return last === null
        ? whole
        : within([[last - Number(figures.longest ?? 1) + 1, last + 1]], shown.hours);
    }
    case 'copied-days':
      return within(
        [figures.day, figures.like].flatMap((day): Spans => {
          const from = index(day);
          return from === null ? [] : [[from, from + DAY_HOURS]];
        }),
        shown.hours,
      );
    case 'capping': {
      const at = typeof figures.at === 'number' ? figures.at : of.limit;
      return at === null
        ? whole
        : runs(shown, (value) => value > at * (1 - BAND) && value <= at * (1 + 1e-9));
    }
    case 'marks-on-exceedances':
      return runs(shown, (_, mark) => WEIGHED.has(mark));
    case 'stopped-but-emitting':
      return figures.kind === 'running-but-zero'
        ? runs(shown, (value) => value <= 1e-6)
        : runs(shown, (_, mark) => mark === 'F');
    case 'missing-at-high':
      return runs(shown, (value) => !Number.isFinite(value));
    case 'parameter-mismatch':
      return within(lowered(of.changes, shown), shown.hours);
    default:
      return whole;
  }
}

function runs(shown: Shown, suspect: (value: number, mark: string) => boolean): Spans {
  const spans: Spans = [];
  for (let i = 0; i < shown.hours; i++) {
    if (!suspect(shown.values[i]!, shown.marks[i] ?? '')) continue;
    const last = spans.at(-1);
    if (last?.[1] === i) last[1] = i + 1;
    else spans.push([i, i + 1]);
  }
  return spans;
}

/** From each change until the parameter is back at what it was before the first. */
function lowered(changes: Suspect['changes'], { start, hours }: Shown): Spans {
  const spans: Spans = [];
  for (const [item, own] of Map.groupBy(changes, (one) => one.item)) {
    const usual = own[0]!.before;
    let from: number | null = null;
    for (const { time, after } of own) {
      const at = Math.floor((time - start) / HOUR);
      if (after !== usual) from ??= at;
      else if (from !== null) {
        spans.push([from, at]);
        from = null;
      }
    }
    if (from !== null && item !== '') spans.push([from, hours]);
  }
  return spans.sort((a, b) => a[0] - b[0]);
}

const within = (spans: Spans, hours: number): Spans =>
  spans
    .map(([from, to]): [number, number] => [Math.max(0, from), Math.min(hours, to)])
    .filter(([from, to]) => from < to);
