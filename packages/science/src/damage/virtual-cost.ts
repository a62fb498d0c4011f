import type { ErrorDefinition, ErrorParams, Problem } from '@tarim/kernel';
import {
  type CostCoefficient,
  DAMAGE_RULES,
  type VirtualCostTable,
  virtualCostTable,
} from '@tarim/standards';
import { ruleUsed, type Step } from '../finding.ts';
import { isAmount, toFen } from '../money.ts';
import { type Locale, problem } from '../problems.ts';
import { add, compare, divide, multiply, type Rational, rational, subtract, toNumber } from '../rational.ts';
import { told } from '../told.ts';
import { DAMAGE_PROBLEMS as P } from './problems.ts';
import type { DamageInput, DamageResult, DischargeCost, PollutantCost } from './types.ts';

/** Beyond these it is a slip of the pen. */
const MOST = 1e12;
const MOST_COEFFICIENT = 100;
const MOST_DISCHARGES = 50;
const MOST_POLLUTANTS = 50;

type Given = Readonly<Record<string, unknown>>;
interface Asked {
  readonly steps: Step[];
  readonly problems: Problem[];
  readonly used: Record<string, number>;
  readonly missing: string[];
  readonly tell: (definition: ErrorDefinition, params: ErrorParams, path?: string) => void;
}

/**
 * 虚拟治理成本法 (GB/T 39793.1, .2-2020): D = E × C × γ in yuan, with γ = α × τ × ω of water and (α × β + ω) × τ of air; τ follows from
 * κ = (Z − B)/B. Of several pollutants of one discharge the largest figure stands; discharges are added. For acts whose damage cannot
 * be measured at a reasonable cost only: every answer is an estimate, to be confirmed by an assessor.
 */
export function virtualCost(input: DamageInput, locale: Locale = 'en'): DamageResult {
  const problems: Problem[] = [];
  const tell: Asked['tell'] = (definition, params, path) =>
    problems.push(problem(definition, params, path, locale));
  const asked: Asked = { steps: [], problems, used: {}, missing: [], tell };
  const given: unknown = input.discharges;
  const list = Array.isArray(given) && given.length <= MOST_DISCHARGES ? given : [];
  if (list.length === 0) {
    asked.tell(P.none, { most: MOST_DISCHARGES }, 'discharges');
    asked.missing.push('discharges');
  }
  const tables = new Set<VirtualCostTable>();
  const discharges = list.map((one, i) => dischargeCost(one, i, tables, asked));
  const figures = discharges.map(({ damage }) => damage);
  const damage =
    figures.length === 0 || figures.includes(null)
      ? null
      : toFen(figures.reduce<Rational>((sum, one) => add(sum, rational(one!)), rational(0)));
  if (damage !== null && figures.length > 1)
    asked.steps.push({ of: 'D', rule: 'Σ', formula: figures.join(' + '), result: damage });
  for (const { code } of tables) asked.tell(P.estimate, { standard: code });
  const limit = simpleLimit(input.simpleLimit, asked);
  return {
    discharges,
    damage,
    simple: { limit, within: damage === null ? null : damage <= limit },
    estimate: true,
    rules: [...tables].map(ruleUsed),
    used: asked.used,
    missing: asked.missing,
    steps: asked.steps,
    problems,
  };
}

function simpleLimit(given: unknown, { tell }: Asked): number {
  const { most, regionMost } = DAMAGE_RULES.simple;
  if (given === undefined || given === null) return most;
  if (isAmount(given) && given > 0 && given <= regionMost) return given;
  tell(P.simpleLimit, { most: regionMost, used: most }, 'simpleLimit');
  return most;
}

function dischargeCost(
  one: unknown,
  nth: number,
  tables: Set<VirtualCostTable>,
  asked: Asked,
): DischargeCost {
  const path = `discharges/${nth}`;
  if (!isObject(one)) {
    asked.tell(P.object, { name: path }, path);
    return { medium: null, pollutants: [], governing: null, damage: null };
  }
  const table = virtualCostTable(one.medium);
  if (!table) {
    asked.tell(P.medium, {}, `${path}/medium`);
    return { medium: null, pollutants: [], governing: null, damage: null };
  }
  tables.add(table);
  const { pollutants: given, ...shared } = one;
  const several = given === undefined || given === null ? [{}] : given;
  if (!Array.isArray(several) || several.length === 0 || several.length > MOST_POLLUTANTS) {
    asked.tell(P.pollutants, { most: MOST_POLLUTANTS }, `${path}/pollutants`);
    return { medium: table.medium, pollutants: [], governing: null, damage: null };
  }
  const single = several !== given;
  const pollutants = several.map((each, i): PollutantCost => {
    const at = single ? path : `${path}/pollutants/${i}`;
    if (isObject(each)) return pollutantCost(table, { ...shared, ...each }, at, asked);
    asked.tell(P.object, { name: at }, at);
    return { ...NOTHING, name: at };
  });
  // The one that could not be told might be the largest.
  if (pollutants.some(({ damage }) => damage === null))
    return { medium: table.medium, pollutants, governing: null, damage: null };
  const largest = pollutants.reduce((a, b) => (b.damage! > a.damage! ? b : a));
  return { medium: table.medium, pollutants, governing: largest.name, damage: largest.damage };
}

