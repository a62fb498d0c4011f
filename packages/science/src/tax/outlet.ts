import type { Problem } from '@tarim/kernel';
import { TAX_TABLES, type TaxItem, type TaxMedium, taxItem } from '@tarim/standards';
import type { Step } from '../finding.ts';
import { isAmount } from '../money.ts';
import { problem } from '../problems.ts';
import { add, compare, divide, multiply, type Rational, rational, toNumber } from '../rational.ts';
import { told } from '../told.ts';
import { descending, rateOf, taxOf, told2, told6 } from './money.ts';
import { TAX_PROBLEMS as P } from './problems.ts';
import { reductionFactor } from './reduction.ts';
import { sewageAmounts } from './sewage.ts';
import type { AirTaxInput, TaxedItem, WaterTaxInput } from './types.ts';

/** A pollutant with its equivalents, before it is known whether it is among the largest. */
export interface Amount {
  readonly item: string;
  readonly given: string;
  readonly group: TaxedItem['group'];
  /** Place in the annex: decides between equals. */
  readonly no: number;
  readonly equivalents: Rational;
  /** `organic`, `disinfection`: of those with the same word only the largest counts. */
  readonly once?: string;
}

export interface OutletTax {
  readonly items: readonly TaxedItem[];
  readonly taxed: readonly string[];
  readonly base: number | null;
  readonly rate: number | null;
  readonly tax: number | null;
  readonly used: Readonly<Record<string, number>>;
  readonly missing: readonly string[];
}

/** Dust that may be soot of combustion or dust of a process: their equivalents differ by nearly two. */
const DUST = /^(颗粒物|烟粉尘|烟\(粉\)尘|PM|PM10|PM2\.5|TSP|a3401[34]|a3400[024])$/i;
/** COD, BOD5 and TOC tell the same thing: only the largest is taxed (note of the annex). */
const ORGANIC: ReadonlySet<number> = new Set([12, 13, 14]);

/**
 * One outlet: equivalents = kg / value (art. 8), the three largest of air; of water five of class 1 and three of the others (art. 9),
 * reduction (art. 13), times the rate of the region. Exact until the fen.
 */
export function outletTax(input: AirTaxInput | WaterTaxInput, steps: Step[], problems: Problem[]): OutletTax {
  const { kind } = input;
  const used: Record<string, number> = {};
  const amounts = [
    ...massAmounts(kind, input.kg, used, steps, problems),
    ...(input.kind === 'water' ? sewageAmounts(input, used, steps, problems) : []),
  ];
  if (amounts.length === 0 && !problems.some((one) => one.path)) problems.push(problem(P.nothing));
  const { air, water_class1, water_other } = TAX_TABLES.taxed_items;
  const most = { air, 'water-class1': water_class1, 'water-other': water_other };
  const items = (['air', 'water-class1', 'water-other'] as const).flatMap((group) =>
    ranked(
      amounts.filter((one) => one.group === group),
      most[group],
      steps,
      problems,
    ),
  );
  const claims = claimsOf(kind, input.reduction, amounts, problems);
  let base = rational(0);
  const terms: string[] = [];
  const told = items.map(({ amount, status }): TaxedItem => {
    const claim = status === 'taxed' ? claims.get(amount.item) : undefined;
    const factor =
      claim === undefined ? 1 : reductionFactor(amount.item, claim, input.atBoundary, steps, problems);
    if (status === 'taxed') {
      base = add(base, multiply(amount.equivalents, rational(factor)));
      terms.push(factor === 1 ? told2(amount.equivalents) : `${told2(amount.equivalents)}×${factor}`);
    }
    const { item, given, group, equivalents } = amount;
    return { item, given, group, equivalents: toNumber(equivalents), status, factor };
  });
  const rate = rateOf(kind, input.rate, problems);
  const tax = amounts.length === 0 ? null : taxOf(base, rate);
  if (amounts.length > 0)
    steps.push({
      of: '应纳税额',
      rule: '环境保护税法 第十一条',
      formula: `(${terms.join(' + ') || '0'}) × ${rate ?? '?'}`,
      result: tax,
    });
  return {
    items: told,
    taxed: told.filter((one) => one.status === 'taxed').map((one) => one.given),
    base: amounts.length === 0 ? null : toNumber(base),
    rate,
    tax,
    used,
    missing: rate === null ? ['rate'] : [],
  };
}

