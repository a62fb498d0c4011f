import type { ImpossibleRelation } from '@tarim/standards';
import { clamp01, type RegularSeries } from './math/series.ts';
import { SIGNAL_PROBLEMS as P } from './problems.ts';
import { noSignal, type Signal, signalOf, stepOf, windowOf } from './types.ts';

export interface RelationInput extends Omit<RegularSeries, 'values'> {
  /** By code of HJ 212-2017; the two items of a relation in one unit. */
  readonly items: Readonly<Record<string, ArrayLike<number>>>;
  /** `impossibleRelations(medium, atMs)`, or a caller's own. */
  readonly relations: readonly ImpossibleRelation[];
  readonly excluded?: ArrayLike<boolean | number>;
}

export interface BrokenRelation {
  readonly code: string;
  readonly broken: number;
  readonly of: number;
  readonly confidence: ImpossibleRelation['confidence'];
}

export const RELATION_DEFAULTS = { full: 0.05, unusual: 0.5, fewest: 24 } as const;

/**
 * Relations that cannot be (逻辑关系错误): a part above its whole (ammonia above total nitrogen, PM2.5 above PM10, Cr(VI) above total chromium), oxygen above that of air, and so
 * on, beyond what errors of measurement excuse. The relations are a table with source and confidence each. Source: most follow from the
 * definitions of the items; tolerances and scale ours.
 *
 * Strength: share of the periods that break a relation over 5 %, the worst relation; halved for one that is only unusual. Minimum: 24
 * periods that have both items.
 */
export function impossibleRelation(
  input: RelationInput,
): Signal & { readonly broken: readonly BrokenRelation[] } {
  const { items, relations, excluded, start, step } = input;
  const length = Math.max(0, ...Object.values(items).map((one) => one.length));
  const window = windowOf({ start, step, values: { length } });
  const weighed = relations.map((row) => ({ row, ...countBroken(row, items, excluded) }));
  const enough = weighed.filter((one) => one.of >= RELATION_DEFAULTS.fewest);
  const n = Math.max(0, ...weighed.map((one) => one.of));
  const inputs = { n, relations: enough.length };
  if (enough.length === 0)
    return {
      ...noSignal('impossible-relation', window, inputs, P.few, { n, minimum: RELATION_DEFAULTS.fewest }),
      broken: [],
    };
  const strengthOf = (one: (typeof enough)[number]) =>
    clamp01(one.broken / one.of / RELATION_DEFAULTS.full) *
    (one.row.kind === 'unusual' ? RELATION_DEFAULTS.unusual : 1);
  const worst = enough.reduce((a, b) => (strengthOf(b) > strengthOf(a) ? b : a));
  const broken = enough
    .filter((one) => one.broken > 0)
    .map(({ row, broken, of }) => ({ code: row.code, broken, of, confidence: row.confidence }));
  const signal = signalOf('impossible-relation', {
    strength: strengthOf(worst),
    window,
    inputs,
    figures: { worst: worst.broken > 0 ? worst.row.code : null, broken: worst.broken, of: worst.of },
    innocent: ['unit-mistake', 'different-instruments', 'below-detection', 'instrument-replaced'],
    steps: broken.map((one) => stepOf(one.code, 'Tarim', `${one.broken}/${one.of}`, one.broken / one.of)),
  });
  return { ...signal, broken };
}

function countBroken(
  row: ImpossibleRelation,
  items: RelationInput['items'],
  excluded?: ArrayLike<boolean | number>,
): { readonly broken: number; readonly of: number } {
  const a = items[row.a];
  const b = row.b === null ? null : items[row.b];
  if (!a || b === undefined) return { broken: 0, of: 0 };
  let broken = 0;
  let of = 0;
  for (let i = 0; i < a.length; i++) {
    const bound = b === null ? row.most! : b[i]!;
    if (excluded?.[i] || !Number.isFinite(a[i]!) || !Number.isFinite(bound)) continue;
    of++;
    if (a[i]! > bound * (1 + row.relative) + row.absolute) broken++;
  }
  return { broken, of };
}
