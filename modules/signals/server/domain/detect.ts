import {
  backFilled,
  capping,
  constantValue,
  copiedDays,
  editedAfterArrival,
  firstDigit,
  impossibleRelation,
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
import { endOf, type FeedLimit, HOUR, type OutletFeed, since } from './feed.ts';

/** What one detector says of one outlet and factor. */
export interface Finding {
  readonly signal: Signal;
  /** Factor; empty for what concerns the outlet as a whole. */
  readonly code: string;
  /** The other outlet of a pair. */
  readonly otherId: number | null;
  /** What the chart shows beside the series. */
  readonly evidence: Readonly<Record<string, unknown>>;
}

/** Detectors that look at one outlet; those of laboratories and people look elsewhere. */
export const OUTLET_DETECTORS = [
  'constant-value',
  'capping',
  'copied-days',
  'twin-outlets',
  'oxygen-dilution',
  'joint-shift',
  'marks-on-exceedances',
  'stopped-but-emitting',
  'parameter-mismatch',
  'impossible-relation',
  'missing-at-high',
  'edited-after-arrival',
  'back-filled',
  'last-digit',
  'first-digit',
] as const satisfies readonly SignalCode[];

/** Share of the window that is compared with the rest of it, where a detector needs a time before. */
const BASELINE = 1 / 3;
const SEED = 1;

type Of = (feed: OutletFeed) => Finding[];

const strongest = (signals: readonly Signal[]): Signal =>
  signals.reduce((a, b) => ((b.strength ?? -1) > (a.strength ?? -1) ? b : a));
const plain = (signal: Signal, code = '', evidence: Finding['evidence'] = {}): Finding => ({
  signal,
  code,
  otherId: null,
  evidence,
});

/** Hours that are no figures of the process: stopped, or under any mark. */
function excludedOf(feed: OutletFeed, code: string): Uint8Array {
  const marks = feed.marks[code];
  return Uint8Array.from({ length: feed.hours }, (_, i) => (feed.stopped[i] || marks?.[i] ? 1 : 0));
}
const seriesOf = (feed: OutletFeed, limit: FeedLimit | null, code: string): Float64Array =>
  limit?.measure === 'converted' ? (feed.converted[code] ?? feed.measured[code]!) : feed.measured[code]!;

/** One finding a pollutant, the strongest over its limits; null stands for none. */
const perLimit =
  (of: (feed: OutletFeed, code: string, limit: FeedLimit | null) => Signal | null, without: boolean): Of =>
  (feed) =>
    feed.pollutants.flatMap((code) => {
      const limits: (FeedLimit | null)[] = [...(feed.limits[code] ?? [])];
      if (limits.length === 0 && without) limits.push(null);
      const told = limits.flatMap((limit) => {
        const signal = of(feed, code, limit);
        return signal ? [{ signal, limit }] : [];
      });
      const [first] = told;
      if (!first) return [];
      const best = told.reduce(
        (a, b) => ((b.signal.strength ?? -1) > (a.signal.strength ?? -1) ? b : a),
        first,
      );
      const { limit } = best;
      return [
        plain(best.signal, code, {
          limit: limit?.upper ?? null,
          measure: limit?.measure ?? 'actual',
          standard: limit?.standard ?? null,
        }),
      ];
    });

const perPollutant =
  (of: (feed: OutletFeed, code: string) => Signal): Of =>
  (feed) =>
    feed.pollutants.map((code) => plain(of(feed, code), code));

const at = (feed: OutletFeed) => ({ start: feed.start, step: HOUR });
const kept = (feed: OutletFeed, code: string): Float64Array => {
  const excluded = excludedOf(feed, code);
  return feed.sent[code]!.map((value, i) => (excluded[i] ? Number.NaN : value));
};

const DETECTORS: Readonly<Record<(typeof OUTLET_DETECTORS)[number], Of>> = {
  'constant-value': perPollutant((feed, code) =>
    constantValue({ ...at(feed), values: feed.measured[code]!, excluded: excludedOf(feed, code) }),
  ),
  capping: perLimit((feed, code, limit) => {
    const excluded = excludedOf(feed, code);
    return strongest([
      capping({ ...at(feed), values: seriesOf(feed, limit, code), limit: limit?.upper ?? null, excluded }),
      capping({
        ...at(feed),
        values: feed.measured[code]!,
        limit: null,
        range: feed.ranges[code] ?? null,
        excluded,
      }),
    ]);
  }, true),
  'copied-days': perPollutant((feed, code) =>
    copiedDays({ ...at(feed), values: feed.measured[code]!, excluded: excludedOf(feed, code) }),
  ),
  'twin-outlets': (feed) =>
    feed.twins.flatMap((twin) =>
      feed.pollutants
        .filter((code) => twin.values[code])
        .map((code) => ({
          signal: twinOutlets({ ...at(feed), values: feed.measured[code]!, other: twin.values[code]! }),
          code,
          otherId: twin.pointId,
          evidence: { other: twin.name },
        })),
    ),
  'oxygen-dilution': (feed) => {
    const oxygen = feed.measured.a19001;
    if (feed.kind !== 'outlet-gas' || !oxygen || feed.pollutants.length === 0) return [];
    const load = feed.measured.a00000;
    const signal = oxygenDilution({
      ...at(feed),
      oxygen,
      pollutants: feed.pollutants.map((code) => feed.measured[code]!),
      ...(load ? { load } : {}),
      baseline: Math.floor(feed.hours * BASELINE),
      excluded: excludedOf(feed, feed.pollutants[0]!),
    });
    return [plain(signal)];
  },
  'joint-shift': (feed) => {
    const codes = [...feed.pollutants, 'a19001', 'a00000', 'w00000'].filter((code) => feed.measured[code]);
    if (codes.length < 2) return [];
    const signal = jointShift({
      ...at(feed),
      items: Object.fromEntries(codes.map((code) => [code, feed.measured[code]!])),
      baseline: Math.floor(feed.hours * BASELINE),
      excluded: excludedOf(feed, codes[0]!),
      seed: SEED,
    });
    return [plain(signal)];
  },
  'marks-on-exceedances': perLimit(
    (feed, code, limit) =>
      limit &&
      marksOnExceedances({
        ...at(feed),
        values: seriesOf(feed, limit, code),
        marks: feed.marks[code] ?? new Array<string>(feed.hours).fill(''),
        limit: limit.upper,
      }),
    false,
  ),
  'stopped-but-emitting': (feed) => {
    const { a00000, w00000, a01012: temperature, a19001: oxygen } = feed.measured;
    const flow = a00000 ?? w00000;
    return feed.pollutants.map((code) =>
      plain(
        stoppedButEmitting({
          ...at(feed),
          stopped: feed.stopped,
          ...(flow ? { flow } : {}),
          ...(temperature ? { temperature } : {}),
          ...(oxygen ? { oxygen } : {}),
          concentration: feed.measured[code]!,
        }),
        code,
      ),
    );
  },
  'parameter-mismatch': (feed) => {
    const { mismatches, ...signal } = parameterMismatch({
      parameters: feed.parameters,
      changes: feed.changes,
    });
    return [plain(signal, '', { mismatches, changes: feed.changes })];
  },
  'impossible-relation': (feed) => {
    const { broken, ...signal } = impossibleRelation({
      ...at(feed),
      items: feed.measured,
      relations: feed.relations,
      excluded: feed.stopped,
    });
    return [plain(signal, '', { broken })];
  },
  'missing-at-high': perLimit(
    (feed, code, limit) =>
      missingAtHigh({
        ...at(feed),
        values: seriesOf(feed, limit, code),
        limit: limit?.upper ?? null,
        excluded: feed.stopped,
      }),
    true,
  ),
  'edited-after-arrival': perLimit(
    (feed, code, limit) =>
      editedAfterArrival({
        revisions: feed.revisions[code] ?? [],
        total: feed.hours,
        // What was replaced is as measured; a limit for converted values does not go with it.
        limit: limit?.measure === 'actual' ? limit.upper : null,
      }),
    true,
  ),
  'back-filled': perLimit(
    (feed, code, limit) =>
      backFilled({
        ...at(feed),
        values: seriesOf(feed, limit, code),
        received: feed.received,
        limit: limit?.upper ?? null,
      }),
    true,
  ),
  'last-digit': perPollutant((feed, code) =>
    lastDigit({ values: kept(feed, code), decimals: feed.decimals[code] ?? 2 }),
  ),
  'first-digit': perPollutant((feed, code) => firstDigit({ values: kept(feed, code) })),
};

/** How a detector is run. */
export interface DetectorSetting {
  readonly detector: string;
  readonly version: number;
  readonly enabled: boolean;
  /** Strength from which a lead is opened. */
  readonly threshold: number;
  readonly windowDays: number;
}

/** All detectors that are on, each over its own window up to the end of the feed. */
export function detectAll(feed: OutletFeed, settings: ReadonlyMap<string, DetectorSetting>): Finding[] {
  return OUTLET_DETECTORS.flatMap((detector) => {
    const setting = settings.get(detector);
    if (!setting?.enabled) return [];
    const own = since(feed, endOf(feed) - setting.windowDays * 24 * HOUR);
    return DETECTORS[detector](own).map((finding) => ({
      ...finding,
      signal: {
        ...finding.signal,
        window: finding.signal.window ?? { from: own.start, to: endOf(own) },
      },
    }));
  });
}