function massAmounts(
  medium: TaxMedium,
  kg: unknown,
  used: Record<string, number>,
  steps: Step[],
  problems: Problem[],
): Amount[] {
  if (kg === undefined) return [];
  if (typeof kg !== 'object' || kg === null || Array.isArray(kg)) {
    problems.push(problem(P.kg, {}, 'kg'));
    return [];
  }
  const found = new Map<TaxItem, Amount>();
  for (const [given, value] of Object.entries(kg)) {
    const path = `kg.${told(given)}`;
    const item = taxItem(medium, given);
    if (!item) {
      const dust = medium === 'air' && DUST.test(given.trim());
      problems.push(problem(dust ? P.dust : P.item, { item: told(given) }, path));
      continue;
    }
    if (value === null) continue;
    if (!isAmount(value)) {
      problems.push(problem(P.amount, { item: told(given) }, path));
      continue;
    }
    if (found.has(item)) {
      problems.push(problem(P.twice, { item: item.zh }, path));
      continue;
    }
    const equivalents = divide(rational(value), rational(item.kg));
    used[item.zh] = value;
    steps.push({
      of: item.zh,
      rule: '环境保护税法 第八条、应税污染物和当量值表',
      formula: `${value} / ${item.kg}`,
      result: told6(equivalents),
    });
    found.set(item, {
      item: item.zh,
      given,
      group:
        medium === 'air' ? 'air' : TAX_TABLES.water_class1.includes(item) ? 'water-class1' : 'water-other',
      no: item.no,
      equivalents,
      ...(medium === 'water' && ORGANIC.has(item.no) ? { once: 'organic' } : {}),
    });
  }
  return [...found.values()];
}

interface Ranked {
  readonly amount: Amount;
  readonly status: TaxedItem['status'];
}

/** Largest first; between equals the order of the annex, and a tie on the edge of what is taxed is told. */
function ranked(amounts: readonly Amount[], most: number, steps: Step[], problems: Problem[]): Ranked[] {
  if (amounts.length === 0) return [];
  const order = [...amounts].sort((a, b) => descending(a.equivalents, b.equivalents) || a.no - b.no);
  const seen = new Set<string>();
  let taken: Amount[] = [];
  const left: Amount[] = [];
  const result = order.map((amount): Ranked => {
    if (amount.equivalents.n === 0n) return { amount, status: 'none' };
    if (amount.once !== undefined && seen.has(amount.once)) return { amount, status: 'counted-once' };
    if (amount.once !== undefined) seen.add(amount.once);
    if (taken.length === most) {
      left.push(amount);
      return { amount, status: 'not-among-largest' };
    }
    taken = [...taken, amount];
    return { amount, status: 'taxed' };
  });
  const [last, next] = [taken.at(-1), left[0]];
  if (last && next && compare(last.equivalents, next.equivalents) === 0)
    problems.push(problem(P.tie, { items: `${last.item}、${next.item}` }));
  steps.push({
    of: GROUPS[order[0]!.group],
    rule: '环境保护税法 第九条',
    formula: [taken, left]
      .filter((some) => some.length > 0)
      .map((some) => some.map((one) => told2(one.equivalents)).join(' ≥ '))
      .join(' | '),
    result: taken.map((one) => one.item).join('、') || null,
  });
  return result;
}
const GROUPS = {
  air: '大气污染物前三项',
  'water-class1': '第一类水污染物前五项',
  'water-other': '其他类水污染物前三项',
};

/** Claims by the name in the annex. */
function claimsOf(
  medium: TaxMedium,
  given: unknown,
  amounts: readonly Amount[],
  problems: Problem[],
): ReadonlyMap<string, unknown> {
  const claims = new Map<string, unknown>();
  if (typeof given !== 'object' || given === null) return claims;
  for (const [name, claim] of Object.entries(given)) {
    const item = taxItem(medium, name)?.zh ?? name;
    if (amounts.some((one) => one.item === item)) claims.set(item, claim);
    else problems.push(problem(P.reductionStray, { item: told(name) }, `reduction.${told(name)}`));
  }
  return claims;
}
