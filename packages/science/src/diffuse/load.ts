import { DIFFUSE_ITEMS, type DiffuseCoefficient, type DiffuseItem, type DiffuseKind } from '@tarim/standards';
import type { Step } from '../finding.ts';

/** What is farmed in a catchment in a year (农业面源活动水平). */
export interface DiffuseActivity {
  readonly crops: readonly { readonly name: string; readonly hectares: number }[];
  /** Pure nutrient (折纯), t; null: not known. */
  readonly fertiliserN: number | null;
  readonly fertiliserP: number | null;
  readonly livestock: readonly {
    readonly name: string;
    readonly heads: number;
    /** Share of the manure that is treated, 0 … 1; null: not known. */
    readonly treatedShare: number | null;
  }[];
}

/** A coefficient as it is used; `local` names the unit that set it. */
export type UsedCoefficient = Pick<
  DiffuseCoefficient,
  'kind' | 'name' | 'item' | 'value' | 'source' | 'confidence'
> & { readonly local?: string | null };

export interface DiffusePart {
  readonly kind: Exclude<DiffuseKind, 'loss'>;
  readonly name: string;
  readonly item: DiffuseItem;
  readonly kg: number;
}

export interface DiffuseLoad {
  /** kg a year that leave fields and farms, not what reaches a river; null: nothing of it could be told. */
  readonly loads: Readonly<Record<DiffuseItem, number | null>>;
  readonly parts: readonly DiffusePart[];
  /** What was not there, as a path: `fertiliser/N`, `livestock/马/COD`, `treated/牛`. Nothing of it is in the loads. */
  readonly missing: readonly string[];
  /** No coefficient but official or corroborated ones took part. */
  readonly verified: boolean;
  readonly steps: readonly Step[];
}

const KG_PER_T = 1_000;
/** Without one of these a part of the load is not told; other items take part where somebody set a coefficient. */
const EXPECTED: Readonly<Record<string, readonly DiffuseItem[]>> = {
  crop: ['COD'],
  'fertiliser/N': ['TN', 'NH3-N'],
  'fertiliser/P': ['TP'],
  livestock: DIFFUSE_ITEMS,
};
const SURE: ReadonlySet<string> = new Set(['official-text', 'multi-source']);

/**
 * Load of diffuse agricultural sources by export coefficients (输出系数法):
 *
 *     crop        L = A·E                 hectares × kg/(ha·a)
 *     fertiliser  L = M·1000·r            t of pure nutrient × share lost
 *     livestock   L = H·E·(1 − T)·r       heads × kg/(head·a) × share untreated × share lost
 *
 * An estimate of a catchment's year: irrigation, slope and storms of the place are in it only as far as local coefficients hold them.
 */
export function diffuseLoad(
  activity: DiffuseActivity,
  coefficients: readonly UsedCoefficient[],
): DiffuseLoad {
  const parts: DiffusePart[] = [];
  const steps: Step[] = [];
  const missing: string[] = [];
  const used: UsedCoefficient[] = [];
  const find = (kind: DiffuseKind, name: string, item: DiffuseItem) =>
    coefficients.find((one) => one.kind === kind && one.name === name && one.item === item) ??
    coefficients.find((one) => one.kind === kind && one.name === '*' && one.item === item);
  const add = (part: DiffusePart, formula: string, by: readonly UsedCoefficient[]) => {
    parts.push(part);
    used.push(...by);
    steps.push({
      of: `${part.name} ${part.item}`,
      rule: [...new Set(by.map((one) => one.source))].join('；'),
      formula,
      result: round(part.kg),
    });
  };
  const each = (
    path: string,
    kind: DiffusePart['kind'],
    name: string,
    work: (item: DiffuseItem, e: UsedCoefficient) => void,
  ) => {
    for (const item of DIFFUSE_ITEMS) {
      const found = find(kind, name, item);
      if (found) work(item, found);
      else if (EXPECTED[path]!.includes(item)) missing.push(`${kind}/${name}/${item}`);
    }
  };

  if (activity.crops.length === 0) missing.push('crop');
  for (const { name, hectares } of activity.crops)
    each('crop', 'crop', name, (item, e) =>
      add({ kind: 'crop', name, item, kg: hectares * e.value }, `${hectares} ha × ${e.value}`, [e]),
    );
  for (const [name, tonnes] of [
    ['N', activity.fertiliserN],
    ['P', activity.fertiliserP],
  ] as const) {
    if (tonnes === null) {
      missing.push(`fertiliser/${name}`);
      continue;
    }
    each(`fertiliser/${name}`, 'fertiliser', name, (item, e) =>
      add(
        { kind: 'fertiliser', name, item, kg: tonnes * KG_PER_T * e.value },
        `${tonnes} t × 1000 × ${e.value}`,
        [e],
      ),
    );
  }
  if (activity.livestock.length === 0) missing.push('livestock');
  for (const { name, heads, treatedShare } of activity.livestock) {
    if (treatedShare === null) {
      missing.push(`treated/${name}`);
      continue;
    }
    each('livestock', 'livestock', name, (item, e) => {
      const loss = find('loss', name, item);
      if (!loss) {
        missing.push(`loss/${name}/${item}`);
        return;
      }
      add(
        { kind: 'livestock', name, item, kg: heads * e.value * (1 - treatedShare) * loss.value },
        `${heads} × ${e.value} × (1 − ${treatedShare}) × ${loss.value}`,
        [e, loss],
      );
    });
  }
  const loads = Object.fromEntries(
    DIFFUSE_ITEMS.map((item) => {
      const mine = parts.filter((one) => one.item === item);
      return [item, mine.length === 0 ? null : mine.reduce((sum, one) => sum + one.kg, 0)];
    }),
  ) as DiffuseLoad['loads'];
  return { loads, parts, missing, verified: used.every((one) => SURE.has(one.confidence)), steps };
}

const round = (kg: number): number => Math.round(kg * 10) / 10;

/** A coefficient that some unit set for itself and what lies below it. */
export interface LocalCoefficient extends DiffuseCoefficient {
  readonly unitPath: string;
}

/** Coefficients for a place and a year: the nearest unit's before those of units above, and those before the national ones; of these the newest. */
export function coefficientsFor(
  national: readonly DiffuseCoefficient[],
  local: readonly LocalCoefficient[],
  unitPath: string,
  year: number,
): UsedCoefficient[] {
  const holds = ({ effectiveFrom, effectiveTo }: DiffuseCoefficient) =>
    effectiveFrom <= `${year}-12-31` && (effectiveTo === null || effectiveTo >= `${year}-01-01`);
  const ranked = [
    ...local
      .filter((one) => unitPath.startsWith(one.unitPath))
      .map((one) => ({ ...one, local: one.unitPath, rank: one.unitPath.length })),
    ...national.map((one) => ({ ...one, local: null, rank: 0 })),
  ]
    .filter(holds)
    .toSorted((a, b) => b.rank - a.rank || b.effectiveFrom.localeCompare(a.effectiveFrom));
  const best = new Map<string, UsedCoefficient>();
  for (const one of ranked) {
    const key = `${one.kind}/${one.name}/${one.item}`;
    if (!best.has(key)) best.set(key, one);
  }
  return [...best.values()];
}
