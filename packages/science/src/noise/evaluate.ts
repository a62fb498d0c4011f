import { HOUR_MS, type Problem } from '@tarim/kernel';
import {
  NOISE_BANDS,
  NOISE_STANDARDS,
  NOISE_WIND,
  type NoiseLimits,
  type NoiseStandard,
  type NoiseTime,
  noiseLimits,
} from '@tarim/standards';
import { type Finding, ruleUsed, type Step } from '../finding.ts';
import { problem } from '../problems.ts';
import { rational, subtract, toNumber } from '../rational.ts';
import { told } from '../told.ts';
import { type DayHours, dayAndNight, dayHoursValid, dayNightLevel, STANDARD_DAY } from './day-night.ts';
import { NOISE_PROBLEMS as P } from './problems.ts';

export interface NoiseInput {
  /** GB 3096 places, GB 12348 industrial boundaries, GB 22337 social life, GB 12523 construction sites; absent: GB 3096. */
  readonly standard?: NoiseStandard;
  /** 声环境功能区 0, 1, 2, 3, 4a, 4b (boundaries: 4); a construction site needs none. */
  readonly zone?: string;
  readonly Ld?: number | null;
  readonly Ln?: number | null;
  /** Start of the first hour of `Leq`, epoch ms. */
  readonly start?: number;
  /** Hourly Leq, from which Ld and Ln are made when they are not given. */
  readonly Leq?: ReadonlyArray<number | null>;
  readonly dayHours?: DayHours;
  /** Highest level at night of single events, and their kind. */
  readonly LmaxNight?: number | null;
  readonly peak?: 'sudden' | 'frequent' | 'occasional';
  /** A boundary nearer than 1 m to a building, measured indoors: limits fall by 10 dB. */
  readonly nearBuilding?: boolean;
  /** Noise that the structure carries into a room: A for sleep, B for daytime use. */
  readonly room?: 'A' | 'B';
  readonly octaves?: Readonly<Partial<Record<NoiseTime, readonly number[]>>>;
  readonly weather?: {
    readonly wind?: number;
    readonly rain?: boolean;
    readonly snow?: boolean;
    readonly thunder?: boolean;
  };
  /** Told only to be refused: the table of corrections was not obtained. */
  readonly background?: unknown;
}

export interface NoiseItem {
  /** `Ld`, `Ln`, `LmaxNight`, `63 Hz night`. */
  readonly item: string;
  readonly value: number;
  readonly limit: number;
  readonly verdict: 'meets' | 'exceeds' | 'not-judged';
  /** dB above the limit. */
  readonly excess: number | null;
}

export interface NoiseResult extends Finding {
  readonly Ld: number | null;
  readonly Ln: number | null;
  readonly Ldn: number | null;
  readonly dayHours: DayHours;
  readonly items: readonly NoiseItem[];
  readonly verdict: NoiseItem['verdict'];
}

