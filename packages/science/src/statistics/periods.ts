import { directionMean, energyMean, flowWeightedMean, mean } from './means.ts';
import { type Medium, monthDaysNeeded, type ValidityRule, validityRule } from './validity.ts';

/**
 * Which mean a factor has. `vector` for directions, `energy` for sound levels, `flow-weighted` for wastewater concentrations;
 * pH is averaged arithmetically, as HJ 212 reports and platforms do, although it is a logarithm.
 */
export type MeanKind = 'arithmetic' | 'flow-weighted' | 'vector' | 'energy';

/** One lower value of a period. */
export interface Sample {
  readonly value: number | null;
  /** false: marked invalid (fault, calibration, maintenance …): it counts as received and never enters. Absent: valid. */
  readonly valid?: boolean;
  /** Water or gas of the sample's own period, in any unit as long as all have the same; for `flow-weighted`. */
  readonly flow?: number | null;
  /** Minutes that the sample stands for, in an hour from minutes; absent: the interval. */
  readonly minutes?: number;
}

export interface PeriodStatistic {
  /** Mean of the valid values, also when they are too few: `valid` tells whether it may be used. */
  readonly mean: number | null;
  readonly min: number | null;
  readonly max: number | null;
  readonly kind: MeanKind;
  /** Values that should have come, that came, that are valid, and that the rule asks for. */
  readonly due: number;
  readonly received: number;
  readonly validCount: number;
  readonly needed: number;
  readonly valid: boolean;
  /** `NO_MEAN`: there are values, but no mean of them (no flow at all, directions that cancel out). */
  readonly reason: 'NO_VALUES' | 'TOO_FEW' | 'NO_MEAN' | null;
  readonly ruleVersion: string;
  readonly confidence: ValidityRule['confidence'];
}

export interface PeriodOptions {
  readonly medium: Medium;
  /** Absent: flow-weighted for wastewater, else arithmetic. */
  readonly kind?: MeanKind;
  /** Values due, where they are not one an hour or one a day (batch analysers): only for rules that are a share. */
  readonly due?: number;
}

/**
 * Hour from minute records (小时均值). What counts are the minutes that the valid records cover. A record stands for its
 * interval, or for less where the next one comes sooner: 45 minutes are 45 records of one minute, 9 of five, 3 of fifteen or of
 * twenty.
 * @param intervalMinutes minutes between records, 1…60
 */
export function hourFromMinutes(
  samples: readonly Sample[],
  options: PeriodOptions & { readonly intervalMinutes: number },
): PeriodStatistic {
  const rule = validityRule(options.medium);
  const interval = Math.min(60, Math.max(1, options.intervalMinutes));
  const due = options.due ?? Math.max(1, Math.floor(60 / interval));
  // Where an interval does not divide the hour (25 min), all its records may stand for less than the minutes asked for.
  const needed = Math.min(due, Math.ceil(rule.hourMinutes / interval));
  const covered = samples.filter(isGood).reduce((sum, one) => sum + (one.minutes ?? interval), 0);
  const enough = covered >= Math.min(rule.hourMinutes, due * interval) - 1e-9;
  return statistic(samples, options, rule, due, needed, enough);
}

/** Day from hourly means (日均值): air and flue gas 20 hours; wastewater and others 75 % of the values due. */
export function dayFromHours(samples: readonly Sample[], options: PeriodOptions): PeriodStatistic {
  const rule = validityRule(options.medium);
  const due = options.due ?? 24;
  return statistic(
    samples,
    options,
    rule,
    due,
    rule.share === null ? rule.dayHours : Math.ceil(rule.share * due),
  );
}

/**
 * Month from daily means (月均值): air 27 days (February 25), flue gas 25 (23), others 75 %.
 * @param month 1…12
 */
export function monthFromDays(
  samples: readonly Sample[],
  options: PeriodOptions & { readonly year: number; readonly month: number },
): PeriodStatistic {
  const days = new Date(Date.UTC(options.year, options.month, 0)).getUTCDate();
  const due = options.due ?? days;
  return statistic(
    samples,
    options,
    validityRule(options.medium),
    due,
    monthDaysNeeded(options.medium, options.month, due),
  );
}

function statistic(
  samples: readonly Sample[],
  options: PeriodOptions,
  rule: ValidityRule,
  due: number,
  needed: number,
  enough?: boolean,
): PeriodStatistic {
  const kind = options.kind ?? (options.medium === 'wastewater' ? 'flow-weighted' : 'arithmetic');
  let received = 0;
  const good: { value: number; flow: number | null }[] = [];
  for (const sample of samples) {
    if (sample.value === null) continue;
    received++;
    if (isGood(sample)) good.push({ value: sample.value, flow: sample.flow ?? null });
  }
  const values = good.map((one) => one.value);
  const average = meanOf(kind, good);
  const few = enough === undefined ? good.length < needed : !enough;
  const reason = good.length === 0 ? 'NO_VALUES' : few ? 'TOO_FEW' : average === null ? 'NO_MEAN' : null;
  return {
    mean: average,
    min: values.length > 0 ? values.reduce((a, b) => Math.min(a, b)) : null,
    max: values.length > 0 ? values.reduce((a, b) => Math.max(a, b)) : null,
    kind,
    due,
    received,
    validCount: good.length,
    needed,
    valid: reason === null,
    reason,
    ruleVersion: rule.id,
    confidence: rule.confidence,
  };
}

function isGood(sample: Sample): sample is Sample & { value: number } {
  return sample.value !== null && sample.valid !== false && Number.isFinite(sample.value);
}

function meanOf(
  kind: MeanKind,
  samples: ReadonlyArray<{ readonly value: number; readonly flow: number | null }>,
): number | null {
  const values = samples.map((one) => one.value);
  switch (kind) {
    case 'vector':
      return directionMean(values);
    case 'energy':
      return energyMean(values);
    case 'flow-weighted':
      // A value without its flow has no weight: it counts as valid and leaves the mean to the others.
      return flowWeightedMean(samples.flatMap(({ value, flow }) => (flow === null ? [] : [{ value, flow }])));
    case 'arithmetic':
      return mean(values);
  }
}
