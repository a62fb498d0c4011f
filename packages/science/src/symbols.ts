import { factor } from '@tarim/standards';

/** Codes whose symbol is not the one that evaluations use. */
const OWN: Readonly<Record<string, string>> = { a20025: 'Cd', a20043: 'Pb', a21018: 'F' };

/**
 * Values by symbol (`SO2`, `PM2.5`), whatever they came by: a factor code of HJ 212-2017 becomes its symbol, everything else stays
 * as it is. A symbol that is given outright wins over the code.
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
  return (
    OWN[key] ?? factor(key)?.symbol?.replace(/^(?:F|CN|NO[23]|Cl|S2)-$/, (ion) => ion.slice(0, -1)) ?? key
  );
}
