import { type QualityFlag, type QualityMedium, qualityFlagRule } from '@tarim/standards';
import { gapTest, rateTest } from './change.ts';
import { clockTest, orderTest } from './clock.ts';
import { constantTest } from './constant.ts';
import { spikeTest, stepTest } from './jump.ts';
import { missingAtHighTest } from './missing-at-high.ts';
import { negativeTest, rangeTest, zeroTest } from './simple.ts';
import type { FlagParameters, FlagSample, FlagTest, RaisedFlag } from './types.ts';

/** Tests of a stream of values, in the order they are told. */
export const STREAM_TESTS: Readonly<Partial<Record<QualityFlag, FlagTest<unknown>>>> = {
  range: rangeTest as FlagTest<unknown>,
  zero: zeroTest as FlagTest<unknown>,
  negative: negativeTest as FlagTest<unknown>,
  constant: constantTest as FlagTest<unknown>,
  step: stepTest as FlagTest<unknown>,
  spike: spikeTest as FlagTest<unknown>,
  rate: rateTest as FlagTest<unknown>,
  gap: gapTest as FlagTest<unknown>,
  clock: clockTest as FlagTest<unknown>,
  order: orderTest as FlagTest<unknown>,
  'missing-at-high': missingAtHighTest as FlagTest<unknown>,
};
const NAMES = Object.keys(STREAM_TESTS) as QualityFlag[];
/** What a value under a mark (maintenance, calibration, fault …) is tested for: it is not meant to be a figure of the process. */
const UNDER_MARK: ReadonlySet<QualityFlag> = new Set(['range', 'order', 'clock', 'gap', 'missing-at-high']);

/** What all tests remember of a series: plain data of fixed size. */
export type FlagState = Readonly<Partial<Record<QualityFlag, unknown>>>;
/** Parameters of each test; a test without is not run. */
export type FlagSettings = Readonly<Partial<Record<QualityFlag, FlagParameters>>>;

/**
 * Settings of a series from the data table on a date, with what the point itself says (length of a period in ms, upper end of its range)
 * and what a caller changes.
 */
export function flagSettings(
  of: {
    readonly medium: QualityMedium;
    readonly item: string;
    readonly atMs: number;
    readonly step: number;
    readonly range?: number | null;
  },
  changed: FlagSettings = {},
): FlagSettings {
  const own = { step: of.step, range: of.range ?? null };
  const settings: Partial<Record<QualityFlag, FlagParameters>> = {};
  for (const flag of NAMES) {
    const rule = qualityFlagRule(flag, of.medium, of.item, of.atMs);
    if (rule || changed[flag]) settings[flag] = { ...own, ...rule?.parameters, ...changed[flag] };
  }
  return settings;
}

/** Runs all tests on the next value of a series. O(1) a value. */
export function flagValue(
  state: FlagState,
  sample: FlagSample,
  settings: FlagSettings,
): { readonly raised: readonly RaisedFlag[]; readonly state: FlagState } {
  const next: Partial<Record<QualityFlag, unknown>> = { ...state };
  const raised: RaisedFlag[] = [];
  const marked = sample.mark !== undefined && sample.mark !== 'N';
  for (const flag of NAMES) {
    const parameters = settings[flag];
    if (!parameters || (marked && !UNDER_MARK.has(flag))) continue;
    const answer = STREAM_TESTS[flag]!(state[flag], sample, parameters);
    next[flag] = answer.state;
    if (answer.raised) raised.push(answer.raised);
  }
  return { raised, state: next };
}
