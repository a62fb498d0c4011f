import { HOUR_MS } from '@tarim/kernel';
import { clamp01 } from './math/series.ts';
import { SIGNAL_PROBLEMS as P } from './problems.ts';
import { noSignal, type Signal, signalOf, stepOf } from './types.ts';

/** Somebody was somewhere, as a record of sampling or analysis says. */
export interface Presence {
  readonly person: string;
  readonly place: string;
  readonly lon: number;
  readonly lat: number;
  /** Epoch ms. */
  readonly from: number;
  readonly to: number;
}

export interface Clash {
  readonly person: string;
  readonly places: readonly [string, string];
  readonly km: number;
  /** Hours between leaving one and being at the other; negative where they overlap. */
  readonly hours: number;
  /** km/h along a straight line; null where they overlap. */
  readonly speed: number | null;
}

export const TWO_PLACES_DEFAULTS = { apartKm: 1, fastest: 120, toleranceMs: 5 * 60_000, full: 3 } as const;

/** Great-circle distance, km (haversine; sphere of 6 371 km). */
export function kmBetween(a: { lon: number; lat: number }, b: { lon: number; lat: number }): number {
  const rad = Math.PI / 180;
  const h =
    Math.sin(((b.lat - a.lat) * rad) / 2) ** 2 +
    Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * Math.sin(((b.lon - a.lon) * rad) / 2) ** 2;
  return 2 * 6_371 * Math.asin(Math.min(1, Math.sqrt(h)));
}

/**
 * Two places at once (同一人同时在两处、行程不可能): records of one person overlap at places more than a kilometre apart, or ask for a straight-line speed above 120 km/h between them. Five minutes are
 * forgiven. Source: the rules on falsification of 环发〔2015〕175号 name records that contradict each other (from memory); thresholds ours.
 *
 * Strength: 1 for an overlap; else the speed over 120 km/h, full at three times that. Minimum: two records of one person. Names are no
 * identities: two people may share one.
 */
export function twoPlacesAtOnce(
  records: readonly Presence[],
): Signal & { readonly clashes: readonly Clash[] } {
  const { apartKm, fastest, toleranceMs, full } = TWO_PLACES_DEFAULTS;
  const inputs = { records: records.length, fastest, apartKm };
  const people = [...Map.groupBy(records, (one) => one.person).values()].filter((list) => list.length > 1);
  if (people.length === 0) return { ...noSignal('two-places-at-once', null, inputs, P.noCases), clashes: [] };
  const clashes = people.flatMap((list) => clashesOf(list));
  const worst = (one: Clash) => (one.speed === null ? 1 : clamp01((one.speed / fastest - 1) / (full - 1)));
  const overlaps = clashes.filter((one) => one.speed === null).length;
  const signal = signalOf('two-places-at-once', {
    strength: Math.max(0, ...clashes.map(worst)),
    window: {
      from: Math.min(...records.map((one) => one.from)),
      to: Math.max(...records.map((one) => one.to)),
    },
    inputs: { ...inputs, people: people.length, toleranceMs },
    figures: { clashes: clashes.length, overlaps },
    innocent: ['times-noted-roughly', 'name-shared', 'correction-of-error'],
    steps: clashes
      .slice(0, 20)
      .map((one) =>
        stepOf(
          one.places.join(' → '),
          'Tarim',
          `${one.km.toFixed(1)} km / ${one.hours.toFixed(2)} h`,
          one.speed,
        ),
      ),
  });
  return { ...signal, clashes };
}

function clashesOf(list: readonly Presence[]): Clash[] {
  const { apartKm, fastest, toleranceMs } = TWO_PLACES_DEFAULTS;
  const sorted = [...list].sort((a, b) => a.from - b.from || a.to - b.to);
  const found: Clash[] = [];
  // The one that ends last so far is the one that the next must be reached from.
  let last = sorted[0]!;
  for (const next of sorted.slice(1)) {
    const km = kmBetween(last, next);
    const between = next.from - last.to;
    const hours = between / HOUR_MS;
    const overlap = between < -toleranceMs;
    const speed = overlap ? null : km / ((Math.max(0, between) + toleranceMs) / HOUR_MS);
    if (km > apartKm && (speed === null || speed > fastest))
      found.push({ person: next.person, places: [last.place, next.place], km, hours, speed });
    if (next.to >= last.to) last = next;
  }
  return found;
}
