import { allFactors, factorTraps } from '@tarim/standards';
import type { Factor } from '../../contract.ts';

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
      unit,
      usualUnit,
      decimals,
      type,
      legacy: legacy ?? null,
      remark: remark ?? null,
      confidence,
      traps: factorTraps(code).map(({ kind, zh, en }) => ({ kind, zh, en })),
    }));
}
