import { beijingDate, DAY_MS, HOUR_MS } from '@tarim/kernel';
import { type FlagSample, type FlagState, flagValue, type RaisedFlag } from '@tarim/science';
import type { QualityFlag, QualityMedium } from '@tarim/standards';
import { type FlagRuleSet, RECEIPT_TESTS, type SeriesSettings, settingsOf } from './rules.ts';
import { closeRuns, type FlagRun, raise } from './runs.ts';

/** Stands for the point itself where a flag is of no single factor: hours that are missing altogether, clock, order. */
export const WHOLE_POINT = '*';

/** An hour of a point as it is now: figures of telemetry, and how its records came in. */
export interface FlagHour {
  readonly time: number;
  /** Revision of the roll-up, for the trace. */
  readonly revision: number;
  /** Nothing ran (停运): no figure is due. */
  readonly stopped: boolean;
  readonly values: Readonly<Record<string, { readonly mean: number | null; readonly mark: string | null }>>;
  readonly receipt: {
    /** DataTime of the youngest record and the length of what it tells of, ms. */
    readonly time: number;
    readonly step: number;
    readonly receivedAt: number;
    readonly qnTime: number | null;
    readonly lsn: number;
    readonly backwards: number;
    /** Records of the hour that were held up. */
    readonly held: number;
  } | null;
}

/** What does not change from hour to hour. */
export interface FlagPoint {
  readonly medium: QualityMedium;
  /** Length of a period, ms: an hour, or more where the point reports less often; null: as often as it shows. */
  readonly step: number | null;
  readonly ranges: Readonly<Record<string, number | null>>;
}

/** Everything that is remembered of a point: plain data of bounded size. Hours before `at` are in it. */
export interface PointFlagState {
  readonly at: number | null;
  readonly codes: Readonly<Record<string, FlagState>>;
  readonly receipt: FlagState;
  /** The hour before came in time: what is sent again after an outage ends with hours that only look as if the clock were wrong. */
  readonly inTime?: boolean;
  /** How often it reports: its last hour, how long after the one before, and the period that was seen twice in succession. */
  readonly pace?: { readonly last: number; readonly apart: number; readonly step: number };
  /** Runs that may still grow, by `code/flag`. */
  readonly open: Readonly<Record<string, FlagRun>>;
}
export const FRESH: PointFlagState = { at: null, codes: {}, receipt: {}, open: {} };

export interface FoldResult {
  readonly state: PointFlagState;
  /** All runs that were open at the start or came up since, as they are at the end. */
  readonly runs: readonly FlagRun[];
  /** States at the begin of each Beijing day, to go back to. */
  readonly snapshots: readonly PointFlagState[];
}

/** Receipt later than this after its period is held-up data and tells nothing of the clock. */
export const HELD_UP_MS = 600_000;

/**
 * Tests hours in the order of their time. Pure: the same hours give the same runs, wherever the fold is cut in two.
 * @param hours ascending, none before `state.at`
 */
export function foldHours(
  start: PointFlagState,
  hours: readonly FlagHour[],
  point: FlagPoint,
  rulesOn: (date: string) => FlagRuleSet,
): FoldResult {
  const runs = new Map<string, FlagRun>();
  for (const run of Object.values(start.open)) runs.set(runKey(run), run);
  const snapshots: PointFlagState[] = [];
  let state = start;
  let day = start.at === null ? null : beijingDate(start.at - 1);
  const settings = settingsCache(point, rulesOn);
  for (const hour of hours) {
    const today = beijingDate(hour.time);
    if (day !== null && day !== today && state.at !== null) {
      // The begin of the day, not of the hour: the same wherever hours are missing.
      state = { ...state, at: Date.parse(`${today}T00:00:00+08:00`) };
      snapshots.push(state);
    }
    day = today;
    if (point.step === null) state = { ...state, pace: paceOf(state.pace, hour.time) };
    const step = point.step ?? state.pace!.step;
    state = oneHour(state, hour, step, settings(today, hour.time, step), (run) => runs.set(runKey(run), run));
  }
  return { state, runs: [...runs.values()], snapshots };
}

/** Until it shows, a slow station measures every four hours; more than a day apart is no rhythm. */
const SLOW_MS = 4 * HOUR_MS;
function paceOf(before: PointFlagState['pace'], time: number): NonNullable<PointFlagState['pace']> {
  if (!before) return { last: time, apart: 0, step: SLOW_MS };
  const apart = time - before.last;
  const seen = apart === before.apart && apart <= DAY_MS;
  return { last: time, apart, step: seen ? apart : before.step };
}

/** How often a point owes an hour, as far as is known, ms. */
export const stepNow = (point: FlagPoint, state: PointFlagState): number =>
  point.step ?? state.pace?.step ?? SLOW_MS;

export const runKey = (run: Pick<FlagRun, 'code' | 'flag' | 'from'>): string =>
  `${run.code}/${run.flag}/${run.from}`;

