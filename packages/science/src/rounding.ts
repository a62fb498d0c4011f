/**
 * Rounding by GB/T 8170-2008 (数值修约): half to even on the exact decimal, in one step. A JS number counts as its shortest
 * decimal (what a person sees), so that 0.125 is a tie and 0.135 too; binary fractions would break ties by chance.
 * @param digits decimals to keep; negative: tens, hundreds …
 * @returns NaN for what is no decimal number
 */
export function roundHalfEven(x: number | string, digits: number): number {
  if (typeof x === 'number' && digits >= 0 && digits < POWERS.length) {
    const power = POWERS[digits]!;
    const scaled = x * power;
    if (scaled < FAST_LIMIT && scaled > -FAST_LIMIT) {
      const floor = Math.floor(scaled);
      const rest = scaled - floor;
      // Well off a tie the double decides as the decimal would; a whole number over a power of ten is its nearest double.
      if (rest < 0.5 - FAST_MARGIN) return floor / power + 0;
      if (rest > 0.5 + FAST_MARGIN) return (floor + 1) / power + 0;
    }
  }
  return Number(roundHalfEvenText(x, digits));
}

const POWERS = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000];
/** Below this the product is wrong by less than 4·10⁻⁷ (two roundings of 2⁻⁵³): less than the margin kept around a tie. */
const FAST_LIMIT = 1e9;
const FAST_MARGIN = 1e-6;

/** As text with exactly `digits` decimals (none when negative): `roundHalfEvenText('0.125', 2)` is `0.12`; else `NaN`. */
export function roundHalfEvenText(x: number | string, digits: number): string {
  const decimal = parseDecimal(x);
  if (decimal === null || !Number.isInteger(digits) || Math.abs(digits) > MAX_DIGITS) return 'NaN';
  const { negative, units, scale } = decimal;
  const drop = scale - digits;
  let kept = units;
  if (drop > 0) {
    const divisor = 10n ** BigInt(drop);
    const rest = units % divisor;
    kept = units / divisor;
    const twice = rest * 2n;
    if (twice > divisor || (twice === divisor && kept % 2n === 1n)) kept += 1n;
  } else if (drop < 0) {
    kept = units * 10n ** BigInt(-drop);
  }
  return format(negative, kept, digits);
}

/** No measured value comes near; without it `1e999999999` as text would ask for a number of a billion digits. */
const MAX_DIGITS = 400;

export interface Decimal {
  readonly negative: boolean;
  /** Value × 10^scale, without sign. */
  readonly units: bigint;
  readonly scale: number;
}

/** A decimal as it is written; null for what is none. */
export function parseDecimal(x: number | string): Decimal | null {
  const text = String(x);
  if (text.length > MAX_DIGITS) return null;
  const match = /^\s*([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d+))?\s*$/i.exec(text);
  if (!match || (!match[2] && !match[3])) return null;
  const whole = match[2] ?? '';
  const fraction = match[3] ?? '';
  const exponent = Number(match[4] ?? 0);
  if (Math.abs(exponent) > MAX_DIGITS) return null;
  const scale = fraction.length - exponent;
  const units = BigInt(whole + fraction);
  return scale >= 0
    ? { negative: match[1] === '-', units, scale }
    : { negative: match[1] === '-', units: units * 10n ** BigInt(-scale), scale: 0 };
}

function format(negative: boolean, kept: bigint, digits: number): string {
  const sign = negative && kept !== 0n ? '-' : '';
  if (digits <= 0) return sign + (kept * 10n ** BigInt(-digits)).toString();
  const text = kept.toString().padStart(digits + 1, '0');
  return `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
