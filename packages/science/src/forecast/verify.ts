/** A forecast of a day's index beside what happened. */
export interface ForecastPair {
  /** Days from the day of issue. */
  readonly lead: number;
  /** As one number: the value, else the middle of the range. */
  readonly aqi: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly level: number | null;
  readonly observed: number;
  readonly observedLevel: number;
  /** What climatology and persistence alone said on the same day of issue; null: not known. */
  readonly climatology: number | null;
  readonly persistence: number | null;
}

/** Heavy pollution (重度及以上污染), AQI above 200: forecast × happened. */
export interface Contingency {
  readonly hits: number;
  readonly misses: number;
  readonly falseAlarms: number;
  readonly correctNegatives: number;
  /** 命中率 POD = hits ÷ (hits + misses); null where it never happened. */
  readonly pod: number | null;
  /** 空报率 FAR = false alarms ÷ (hits + false alarms); null where it was never forecast. */
  readonly far: number | null;
  /** TS = hits ÷ (hits + misses + false alarms). */
  readonly ts: number | null;
}

export interface Rate {
  readonly n: number;
  readonly hits: number;
  readonly rate: number | null;
}

/** 1 − MSE ÷ MSE of the reference, over pairs that have both: 1 perfect, 0 no better than it, negative: worse. */
export interface Skill {
  readonly n: number;
  readonly mse: number | null;
  readonly referenceMse: number | null;
  readonly score: number | null;
}

export interface VerificationFigures {
  readonly n: number;
  /** 级别准确率: the level stated is the level that came. */
  readonly level: Rate;
  /** 范围命中率: the range stated holds the AQI that came, ends included. */
  readonly range: Rate;
  /** Mean of forecast − observed: above 0 forecasts are too high. */
  readonly meanError: number | null;
  readonly mae: number | null;
  readonly rmse: number | null;
  readonly skillClimatology: Skill;
  readonly skillPersistence: Skill;
  readonly heavy: Contingency;
}

/** The first level that is heavy (重度污染). */
export const HEAVY_LEVEL = 5;

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/**
 * How good forecasts were. The measures are common practice, and their names and cuts are ours: they follow no text of a standard
 * that was at hand.
 */
export function verifyForecasts(pairs: readonly ForecastPair[]): VerificationFigures {
  const valued = pairs.filter((one) => one.aqi !== null);
  const errors = valued.map((one) => one.aqi! - one.observed);
  const sum = (values: readonly number[]) => values.reduce((all, one) => all + one, 0);
  const mse = ratio(sum(errors.map((one) => one * one)), errors.length);
  return {
    n: pairs.length,
    level: rateOf(
      pairs.filter((one) => one.level !== null),
      (one) => one.level === one.observedLevel,
    ),
    range: rateOf(
      pairs.filter((one) => one.low !== null && one.high !== null),
      (one) => one.low! <= one.observed && one.observed <= one.high!,
    ),
    meanError: ratio(sum(errors), errors.length),
    mae: ratio(sum(errors.map(Math.abs)), errors.length),
    rmse: mse === null ? null : Math.sqrt(mse),
    skillClimatology: skillOf(valued, (one) => one.climatology),
    skillPersistence: skillOf(valued, (one) => one.persistence),
    heavy: contingencyOf(pairs),
  };
}

/** The same by days of lead, ascending. */
export function verifyByLead(
  pairs: readonly ForecastPair[],
): { readonly lead: number; readonly figures: VerificationFigures }[] {
  return [...Map.groupBy(pairs, (one) => one.lead)]
    .sort(([a], [b]) => a - b)
    .map(([lead, own]) => ({ lead, figures: verifyForecasts(own) }));
}

function rateOf(pairs: readonly ForecastPair[], hit: (one: ForecastPair) => boolean): Rate {
  const hits = pairs.filter(hit).length;
  return { n: pairs.length, hits, rate: ratio(hits, pairs.length) };
}

function skillOf(pairs: readonly ForecastPair[], reference: (one: ForecastPair) => number | null): Skill {
  const both = pairs.filter((one) => reference(one) !== null);
  const mean = (of: (one: ForecastPair) => number) =>
    ratio(
      both.reduce((all, one) => all + (of(one) - one.observed) ** 2, 0),
      both.length,
    );
  const mse = mean((one) => one.aqi!);
  const referenceMse = mean((one) => reference(one)!);
  const score = mse === null || !referenceMse ? null : 1 - mse / referenceMse;
  return { n: both.length, mse, referenceMse, score };
}

function contingencyOf(pairs: readonly ForecastPair[]): Contingency {
  const count = (forecast: boolean, happened: boolean) =>
    pairs.filter(
      (one) =>
        one.level !== null &&
        one.level >= HEAVY_LEVEL === forecast &&
        one.observedLevel >= HEAVY_LEVEL === happened,
    ).length;
  const [hits, misses] = [count(true, true), count(false, true)];
  const [falseAlarms, correctNegatives] = [count(true, false), count(false, false)];
  return {
    hits,
    misses,
    falseAlarms,
    correctNegatives,
    pod: ratio(hits, hits + misses),
    far: ratio(falseAlarms, hits + falseAlarms),
    ts: ratio(hits, hits + misses + falseAlarms),
  };
}