function settingsCache(point: FlagPoint, rulesOn: (date: string) => FlagRuleSet) {
  let day = '';
  let known = new Map<string, SeriesSettings>();
  let length = 0;
  return (today: string, atMs: number, step: number) => {
    if (today !== day || step !== length) {
      day = today;
      length = step;
      known = new Map();
    }
    return (item: string): SeriesSettings => {
      let one = known.get(item);
      if (!one) {
        one = settingsOf(
          rulesOn(today),
          { medium: point.medium, item, range: point.ranges[item] ?? null },
          atMs,
          step,
        );
        known.set(item, one);
      }
      return one;
    };
  };
}

function oneHour(
  state: PointFlagState,
  hour: FlagHour,
  step: number,
  settings: (item: string) => SeriesSettings,
  tell: (run: FlagRun) => void,
): PointFlagState {
  const { time } = hour;
  const open: Record<string, FlagRun> = { ...state.open };
  const found = (code: string, one: RaisedFlag, own: SeriesSettings, lsn: number | null) => {
    const { from, to } = spanOf(one, time, step);
    const run = raise(open[`${code}/${one.flag}`], {
      code,
      flag: one.flag,
      from,
      to,
      figures: one.figures,
      seenAt: time,
      version: own.version,
      confidence: own.confidence[one.flag] ?? 'ours',
      lsn,
      revision: hour.revision,
    });
    open[`${code}/${one.flag}`] = run;
    tell(run);
  };

  const whole = settings(WHOLE_POINT);
  const gapOfAll = flagValue({ gap: state.receipt.gap }, { time, value: 0 }, { gap: whole.settings.gap });
  for (const one of gapOfAll.raised) found(WHOLE_POINT, one, whole, null);
  const missed = gapOfAll.raised[0]?.figures.missing ?? 0;
  let receipt: FlagState = { ...state.receipt, ...gapOfAll.state };
  let inTime = state.inTime ?? false;
  if (hour.receipt) {
    const { held, lsn, receivedAt, time: last, step: length } = hour.receipt;
    receipt = receiptTests(receipt, hour, whole, inTime && held === 0, (one) =>
      found(WHOLE_POINT, one, whole, lsn),
    );
    inTime = held === 0 && receivedAt - last - length <= HELD_UP_MS;
  }

  const codes: Record<string, FlagState> = { ...state.codes };
  for (const code in hour.values) {
    const before = codes[code] ?? {};
    const own = settings(code);
    if (hour.stopped) {
      codes[code] = passOver(before, time);
      continue;
    }
    const { mean, mark } = hour.values[code]!;
    const sample: FlagSample = mark === null ? { time, value: mean } : { time, value: mean, mark };
    const answer = flagValue(before, sample, own.settings);
    codes[code] = answer.state;
    for (const one of answer.raised) {
      if (RECEIPT_TESTS.has(one.flag)) continue;
      // Hours of which nothing came at all are told once, for the point.
      if (one.flag === 'gap' && one.figures.missing === missed) continue;
      found(code, one, own, null);
    }
  }
  if (hour.stopped) for (const code in codes) codes[code] = passOver(codes[code]!, time);
  for (const run of closeRuns(open, time, step)) tell(run);
  return { ...state, at: time + HOUR_MS, codes, receipt, inTime, open };
}

/** A stop owes nothing: what measures absence goes on from here. */
function passOver(state: FlagState, time: number): FlagState {
  const next: Record<string, unknown> = { ...state };
  if (typeof state.gap === 'number') next.gap = time;
  const high = state['missing-at-high'] as object | null | undefined;
  if (high) next['missing-at-high'] = { ...high, time };
  return next;
}

function receiptTests(
  state: FlagState,
  hour: FlagHour,
  { settings }: SeriesSettings,
  inTime: boolean,
  tell: (one: RaisedFlag) => void,
): FlagState {
  const { time, step, receivedAt, qnTime, backwards } = hour.receipt!;
  // What came before its end always tells.
  const lag = receivedAt - time - step;
  const late = lag > HELD_UP_MS || (!inTime && lag > 0);
  // The QN of what was sent again is that of the sending.
  const qn = late || qnTime === null ? {} : { qnTime };
  const answer = flagValue(
    state,
    { time, value: null, receivedAt, late, ...qn },
    {
      ...(settings.clock ? { clock: { ...settings.clock, step } } : {}),
      ...(settings.order ? { order: settings.order } : {}),
    },
  );
  for (const one of answer.raised) tell(one);
  const ordered = answer.raised.some((one) => one.flag === 'order');
  if (settings.order && !ordered && backwards > 0)
    tell({ flag: 'order', time: hour.time, figures: { kind: 2, backwards } });
  return answer.state;
}

/** Hours that a flag speaks of: from the first that is concerned to the end of the last. */
function spanOf(one: RaisedFlag, time: number, step: number): { from: number; to: number } {
  const { figures } = one;
  const end = time + step;
  switch (one.flag as QualityFlag) {
    case 'constant':
      return { from: time - ((figures.run ?? 1) - 1) * step, to: end };
    case 'gap':
      return { from: one.time, to: one.time + (figures.missing ?? 1) * step };
    case 'missing-at-high':
      return { from: one.time, to: Math.max(time, one.time + step) };
    case 'step':
      return { from: one.time, to: end };
    case 'clock':
    case 'order':
      return { from: time, to: end };
    default:
      return { from: one.time, to: one.time + step };
  }
}
