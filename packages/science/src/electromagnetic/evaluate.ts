import type { Problem } from '@tarim/kernel';
import { EM_STANDARD, type EmFormula, type EmQuantity, type EmRow, emRows } from '@tarim/standards';
import { type Finding, ruleUsed, type Step } from '../finding.ts';
import { problem } from '../problems.ts';
import { add, compare, divide, multiply, type Rational, rational, toNumber } from '../rational.ts';
import { told } from '../told.ts';
import { EM_PROBLEMS as P } from './problems.ts';

export interface EmMeasurement {
  /** Hz, or with its unit: `900 MHz`, `50Hz`. */
  readonly frequency: number | string;
  /** V/m */
  readonly E?: number | null;
  /** A/m */
  readonly H?: number | null;
  /** µT */
  readonly B?: number | null;
  /** W/m² */
  readonly S?: number | null;
}

export interface EmInput {
  readonly measurements: readonly EmMeasurement[];
  /** Above 100 kHz: in the far field (default) one of E, H, S is enough, in the near field E and H (or B). */
  readonly field?: 'far' | 'near';
  /** Under overhead lines over farmland, gardens, pasture, roads: E of 50 Hz up to 10 kV/m. */
  readonly underLines?: boolean;
}

export interface EmItem {
  readonly hz: number;
  readonly limits: Readonly<Record<EmQuantity, number | null>>;
  /** Value over limit, of what was given. */
  readonly ratios: Readonly<Partial<Record<EmQuantity, number>>>;
}

type Verdict = 'meets' | 'exceeds' | 'not-judged';

export interface EmSum {
  /** `low`: 1 Hz to 100 kHz, ratios added; `high`: 0.1 MHz to 300 GHz, squares of field ratios (of S the ratios) added. */
  readonly band: 'low' | 'high';
  readonly quantity: EmQuantity;
  readonly sum: number;
  readonly verdict: 'meets' | 'exceeds';
}

export interface EmResult extends Finding {
  readonly items: readonly EmItem[];
  readonly sums: readonly EmSum[];
  readonly verdict: Verdict;
}

const MOST = 10_000;
const QUANTITIES: readonly EmQuantity[] = ['E', 'H', 'B', 'S'];
const UNITS: Readonly<Record<string, number>> = { hz: 1, khz: 1e3, mhz: 1e6, ghz: 1e9 };
const ONE = rational(1);
const BANDS = { low: '1 Hz–100 kHz', high: '0.1 MHz–300 GHz' };

/**
 * Fields against GB 8702-2014 (public exposure): limits by frequency; several frequencies together by Σ E/E_L and Σ B/B_L up to 100 kHz,
 * Σ (E/E_L)² and Σ (B/B_L)² from 0.1 MHz. Sums of squares are exact though limits hold roots: 7.2 and 9.6 V/m of 12 make one, not more.
 */
export function evaluateElectromagnetic(input: EmInput): EmResult {
  const problems: Problem[] = [];
  const steps: Step[] = [];
  const { measurements } = input;
  if (!Array.isArray(measurements) || measurements.length === 0 || measurements.length > MOST) {
    problems.push(problem(P.measurements, { most: MOST }, 'measurements'));
    const none = { rules: [], used: {}, missing: ['measurements'], steps: [], problems };
    return { items: [], sums: [], verdict: 'not-judged', ...none };
  }
  const read = measurements.flatMap((one, i) => readOne(one, input.underLines === true, i, problems));
  for (const { hz, rows, limits } of read) {
    if (rows.length > 1) problems.push(problem(P.boundary, { frequency: hz }));
    steps.push({
      of: `${hz} Hz`,
      rule: 'GB 8702-2014 表 1',
      formula: rows.map((row) => row.range).join(' | '),
      result: QUANTITIES.map((one) => `${one} ${limits[one]?.value ?? '—'}`).join(', '),
    });
  }
  const sums = (['low', 'high'] as const).flatMap((band) => sumsOf(band, read, steps));
  const near = input.field === 'near';
  const unknown = input.field !== undefined && !near && input.field !== 'far';
  if (unknown) problems.push(problem(P.field, {}, 'field'));
  const judged = verdictOf(read, sums, near, problems);
  const verdict = unknown && judged === 'meets' ? 'not-judged' : judged;
  return {
    items: read.map(({ hz, limits, values }) => ({
      hz,
      limits: { E: value(limits.E), H: value(limits.H), B: value(limits.B), S: value(limits.S) },
      ratios: Object.fromEntries(
        QUANTITIES.flatMap((one) =>
          values[one] === undefined ? [] : [[one, values[one] / limits[one]!.value]],
        ),
      ),
    })),
    sums,
    verdict,
    rules: [ruleUsed(EM_STANDARD)],
    used: Object.fromEntries(
      read.flatMap(({ hz, values }) =>
        QUANTITIES.flatMap((one) => (values[one] === undefined ? [] : [[`${one} ${hz} Hz`, values[one]]])),
      ),
    ),
    missing: verdict === 'not-judged' && sums.length === 0 ? ['E', 'B'] : [],
    steps,
    problems,
  };
}

