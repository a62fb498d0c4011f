/**
 * Rounding by GB/T 8170-2008 (数值修约): half to even on the exact decimal, in one step. A JS number counts as its shortest
 * decimal (what a person sees), so that 0.125 is a tie and 0.135 too; binary fractions would break ties by chance.
 */
export function roundHalfEven(x: number | string, digits: number): number {
  return Number(roundHalfEvenText(x, digits));
}

/** As text with exactly `digits` decimals (none when negative): `roundHalfEvenText('0.125', 2)` is `0.12`. */
export function roundHalfEvenText(x: number | string, digits: number): string {
  const decimal = parseDecimal(x);
  if (decimal === null) return 'NaN';
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

interface Decimal {
  readonly negative: boolean;
  /** Value × 10^scale, without sign. */
  readonly units: bigint;
  readonly scale: number;
}

function parseDecimal(x: number | string): Decimal | null {
  const match = /^\s*([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d+))?\s*$/i.exec(String(x));
  if (!match || (!match[2] && !match[3])) return null;
  const whole = match[2] ?? '';
  const fraction = match[3] ?? '';
  const exponent = Number(match[4] ?? 0);
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
