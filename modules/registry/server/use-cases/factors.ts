import { allFactors, factorTraps } from '@tarim/standards';
import type { Factor } from '../../contract.ts';

/** The tables write units in ASCII; people read and register them as they are printed. */
const SPELT: Readonly<Record<string, string>> = {
  '1': '无量纲',
  degC: '℃',
  deg: '°',
  'uS/cm': 'µS/cm',
  'kW.h': 'kW·h',
  't/(km2.month)': 't/(km²·月)',
};

function spelt(unit: string | null): string | null {
  if (unit === null) return null;
  return SPELT[unit] ?? unit.replace(/^ug/, 'µg').replace('m3', 'm³').replace(/m2$/, 'm²');
}

/** The dictionary of factor codes with what to mind about each; `q` finds code, name, symbol and the code of 2005. */
export function findFactors(q: string | undefined): Factor[] {
  const words = q?.toLowerCase().split(/\s+/).filter(Boolean) ?? [];
  return allFactors()
    .filter((one) => {
      const text =
        `${one.code} ${one.nameZh} ${one.nameEn ?? ''} ${one.symbol ?? ''} ${one.legacy ?? ''}`.toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .map(({ code, nameZh, nameEn, symbol, unit, usualUnit, decimals, type, legacy, remark, confidence }) => ({
      code,
      nameZh,
      nameEn,
      symbol,
      unit: spelt(unit),
      usualUnit: spelt(usualUnit),
      decimals,
      type,
      legacy: legacy ?? null,
      remark: remark ?? null,
      confidence,
      traps: factorTraps(code).map(({ kind, zh, en }) => ({ kind, zh, en })),
    }));
}
