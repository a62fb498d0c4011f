import { beijingIso } from '@tarim/kernel';
import { RADIATION_MONITORING } from '@tarim/standards';
import { type Finding, ruleUsed, type Step } from '../../finding.ts';
import { Members } from '../members.ts';
import { RADIATION_PROBLEMS as P } from '../problems.ts';
import { type Baseline, baselineOf, type StationHour } from './baseline.ts';
import { type JudgedHour, judgeHours } from './levels.ts';

export interface StationInput {
  /** nGy/h; or `mean` and `sd` (m, s) beside the rest. */
  readonly baseline?: { readonly mean: number; readonly sd: number };
  /** Hours of the last 30 days, from which the baseline is made. */
  readonly history?: readonly object[];
  /** Hours to judge: numbers, or `{time, value, rain, radon, raw, peaks}`. */
  readonly hours: readonly (number | object | null)[];
  /** mm of each hour, where hours are numbers. */
  readonly rain?: readonly (number | null)[];
}

export interface StationResult extends Finding {
  readonly baseline: Baseline | null;
  /** nGy/h; above it a value is high, above the other it is urgent. */
  readonly limit: number | null;
  readonly urgentLimit: number | null;
  readonly hours: readonly (Omit<JudgedHour, 'time'> & { readonly time: string | null })[];
  readonly levels: readonly (number | null)[];
  /** The highest. */
  readonly level: number | null;
}

const MOST = 10_000;
const TIME = { min: -6e13, max: 6e13 };

/** Alarm levels of the hours of a gamma station; rules of ours, beside HJ 61-2021 and HJ 1009-2019. */
export function evaluateStation(input: StationInput): StationResult {
  const members = new Members(input);
  members.tell(P.stationOurs);
  const rules = RADIATION_MONITORING.data.alarm_defaults;
  const baseline = readBaseline(members);
  const hours = hoursOf(members, ['hours', 'values', '小时']);
  const rule = ruleUsed({ ...RADIATION_MONITORING, confidence: rules.confidence });
  const told = { rules: [rule], used: members.used, missing: members.missing, problems: members.problems };
  if (!baseline || hours.length === 0) {
    if (hours.length === 0) members.lacks('hours');
    return {
      baseline,
      limit: null,
      urgentLimit: null,
      hours: [],
      levels: [],
      level: null,
      ...told,
      steps: [],
    };
  }
  if (hours.every(({ rain, radon }) => rain === null && !radon)) members.tell(P.rainUnknown, {}, 'rain');
  const limit = baseline.mean + rules.deviations * baseline.sd;
  const judged = judgeHours(hours, baseline);
  const levels = judged.map((one) => one.level);
  const known = levels.flatMap((one) => (one === null ? [] : [one]));
  const steps = judged.map(
    (one, i): Step => ({
      of: one.time === null ? String(i + 1) : beijingIso(one.time),
      rule: `m + ${rules.deviations}s`,
      formula: `${one.value ?? '—'} : ${baseline.mean} + ${rules.deviations} × ${baseline.sd} = ${limit}${one.wet ? ' (wet)' : ''}`,
      result: one.name,
    }),
  );
  return {
    baseline,
    limit,
    urgentLimit: rules.urgent_times * baseline.mean,
    hours: judged.map((one) => ({ ...one, time: one.time === null ? null : beijingIso(one.time) })),
    levels,
    level: known.length > 0 ? Math.max(...known) : null,
    ...told,
    steps,
  };
}

function readBaseline(members: Members): Baseline | null {
  const rules = RADIATION_MONITORING.data.alarm_defaults;
  const inner = members.has('baseline')
    ? new Members(members.raw('baseline'), members.problems, 'baseline.')
    : members;
  const mean = inner.number(['mean', 'm', '均值'], { above: 0, max: 1e9 });
  const sd = inner.number(['sd', 's', 'std', 'sigma', '标准差'], { min: 0, max: 1e9 });
  if (mean !== null && sd !== null)
    return { mean, sd: Math.max(sd, rules.smallest_deviation_nGy_per_h), n: null };
  const { baseline, dry } = baselineOf(hoursOf(members, ['history', '基线']));
  if (!baseline) {
    members.missing.push('baseline');
    members.tell(P.baseline, { count: rules.min_n, got: dry }, 'baseline');
  }
  return baseline;
}

function hoursOf(members: Members, names: readonly string[]): StationHour[] {
  const list = members.list(names, MOST) ?? [];
  const rains = names[0] === 'hours' ? (members.list(['rain', 'rain_mm', '雨量'], MOST) ?? []) : [];
  const figure = (value: unknown): number | null =>
    typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null;
  return list.map((one, i): StationHour => {
    const bare = { time: null, rain: figure(rains[i]), radon: false, raw: [], peaks: [] };
    if (typeof one !== 'object' || one === null) {
      const value = figure(one);
      if (value === null && one !== null) members.tell(P.value, { index: i }, `${names[0]}.${i}`);
      return { ...bare, value };
    }
    const inner = new Members(one, members.problems, `${names[0]}.${i}.`);
    return {
      time: inner.number(['time', 'start'], TIME),
      value: inner.number(['value', 'rate', 'x', '剂量率'], { min: 0, max: 1e12 }),
      rain: inner.number(['rain', 'rain_mm', '雨量'], { min: 0, max: 1e4 }) ?? bare.rain,
      radon: inner.flag(['radon', '氡子体']),
      raw: (inner.list(['raw', 'fiveMinutes'], 1_000) ?? []).flatMap((value) => figure(value) ?? []),
      peaks: (inner.list(['peaks', '谱峰'], 50) ?? []).flatMap((peak) =>
        typeof peak === 'string' ? [peak] : [],
      ),
    };
  });
}