const value = (limit: Limit | null): number | null => limit?.value ?? null;

interface Limit {
  readonly value: number;
  /** Exact; null where the limit holds a root of the frequency. */
  readonly exact: Rational | null;
  /** Exact: limits with a root in them have a square without. */
  readonly square: Rational;
}

interface ReadOne {
  readonly hz: number;
  readonly rows: readonly EmRow[];
  readonly limits: Readonly<Record<EmQuantity, Limit | null>>;
  readonly values: Readonly<Partial<Record<EmQuantity, number>>>;
}

function readOne(one: unknown, underLines: boolean, index: number, problems: Problem[]): ReadOne[] {
  const path = `measurements.${index}`;
  const given = (typeof one === 'object' && one ? one : {}) as Record<string, unknown>;
  const hz = hertz(given.frequency);
  if (hz === null) {
    problems.push(problem(P.frequency, { frequency: told(given.frequency) }, `${path}.frequency`));
    return [];
  }
  const rows = emRows(hz);
  if (rows.length === 0) {
    problems.push(problem(P.range, { frequency: hz }, `${path}.frequency`));
    return [];
  }
  const limits = Object.fromEntries(
    QUANTITIES.map((quantity) => [quantity, strictest(rows, quantity, hz, underLines)]),
  ) as unknown as ReadOne['limits'];
  const values: Partial<Record<EmQuantity, number>> = {};
  for (const quantity of QUANTITIES) {
    const value = given[quantity];
    if (value === undefined || value === null) continue;
    if (typeof value !== 'number' || !Number.isFinite(value) || value < 0)
      problems.push(problem(P.value, { quantity }, `${path}.${quantity}`));
    else if (!limits[quantity])
      problems.push(problem(P.noLimit, { quantity, frequency: hz }, `${path}.${quantity}`));
    else values[quantity] = value;
  }
  return [{ hz, rows, limits, values }];
}

function hertz(given: unknown): number | null {
  if (typeof given === 'number') return Number.isFinite(given) && given > 0 ? given : null;
  if (typeof given !== 'string') return null;
  const match = /^\s*(\d+(?:\.\d+)?)\s*([kMG]?Hz)\s*$/i.exec(given);
  return match
    ? toNumber(multiply(rational(Number(match[1])), rational(UNITS[match[2]!.toLowerCase()]!)))
    : null;
}

function strictest(
  rows: readonly EmRow[],
  quantity: EmQuantity,
  hz: number,
  underLines: boolean,
): Limit | null {
  const power = EM_STANDARD.data.power_frequency;
  if (underLines && quantity === 'E' && hz === power.Hz)
    return constant(power.E_under_lines_over_farmland_V_per_m);
  const limits = rows.flatMap((row) => {
    const formula = row[quantity];
    return formula ? [limitOf(formula, hz, row.unit_Hz)] : [];
  });
  const [first, ...others] = limits;
  return first ? others.reduce((a, b) => (compare(b.square, a.square) < 0 ? b : a), first) : null;
}

