import { clamp01 } from './math/series.ts';
import { SIGNAL_PROBLEMS as P } from './problems.ts';
import { noSignal, type Signal, signalOf, stepOf } from './types.ts';

/** Results of one sample, by item; null: below detection or not analysed. */
export interface SampleResults {
  readonly id: string;
  readonly results: Readonly<Record<string, number | null>>;
}

export const DUPLICATE_DEFAULTS = { fewestItems: 4 } as const;

/**
 * Duplicate series (检测结果雷同): two samples whose results are alike item by item. How often two samples of the lot agree in an item by chance is taken from the lot itself (qᵢ: share of
 * pairs that agree, at least one pair in the lot's number of pairs), and a pair that agrees in k items has the chance ∏ qᵢ of them; over all pairs that chance is
 * multiplied by their number (Bonferroni). Source: ours.
 *
 * Strength: (agreeing share of the items) × (1 − chance) of the worst pair, zero below four items in common. Minimum: three samples.
 */
export function duplicateSamples(samples: readonly SampleResults[]): Signal & {
  readonly pairs: readonly {
    readonly ids: readonly [string, string];
    readonly equal: number;
    readonly of: number;
  }[];
} {
  const { fewestItems } = DUPLICATE_DEFAULTS;
  const inputs = { samples: samples.length, fewestItems };
  if (samples.length < 3)
    return {
      ...noSignal('duplicate-samples', null, inputs, P.few, { n: samples.length, minimum: 3 }),
      pairs: [],
    };
  const chances = agreement(samples);
  const allPairs = (samples.length * (samples.length - 1)) / 2;
  const pairs: { ids: [string, string]; equal: number; of: number; strength: number; chance: number }[] = [];
  for (let i = 0; i < samples.length; i++)
    for (let j = 0; j < i; j++) {
      let of = 0;
      let equal = 0;
      let ln = Math.log(allPairs);
      for (const [item, a] of Object.entries(samples[i]!.results)) {
        const b = samples[j]!.results[item];
        if (a === null || b === null || b === undefined) continue;
        of++;
        if (a !== b) continue;
        equal++;
        ln += Math.log(chances.get(item)!);
      }
      if (of < fewestItems || equal * 2 <= of) continue;
      const chance = Math.min(1, Math.exp(ln));
      const strength = clamp01(equal / of) * (1 - chance);
      pairs.push({ ids: [samples[j]!.id, samples[i]!.id], equal, of, strength, chance });
    }
  pairs.sort((a, b) => b.strength - a.strength);
  const signal = signalOf('duplicate-samples', {
    strength: pairs[0]?.strength ?? 0,
    window: null,
    inputs,
    figures: {
      pairs: pairs.length,
      equal: pairs[0]?.equal ?? 0,
      of: pairs[0]?.of ?? null,
      chance: pairs[0]?.chance ?? null,
    },
    innocent: ['homogeneous-sample', 'below-detection', 'coarse-resolution'],
    steps: pairs
      .slice(0, 10)
      .map((one) => stepOf(one.ids.join(' = '), 'Bonferroni', `${one.equal}/${one.of}`, one.chance)),
  });
  return { ...signal, pairs: pairs.map(({ ids, equal, of }) => ({ ids, equal, of })) };
}

/** Share of pairs that agree in an item; never zero, one pair in twice as many is the least that a lot can tell. */
function agreement(samples: readonly SampleResults[]): Map<string, number> {
  const values = new Map<string, number[]>();
  for (const { results } of samples)
    for (const [item, value] of Object.entries(results))
      if (value !== null) values.set(item, [...(values.get(item) ?? []), value]);
  return new Map(
    [...values].map(([item, list]) => {
      let equal = 0;
      for (const group of Map.groupBy(list, (value) => value).values())
        equal += (group.length * (group.length - 1)) / 2;
      const all = (list.length * (list.length - 1)) / 2;
      return [item, Math.min(1, Math.max(equal, 0.5) / Math.max(1, all))];
    }),
  );
}
