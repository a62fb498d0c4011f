import type { Problem } from '@tarim/kernel';
import { solidTaxItem, TAX_TABLES } from '@tarim/standards';
import type { Step } from '../finding.ts';
import { isAmount, toFen } from '../money.ts';
import { problem } from '../problems.ts';
import { add, compare, divide, multiply, type Rational, rational, subtract, toNumber } from '../rational.ts';
import { roundHalfEven } from '../rounding.ts';
import { told } from '../told.ts';
import { rateOf, taxOf, told6 } from './money.ts';
import type { OutletTax } from './outlet.ts';
import { TAX_PROBLEMS as P } from './problems.ts';
import type { NoiseTaxInput, SmallTaxInput, SolidTaxInput } from './types.ts';

type Tax = OutletTax;
const none = (missing: readonly string[]): Tax => ({
  items: [],
  taxed: [],
  base: null,
  rate: null,
  tax: null,
  used: {},
  missing,
});

/** 固体废物: (produced − stored − disposed of − reused) × yuan per tonne (环境保护税法 art. 7 and 11, 实施条例 art. 5). */
export function solidTax(input: SolidTaxInput, steps: Step[], problems: Problem[]): Tax {
  const item = typeof input.waste === 'string' ? solidTaxItem(input.waste) : null;
  if (!item) {
    const known = TAX_TABLES.solid_per_t.map((one) => one.waste).join('、');
    problems.push(problem(P.waste, { waste: told(input.waste), known }, 'waste'));
    return none(['waste']);
  }
  const tonnes: Record<string, number> = {};
  for (const name of ['produced', 'stored', 'disposed', 'reused'] as const) {
    const value = input[name];
    if (value === undefined && name !== 'produced') continue;
    if (!isAmount(value)) {
      problems.push(problem(P.amount, { item: name }, name));
      return none([name]);
    }
    tonnes[name] = value;
  }
  const produced = rational(tonnes.produced!);
  const kept = ['stored', 'disposed', 'reused'].reduce(
    (sum, name) => add(sum, rational(tonnes[name] ?? 0)),
    rational(0),
  );
  let base = subtract(produced, kept);
  if (input.wholeProduction === true) {
    problems.push(problem(P.solidWhole));
    base = produced;
  } else if (base.n < 0n) {
    problems.push(problem(P.solidNegative));
    base = rational(0);
  }
  const tax = toFen(multiply(base, rational(item.yuan)));
  const whole = input.wholeProduction === true;
  const { stored = 0, disposed = 0, reused = 0 } = tonnes;
  steps.push({
    of: item.waste,
    rule: whole ? '实施条例 第六条' : '实施条例 第五条',
    formula: whole ? `${tonnes.produced}` : `${tonnes.produced} − ${stored} − ${disposed} − ${reused}`,
    result: told6(base),
  });
  steps.push({
    of: '应纳税额',
    rule: '环境保护税法 第十一条',
    formula: `${told6(base)} × ${item.yuan}`,
    result: tax,
  });
  return { ...none([]), taxed: [input.waste], base: toNumber(base), rate: item.yuan, tax, used: tonnes };
}

/** Nobody has measured more above a limit. */
const MOST_DB = 200;