const constant = (value: number): Limit => {
  const exact = rational(value);
  return { value, exact, square: multiply(exact, exact) };
};

function limitOf({ c, over, p }: EmFormula, hz: number, unit: number): Limit {
  const f = divide(rational(hz), rational(unit));
  const factor = divide(rational(c), rational(over));
  // p is a multiple of a half, so that its double is whole.
  const square = multiply(multiply(factor, factor), power(f, 2 * p));
  if (!Number.isInteger(p)) return { value: Math.sqrt(toNumber(square)), exact: null, square };
  const exact = multiply(factor, power(f, p));
  return { value: toNumber(exact), exact, square };
}

function power(base: Rational, exponent: number): Rational {
  let result = ONE;
  for (let i = 0; i < Math.abs(exponent); i++)
    result = exponent > 0 ? multiply(result, base) : divide(result, base);
  return result;
}

/** 100 kHz itself stands in both bands. */
const inBand = (band: EmSum['band'], hz: number): boolean => {
  const { sums_linear_to_Hz: to, sums_squared_from_Hz: from } = EM_STANDARD.data.several;
  return band === 'low' ? hz <= to : hz >= from;
};

function sumsOf(band: EmSum['band'], read: readonly ReadOne[], steps: Step[]): EmSum[] {
  return QUANTITIES.flatMap((quantity): EmSum[] => {
    const some = read.filter(({ hz, values }) => inBand(band, hz) && values[quantity] !== undefined);
    if (some.length === 0) return [];
    const squared = band === 'high' && quantity !== 'S';
    const sum = some.reduce((total, { values, limits }) => {
      const value = rational(values[quantity]!);
      // Below 100 kHz, and of S everywhere, the limit itself has no root.
      const term = squared
        ? divide(multiply(value, value), limits[quantity]!.square)
        : divide(value, limits[quantity]!.exact!);
      return add(total, term);
    }, rational(0));
    const verdict = compare(sum, ONE) > 0 ? 'exceeds' : 'meets';
    const terms = some.map(
      ({ values, limits }) =>
        `${squared ? '(' : ''}${values[quantity]}/${roundTold(limits[quantity]!.value)}${squared ? ')²' : ''}`,
    );
    steps.push({
      of: `Σ ${quantity} ${BANDS[band]}`,
      rule: 'GB 8702-2014 4.1 / 4.2',
      formula: `${terms.slice(0, 20).join(' + ')}${terms.length > 20 ? ' + …' : ''} ${verdict === 'exceeds' ? '>' : '≤'} 1`,
      result: toNumber(sum),
    });
    return [{ band, quantity, sum: toNumber(sum), verdict }];
  });
}

const roundTold = (value: number): number => Number(value.toPrecision(5));

function verdictOf(
  read: readonly ReadOne[],
  sums: readonly EmSum[],
  near: boolean,
  problems: Problem[],
): Verdict {
  if (sums.length === 0) {
    if (read.length > 0) problems.push(problem(P.nothing));
    return 'not-judged';
  }
  if (sums.some((one) => one.verdict === 'exceeds')) return 'exceeds';
  const lacking = (['low', 'high'] as const).flatMap((band) => {
    const some = read.filter(({ hz }) => inBand(band, hz));
    // What one frequency lacks may exceed: a sum over the others proves nothing.
    const has = (...any: EmQuantity[]) =>
      any.some((quantity) => some.every(({ values }) => values[quantity] !== undefined));
    if (some.length === 0) return [];
    if (band === 'high' && !near) return has('E', 'H', 'B', 'S') ? [] : [{ band, needed: 'E | H | B | S' }];
    const magnetic = band === 'low' ? has('B') : has('H', 'B');
    return has('E') && magnetic ? [] : [{ band, needed: band === 'low' ? 'E, B' : 'E, H' }];
  });
  for (const { band, needed } of lacking) problems.push(problem(P.both, { band: BANDS[band], needed }));
  return lacking.length === 0 ? 'meets' : 'not-judged';
}
