import { type Problem, sameUnit } from '@tarim/kernel';
import { type FactorTrap, factorName, factorTraps } from '@tarim/standards';
import { evaluationErrors } from '../errors.ts';

const OF_UNITS: ReadonlySet<FactorTrap['kind']> = new Set(['legacy-unit', 'printed-unit', 'several-units']);

/**
 * Warns where a registered unit is one of those that standards print wrongly or changed between editions: the value may
 * be right and off by a thousand all the same. Nothing is scaled by it; a person must look at what the device sends.
 * @param unit as registered; null: nobody has said
 */
export function unitWarnings(code: string, unit: string | null, lang: 'zh' | 'en'): Problem[] {
  return factorTraps(code)
    .filter((trap) => OF_UNITS.has(trap.kind) && suspicious(trap, unit))
    .map((trap) => ({
      code: evaluationErrors.unitTrap.code,
      message: evaluationErrors.unitTrap[lang]
        .replace('{factor}', factorName(code, lang))
        .replace('{unit}', unit ?? (lang === 'zh' ? '未登记' : 'none'))
        .replace('{trap}', trap[lang]),
      path: code,
    }));
}

function suspicious(trap: FactorTrap, unit: string | null): boolean {
  if (unit === null) return true;
  return [trap.printed, trap.legacyUnit].some((one) => typeof one === 'string' && sameUnit(one, unit));
}
