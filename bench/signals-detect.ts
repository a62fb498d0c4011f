import {
  backFilled,
  capping,
  constantValue,
  copiedDays,
  editedAfterArrival,
  firstDigit,
  jointShift,
  lastDigit,
  marksOnExceedances,
  missingAtHigh,
  oxygenDilution,
  parameterMismatch,
  type Signal,
  type SignalCode,
  stoppedButEmitting,
  twinOutlets,
} from '@tarim/science';
import { convertedSeries, type LabelledOutlet, POLLUTANTS, type Pollutant } from '@tarim/simulator';

const HOUR = 3_600_000;

/** Signals that the labelled set of outlets can try; relations of items and the laboratory's are certain or have no such set. */
export const TRIED = [
  'constant-value',
  'capping',
  'copied-days',
  'twin-outlets',
  'oxygen-dilution',
  'joint-shift',
  'marks-on-exceedances',
  'stopped-but-emitting',
  'parameter-mismatch',
  'missing-at-high',
  'edited-after-arrival',
  'back-filled',
  'last-digit',
  'first-digit',
] as const satisfies readonly SignalCode[];
export type Tried = (typeof TRIED)[number];
export type Strengths = Readonly<Record<Tried, number | null>>;

/** The strongest of the items; null when none could be told. */
function strongest(signals: readonly Signal[]): number | null {
  const told = signals.flatMap(({ strength }) => (strength === null ? [] : [strength]));
  return told.length > 0 ? Math.max(...told) : null;
}

/**
 * All detectors on one outlet, as a platform would run them: hours under a mark or stopped are left out where they are no figures of the process; of the
 * pollutants the strongest signal counts. `baseline`: hours that come before what is looked at.
 */
export function detect(outlet: LabelledOutlet, other: LabelledOutlet, baseline: number): Strengths {
  const { items, marks, stopped, start, limits, received } = outlet;
  const at = { start, step: HOUR };
  const excluded = Uint8Array.from(stopped, (stop, i) => (stop || marks[i] !== 'N' ? 1 : 0));
  const each = (of: (item: Pollutant) => Signal) => strongest(POLLUTANTS.map(of));
  const pollutants = POLLUTANTS.map((item) => items[item]);
  const converted = Object.fromEntries(
    POLLUTANTS.map((item) => [item, convertedSeries(outlet, item)]),
  ) as Record<Pollutant, Float64Array>;
  return {
    'constant-value': each((item) => constantValue({ ...at, values: items[item], excluded })),
    capping: Math.max(
      each((item) => capping({ ...at, values: converted[item], limit: limits[item], excluded })) ?? 0,
      each((item) =>
        capping({ ...at, values: items[item], limit: null, range: outlet.ranges[item], excluded }),
      ) ?? 0,
    ),
    'copied-days': each((item) => copiedDays({ ...at, values: items[item], excluded })),
    'twin-outlets': each((item) => twinOutlets({ ...at, values: items[item], other: other.items[item] })),
    'oxygen-dilution': strongest([
      oxygenDilution({ ...at, oxygen: items.a19001, pollutants, load: outlet.power, baseline, excluded }),
    ]),
    'joint-shift': strongest([
      jointShift({
        ...at,
        items: {
          ...Object.fromEntries(POLLUTANTS.map((one) => [one, items[one]])),
          a19001: items.a19001,
          a00000: items.a00000,
        },
        baseline,
        excluded,
        seed: 1,
      }),
    ]),
    'marks-on-exceedances': each((item) =>
      marksOnExceedances({ ...at, values: converted[item], marks, limit: limits[item] }),
    ),
    'stopped-but-emitting': each((item) =>
      stoppedButEmitting({
        ...at,
        stopped,
        flow: items.a00000,
        temperature: items.a01012,
        power: outlet.power,
        oxygen: items.a19001,
        concentration: items[item],
      }),
    ),
    'parameter-mismatch': strongest([
      parameterMismatch({ parameters: outlet.parameters, changes: outlet.changes }),
    ]),
    'missing-at-high': each((item) =>
      missingAtHigh({ ...at, values: converted[item], limit: limits[item], excluded: stopped }),
    ),
    'edited-after-arrival': each((item) =>
      editedAfterArrival({
        revisions: outlet.revisions.filter((one) => one.item === item),
        total: marks.length,
        limit: limits[item],
      }),
    ),
    'back-filled': each((item) =>
      backFilled({ ...at, values: converted[item], received, limit: limits[item] }),
    ),
    'last-digit': each((item) =>
      lastDigit({
        values: items[item].map((value, i) => (excluded[i] ? Number.NaN : value)),
        decimals: outlet.decimals[item],
      }),
    ),
    'first-digit': each((item) =>
      firstDigit({ values: items[item].map((value, i) => (excluded[i] ? Number.NaN : value)) }),
    ),
  };
}
