import { factor } from '@tarim/standards';

/** Codes whose factor has no symbol, or another one than the tables of limits. */
const OWN: Readonly<Record<string, string>> = {
  a21017: 'CN',
  a21018: 'F',
  a25002: 'benzene',
  a25003: 'toluene',
  a25005: 'xylene',
  a26001: 'anilines',
  a31001: 'HCHO',
  a34039: 'H2SO4 mist',
  a34040: 'chromic acid mist',
  w01002: 'Colour',
  w02003: 'FC',
  w20113: 'AlkylHg',
  w20117: 'Cr6',
  w21016: 'CN',
  w21017: 'F',
  w21019: 'S',
  w22001: 'Oil',
  w23002: 'VPhenol',
};

/**
 * Values by symbol (`SO2`, `PM2.5`), whatever they came by: a factor code of HJ 212-2017 becomes its symbol, everything else stays
 * as it is. A symbol that is given outright wins over the code. The code names the parameter and never scales the value: HJ 212
 * prints some units wrongly.
 */
export function bySymbol(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const named: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(values)) {
    const symbol = symbolOf(key);
    if (symbol === key || !Object.hasOwn(values, symbol)) named[symbol] = value;
  }
  return named;
}

/** The symbol of a factor code; what is none comes back. */
export function symbolOf(key: string): string {
  if (!/^[aw]\d{5}$/.test(key)) return key;
  return OWN[key] ?? factor(key)?.symbol ?? key;
}

/** The unit that a factor code usually comes in, when it is none of those that limits are written in; null for symbols. */
export function otherUnit(key: string, expected: readonly string[]): string | null {
  const unit = /^[aw]\d{5}$/.test(key) ? (factor(key)?.usualUnit ?? null) : null;
  return unit === null || expected.includes(unit) ? null : unit;
}