/** Levels of a place or boundary against the limits of its zone, by day and by night; the value as it is decides. */
export function evaluateNoise(input: NoiseInput): NoiseResult {
  const problems: Problem[] = [];
  const steps: Step[] = [];
  const code = input.standard ?? 'GB 3096-2008';
  const known = (NOISE_STANDARDS as readonly unknown[]).includes(code);
  if (!known) return nothing(problem(P.standard, { standard: told(code) }, 'standard'));
  const zone = told(input.zone ?? '');
  const limits = noiseLimits(code, zone);
  if (!limits) return nothing(problem(P.zone, { standard: code, zone }, 'zone'));
  const dayHours = input.dayHours ?? STANDARD_DAY;
  if (typeof dayHours !== 'object' || dayHours === null || !dayHoursValid(dayHours))
    return nothing(problem(P.dayHours, {}, 'dayHours'));
  if (dayHours.from !== STANDARD_DAY.from || dayHours.to !== STANDARD_DAY.to)
    problems.push(problem(P.localHours, { from: dayHours.from, to: dayHours.to }));
  if (input.background !== undefined && input.background !== null)
    problems.push(problem(P.background, {}, 'background'));

  const level = (item: string, value: unknown): number | null => {
    if (value === null || value === undefined) return null;
    if (typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= 200) return value;
    problems.push(problem(P.level, { item }, item));
    return null;
  };
  const made = fromHours(input, dayHours, level, problems);
  const Ld = level('Ld', input.Ld) ?? made?.Ld ?? null;
  const Ln = level('Ln', input.Ln) ?? made?.Ln ?? null;
  const weighted = Ld === null || Ln === null ? null : dayNightLevel(Ld, Ln, dayHours);
  if (weighted) steps.push(weighted.step);
  const valid = weatherValid(input.weather);
  if (!valid) problems.push(problem(P.weather, { wind: NOISE_WIND }, 'weather'));

  const items: NoiseItem[] = [];
  const judge = (item: string, value: number | null, limit: number | null | undefined) => {
    if (value === null || limit === null || limit === undefined) return;
    const above = value > limit;
    const excess = above ? toNumber(subtract(rational(value), rational(limit))) : null;
    items.push({ item, value, limit, verdict: !valid ? 'not-judged' : above ? 'exceeds' : 'meets', excess });
    steps.push({
      of: item,
      rule: code,
      formula: `${value} ${above ? '>' : '≤'} ${limit}`,
      result: above ? 'exceeds' : 'meets',
    });
  };
  const bounds = boundsOf(limits, input, problems);
  judge('Ld', Ld, bounds?.day.leq);
  judge('Ln', Ln, bounds?.night.leq);
  const over = limits.peak[input.peak === 'frequent' || input.peak === 'occasional' ? input.peak : 'sudden'];
  // GB 12348 knows frequent and occasional noise: what is not said to be frequent is judged as occasional.
  const allowed = over ?? limits.peak.occasional;
  if (bounds && allowed !== null && input.room === undefined)
    judge('LmaxNight', level('LmaxNight', input.LmaxNight), bounds.night.leq + allowed);
  for (const time of ['day', 'night'] as const) {
    const given = input.octaves?.[time];
    if (given === undefined || input.room === undefined) continue;
    if (!Array.isArray(given) || given.length !== NOISE_BANDS.length)
      problems.push(problem(P.octaves, {}, `octaves.${time}`));
    else
      NOISE_BANDS.forEach((band, index) => {
        const name = `${band} Hz ${time}`;
        judge(name, level(name, given[index]), bounds?.[time].octaves[index]);
      });
  }
  if (items.length === 0) problems.push(problem(P.nothing));
  if (limits.standard.confidence !== 'official-text')
    problems.push(problem(P.unverified, { standard: code }));
  const verdicts = items.map((one) => one.verdict);
  return {
    Ld,
    Ln,
    Ldn: weighted?.value ?? null,
    dayHours: { from: dayHours.from, to: dayHours.to },
    items,
    verdict: verdicts.includes('exceeds') ? 'exceeds' : verdicts.includes('meets') ? 'meets' : 'not-judged',
    rules: [ruleUsed(limits.standard)],
    used: Object.fromEntries(items.map((one) => [one.item, one.value])),
    missing: [
      ...(Ld === null && input.Ln === undefined ? ['Ld'] : []),
      ...(Ln === null && input.Ld === undefined ? ['Ln'] : []),
    ],
    steps,
    problems,
  };
}

function fromHours(
  { start, Leq }: NoiseInput,
  dayHours: DayHours,
  level: (item: string, value: unknown) => number | null,
  problems: Problem[],
): { Ld: number | null; Ln: number | null } | null {
  if (!Array.isArray(Leq)) return null;
  if (typeof start !== 'number' || start % HOUR_MS !== 0) {
    problems.push(problem(P.start, {}, 'start'));
    return null;
  }
  const { Ld, Ln, hours, needed } = dayAndNight(
    start,
    Leq.slice(0, 24).map((one) => level('Leq', one)),
    dayHours,
  );
  if (Ld === null && hours.day > 0)
    problems.push(problem(P.tooFew, { item: 'Ld', valid: hours.day, needed: needed.day }));
  if (Ln === null && hours.night > 0)
    problems.push(problem(P.tooFew, { item: 'Ln', valid: hours.night, needed: needed.night }));
  return { Ld, Ln };
}

type Bounds = Readonly<Record<NoiseTime, { readonly leq: number; readonly octaves: readonly number[] }>>;

function boundsOf(limits: NoiseLimits, input: NoiseInput, problems: Problem[]): Bounds | null {
  if (input.room !== undefined) {
    const indoor = input.room === 'A' || input.room === 'B' ? limits.indoor(input.room) : null;
    if (!indoor) problems.push(problem(P.indoor, { standard: limits.standard.code }, 'room'));
    return indoor;
  }
  const minus = input.nearBuilding === true ? (limits.nearBuildingMinus ?? 0) : 0;
  return {
    day: { leq: limits.day - minus, octaves: [] },
    night: { leq: limits.night - minus, octaves: [] },
  };
}

function weatherValid(weather: NoiseInput['weather']): boolean {
  if (typeof weather !== 'object' || weather === null) return true;
  const { wind, rain, snow, thunder } = weather;
  return !(
    rain === true ||
    snow === true ||
    thunder === true ||
    (typeof wind === 'number' && wind >= NOISE_WIND)
  );
}

function nothing(why: Problem): NoiseResult {
  const none = { rules: [], used: {}, missing: [], steps: [] };
  return {
    Ld: null,
    Ln: null,
    Ldn: null,
    dayHours: STANDARD_DAY,
    items: [],
    verdict: 'not-judged',
    ...none,
    problems: [why],
  };
}
