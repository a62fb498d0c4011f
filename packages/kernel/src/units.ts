/**
 * Units of measure (计量单位) of mass concentrations, volumes and flows: what a value must be in before a rule may be
 * applied to it. The table is small on purpose: a unit that is not in it is not guessed, and a value in it is not judged.
 * No state of the gas is implied (mg/Nm³ is not mg/m³) and no molar mass (ppm is not mg/m³).
 */
export type Quantity = 'mass-concentration' | 'volume' | 'volume-flow';

interface Unit {
  readonly quantity: Quantity;
  /** Power of ten to the base unit (g/m³, m³, m³/s), before `seconds`. */
  readonly exponent: number;
  /** Seconds that the unit counts over; 1 where it is no rate. */
  readonly seconds: number;
}

// biome-ignore format: a table
const TABLE: ReadonlyArray<readonly [spelling: string, Quantity, exponent: number, seconds: number]> = [
  ['kg/m3',  'mass-concentration',   3, 1],
  ['g/m3',   'mass-concentration',   0, 1],
  ['mg/m3',  'mass-concentration',  -3, 1],
  ['ug/m3',  'mass-concentration',  -6, 1],
  ['ng/m3',  'mass-concentration',  -9, 1],
  ['pg/m3',  'mass-concentration', -12, 1],
  ['g/l',    'mass-concentration',   3, 1],
  ['mg/l',   'mass-concentration',   0, 1],
  ['ug/l',   'mass-concentration',  -3, 1],
  ['ng/l',   'mass-concentration',  -6, 1],
  ['pg/l',   'mass-concentration',  -9, 1],
  ['m3',     'volume',               0, 1],
  ['l',      'volume',              -3, 1],
  ['ml',     'volume',              -6, 1],
  ['万m3',   'volume',               4, 1],
  ['m3/s',   'volume-flow',          0, 1],
  ['m3/min', 'volume-flow',          0, 60],
  ['m3/h',   'volume-flow',          0, 3_600],
  ['m3/d',   'volume-flow',          0, 86_400],
  ['万m3/h', 'volume-flow',          4, 3_600],
  ['万m3/d', 'volume-flow',          4, 86_400],
  ['l/s',    'volume-flow',         -3, 1],
  ['l/min',  'volume-flow',         -3, 60],
  ['l/h',    'volume-flow',         -3, 3_600],
];
const UNITS = new Map<string, Unit>(
  TABLE.map(([spelling, quantity, exponent, seconds]) => [spelling, { quantity, exponent, seconds }]),
);

/** Words of the table in Chinese, longest first; what people type into a form. */
const WORDS: ReadonlyArray<readonly [chinese: string, spelling: string]> = [
  ['立方米', 'm3'],
  ['毫克', 'mg'],
  ['微克', 'ug'],
  ['纳克', 'ng'],
  ['千克', 'kg'],
  ['毫升', 'ml'],
  ['分钟', 'min'],
  ['小时', 'h'],
  ['克', 'g'],
  ['升', 'l'],
  ['秒', 's'],
  ['分', 'min'],
  ['时', 'h'],
  ['日', 'd'],
  ['天', 'd'],
];
/** No unit at all (无量纲): pH and the like. */
const NONE: ReadonlySet<string> = new Set(['1', '-', '无量纲', 'ph', 'dimensionless']);

/** Spellings that were asked for before: a year of readings has a handful of units, and each is written thousands of times. */
const SPELLED = new Map<string, string>();
/** Beyond it somebody sends nonsense; what is known by then stays. */
const MOST_SPELLED = 500;

/** `µg/m³`, `ug/m3`, `μg/㎥`, `微克/立方米` → `ug/m3`: one spelling of a unit, known to the table or not. */
function spellingOf(text: string): string {
  const known = SPELLED.get(text);
  if (known !== undefined) return known;
  const spelling = spellOut(text);
  if (SPELLED.size < MOST_SPELLED) SPELLED.set(text, spelling);
  return spelling;
}

function spellOut(text: string): string {
  // NFKC makes one letter of the two mus, digits of the raised ones, and letters of ㎎ and ㎥.
  let spelling = text.normalize('NFKC').toLowerCase().replace(/[\s^]/g, '').replaceAll('μ', 'u');
  for (const [chinese, latin] of WORDS) spelling = spelling.replaceAll(chinese, latin);
  spelling = spelling
    .replace(/^(?:104|10000|e4)m3/, '万m3')
    .replace(/\/day$/, '/d')
    .replace(/\/hr$/, '/h');
  return NONE.has(spelling) ? '1' : spelling;
}

/**
 * Why values of one unit cannot be told in another. `unit-unknown`: a unit is missing, or not in the table;
 * `unit-foreign`: both are known, but measure different things.
 */
export type UnitProblem = 'unit-unknown' | 'unit-foreign';
export type UnitConverter = (value: number) => number;

const unchanged: UnitConverter = (value) => value;

/** Whether two units are the same, however they are written. */
export function sameUnit(a: string, b: string): boolean {
  return spellingOf(a) === spellingOf(b);
}

/**
 * Tells values of the unit `from` in the unit `to`. The same unit in two spellings needs no table (`%`, `dB`).
 * Exact: a value counts as its shortest decimal, as people see it, so that 36 µg/m³ is 0.036 mg/m³ and meets a limit of 0.036.
 * @param from null: nobody has said in which unit the values are
 */
export function unitConverter(from: string | null, to: string): UnitConverter | UnitProblem {
  if (from === null || from.trim() === '') return 'unit-unknown';
  const left = spellingOf(from);
  const right = spellingOf(to);
  if (left === right) return unchanged;
  const source = UNITS.get(left);
  const target = UNITS.get(right);
  if (!source || !target) return 'unit-unknown';
  if (source.quantity !== target.quantity) return 'unit-foreign';
  const exponent = source.exponent - target.exponent;
  return (value) => scaled(value, exponent, BigInt(target.seconds), BigInt(source.seconds));
}

/** Digits that are kept beyond the value's own: far more than a double can hold. */
const GUARD = 25;

/** value × 10^exponent × numerator / denominator, computed on the decimal and rounded once. */
function scaled(value: number, exponent: number, numerator: bigint, denominator: bigint): number {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value));
  // NaN and infinities are no decimals and stay what they are.
  if (!match) return value;
  const [, sign, whole = '', fraction = '', power = '0'] = match;
  const digits = (BigInt(whole + fraction) * numerator * 10n ** BigInt(GUARD)) / denominator;
  return Number(`${sign}${digits}e${Number(power) - fraction.length - GUARD + exponent}`);
}