/** 工业噪声: day and night apart, the highest point, double along a long boundary, half below 15 days (税目税额表 and its notes). */
export function noiseTax(input: NoiseTaxInput, steps: Step[], problems: Problem[]): Tax {
  const rules = TAX_TABLES.noise_rules;
  const used: Record<string, number> = {};
  const levels = (['day', 'night', 'nightPeak'] as const).map((name): number => {
    const value = input[name];
    if (value === undefined || value === null) return 0;
    if (!isAmount(value) || value > MOST_DB) {
      problems.push(problem(P.noiseLevel, { item: name, most: MOST_DB }, name));
      return 0;
    }
    used[name] = value;
    const rounded = roundHalfEven(value, 0);
    if (rounded !== value) problems.push(problem(P.noiseRounded, { item: name, value, rounded }, name));
    return rounded;
  });
  if (Object.keys(used).length === 0) {
    problems.push(problem(P.nothing));
    return none(['day', 'night', 'days']);
  }
  const { days } = input;
  if (!isAmount(days) || days > 31) {
    problems.push(problem(P.noiseDays, {}, 'days'));
    return none(['days']);
  }
  used.days = days;
  const [day, night] = [levels[0]!, Math.max(levels[1]!, levels[2]!)];
  const single = yuanOf(day) + yuanOf(night);
  for (const [name, value] of [
    ['昼间', day],
    ['夜间', night],
  ] as const)
    steps.push({ of: name, rule: '环境保护税税目税额表', formula: `${value} dB`, result: yuanOf(value) });
  const long =
    isAmount(input.boundary) &&
    input.boundary > rules.boundary_m_over &&
    isAmount(input.exceedingPoints) &&
    input.exceedingPoints >= rules.points_from;
  if (isAmount(input.boundary)) used.boundary = input.boundary;
  if (isAmount(input.exceedingPoints)) used.exceedingPoints = input.exceedingPoints;
  const times = long ? rules.then_times : 1;
  const share = days < rules.days_below ? rules.then_share : 1;
  const yuan = days === 0 ? rational(0) : multiply(rational(single * times), rational(share));
  const tax = toFen(yuan);
  steps.push({
    of: '应纳税额',
    rule: '环境保护税税目税额表 备注',
    formula: `(${yuanOf(day)} + ${yuanOf(night)}) × ${times} × ${share}`,
    result: tax,
  });
  return { ...none([]), taxed: tax > 0 ? ['工业噪声'] : [], tax, used };
}

function yuanOf(decibels: number): number {
  const row = TAX_TABLES.noise_per_month.find(
    ({ from_dB, to_dB }) => from_dB <= decibels && (to_dB === null || decibels <= to_dB),
  );
  return row?.yuan ?? 0;
}

/** 禽畜养殖业、小型企业和第三产业: equivalents by animals, beds or tonnes of sewage; mean stock is that of the month's start and end. */
export function smallTax(input: SmallTaxInput, steps: Step[], problems: Problem[]): Tax {
  const found = TAX_TABLES.small_sources.find((one) => one.source === input.source);
  if (!found) {
    const known = TAX_TABLES.small_sources.map((one) => one.source).join(', ');
    problems.push(problem(P.smallSource, { known }, 'source'));
    return none(['source']);
  }
  problems.push(problem(P.smallLast));
  const used: Record<string, number> = {};
  const read = (name: 'start' | 'end' | 'beds' | 'sewage') => {
    const value = input[name];
    if (!isAmount(value)) return null;
    used[name] = value;
    return rational(value);
  };
  const missing = (needed: string): Tax => {
    problems.push(problem(P.smallAmount, { needed }));
    return none(needed.split(', '));
  };
  let count: Rational | null;
  let per = found.per;
  let formula: string;
  if (found.unit === 't') {
    count = read('sewage');
    formula = `${used.sewage}`;
    if (count === null) return missing('sewage');
  } else if (found.unit === '床') {
    const beds = read('beds');
    if (beds === null) return missing('beds');
    if (isBelow(beds, found, problems)) return { ...none([]), base: 0, tax: 0, used };
    const sewage = input.sewage === undefined ? null : read('sewage');
    // By beds or by sewage: what was measured goes first.
    count = sewage ?? beds;
    if (sewage) per = found.per_t!;
    formula = `${sewage ? used.sewage : used.beds}`;
  } else {
    const [start, end] = [read('start'), read('end')];
    if (start === null || end === null) return missing('start, end');
    count = divide(add(start, end), rational(2));
    formula = `(${used.start} + ${used.end})/2`;
    if (isBelow(count, found, problems)) return { ...none([]), base: 0, tax: 0, used };
  }
  const equivalents = divide(count, rational(per));
  const rate = rateOf('water', input.rate, problems);
  const tax = taxOf(equivalents, rate);
  const rule = '环境保护税法 应税污染物和当量值表';
  steps.push({ of: found.zh, rule, formula: `${formula} / ${per}`, result: told6(equivalents) });
  steps.push({
    of: '应纳税额',
    rule: '环境保护税法 第十一条',
    formula: `${told6(equivalents)} × ${rate ?? '?'}`,
    result: tax,
  });
  const missed = rate === null ? ['rate'] : [];
  return { ...none(missed), taxed: [found.zh], base: toNumber(equivalents), rate, tax, used };
}

function isBelow(
  count: Rational,
  { above, unit }: { readonly above: number | null; readonly unit: string },
  problems: Problem[],
): boolean {
  if (above === null || compare(count, rational(above)) > 0) return false;
  problems.push(problem(P.smallBelow, { value: toNumber(count), unit, above }));
  return true;
}