const NOTHING = { kappa: null, tau: null, alpha: null, beta: null, omega: null, gamma: null, damage: null };

function pollutantCost(table: VirtualCostTable, given: Given, path: string, asked: Asked): PollutantCost {
  const name = typeof given.name === 'string' && given.name !== '' ? told(given.name) : path;
  const kappa = kappaOf(given, name, path, asked);
  const tau = kappa && tauOf(table, kappa);
  const [alpha, beta, omega] = (['alpha', 'beta', 'omega'] as const).map((key) =>
    coefficient(table, key, given[key], `${path}/${key}`, asked),
  );
  const E = figure(given.amount, 'amount', path, asked);
  const C = figure(given.unitCost, 'unitCost', path, asked);
  const air = table.medium === 'air';
  let gamma: Rational | null = null;
  if (tau && alpha && omega && (beta || !air))
    gamma = air ? multiply(add(multiply(alpha, beta!), omega), tau) : multiply(multiply(alpha, tau), omega);
  if (kappa && tau)
    asked.steps.push({
      of: `τ ${name}`,
      rule: table.code,
      formula: `κ = ${number(kappa)}`,
      result: number(tau),
    });
  if (gamma) {
    const [a, t, w] = [alpha!, tau!, omega!].map(number);
    const formula = air ? `(${a} × ${number(beta!)} + ${w}) × ${t}` : `${a} × ${t} × ${w}`;
    asked.steps.push({ of: `γ ${name}`, rule: table.code, formula, result: number(gamma) });
  }
  const damage = gamma && E && C ? toFen(multiply(multiply(E, C), gamma)) : null;
  if (damage !== null)
    asked.steps.push({
      of: `D ${name}`,
      rule: table.code,
      formula: `${number(E!)} × ${number(C!)} × ${number(gamma!)}`,
      result: damage,
    });
  return {
    name,
    kappa: number(kappa),
    tau: number(tau),
    alpha: number(alpha!),
    beta: number(beta!),
    omega: number(omega!),
    gamma: number(gamma),
    damage,
  };
}

/** 超标倍数; exact, because a multiple of 10 that comes out as 10.000000000000002 would take the next row. */
function kappaOf(given: Given, name: string, path: string, asked: Asked): Rational | null {
  const { measured, limit, kappa } = given;
  const absent = (one: unknown) => one === undefined || one === null;
  if (absent(measured) && absent(limit)) {
    if (typeof kappa === 'number' && kappa >= -1 && kappa <= MOST) {
      asked.used[`${path}/kappa`] = kappa;
      return rational(kappa);
    }
    asked.missing.push(`${path}/measured`, `${path}/limit`);
    asked.tell(P.excess, { name }, path);
    return null;
  }
  const Z = figure(measured, 'measured', path, asked);
  if (!isAmount(limit) || limit === 0 || limit > MOST) {
    asked.tell(P.limit, { name }, `${path}/limit`);
    return null;
  }
  asked.used[`${path}/limit`] = limit;
  const B = rational(limit);
  const multiple = Z && divide(subtract(Z, B), B);
  if (multiple)
    asked.steps.push({
      of: `κ ${name}`,
      rule: '(Z − B)/B',
      formula: `(${number(Z)} − ${limit})/${limit}`,
      result: number(multiple),
    });
  return multiple;
}

function tauOf({ excess }: VirtualCostTable, kappa: Rational): Rational {
  const row = excess.rows.find(({ upTo }) => upTo === null || compare(kappa, rational(upTo)) <= 0);
  return rational(row!.tau);
}

function coefficient(
  table: VirtualCostTable,
  key: CostCoefficient,
  value: unknown,
  path: string,
  { used, missing, tell }: Asked,
): Rational | null {
  const known = table.coefficients[key];
  if (!known) return null;
  const name = `${key}（${known.zh}）`;
  if (typeof value === 'string') {
    const row = known.rows.find((one) => one.key === value);
    if (!row) {
      const keys = known.rows.map((one) => one.key).join('、') || '—';
      tell(P.row, { name, row: told(value), known: keys }, path);
      return null;
    }
    used[path] = row.value;
    return rational(row.value);
  }
  if (!isAmount(value) || value === 0 || value > MOST_COEFFICIENT) {
    if (value === undefined || value === null) missing.push(path);
    tell(P.coefficient, { name, most: MOST_COEFFICIENT }, path);
    return null;
  }
  if (known.range && (value < known.range[0] || value > known.range[1])) {
    const [from, to] = known.range;
    tell(P.range, { name, value, from, to }, path);
  }
  used[path] = value;
  return rational(value);
}

function figure(value: unknown, name: string, path: string, { used, missing, tell }: Asked): Rational | null {
  if (isAmount(value) && value <= MOST) {
    used[`${path}/${name}`] = value;
    return rational(value);
  }
  if (value === undefined || value === null) missing.push(`${path}/${name}`);
  tell(P.amount, { name, most: MOST }, `${path}/${name}`);
  return null;
}

const number = <T extends Rational | null>(value: T) =>
  (value === null ? null : toNumber(value)) as T extends null ? null : number;
const isObject = (value: unknown): value is Given =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
