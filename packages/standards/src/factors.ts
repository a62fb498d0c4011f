import { load } from './load.ts';

/** A factor code (污染因子编码). Units are those the standard prints; a device may use others (hj212 "traps"): the point knows. */
export interface Factor {
  readonly code: string;
  readonly nameZh: string;
  /** Ours: the standard has no English names. */
  readonly nameEn: string | null;
  /** `PM2.5`, `SO2`: as people write it. */
  readonly symbol: string | null;
  /** As the standard prints it; see `usualUnit` and `factorTraps` before showing it. */
  readonly unit: string | null;
  /** What devices really send, where the printed unit is known to be odd; else the printed one. */
  readonly usualUnit: string | null;
  readonly unitEmission: string | null;
  /** `N5.2`: up to five integer and two decimal digits. */
  readonly type: string | null;
  /** Decimals to show when the point says nothing: ours where set, else those of `type`. */
  readonly decimals: number;
  /** Code of HJ/T 212-2005. */
  readonly legacy: string | null;
  /** Table of HJ 212-2017 appendix B; null for codes met in practice only. */
  readonly table: string | null;
  readonly remark: string | null;
  readonly confidence: 'standard' | 'memory';
}

export interface Factor2005 {
  readonly code: string;
  readonly code2017: string | null;
  readonly nameZh: string;
  readonly medium: string;
  readonly unit: string | null;
  readonly type: string | null;
}

interface Row2017 {
  table: string;
  code: string;
  legacy: string | null;
  nameZh: string;
  unit: string | null;
  unitEmission: string | null;
  type: string | null;
  remark: string | null;
}
interface Extra {
  code: string;
  nameEn: string;
  symbol?: string;
  nameZh?: string;
  unit?: string;
  usualUnit?: string;
  decimals?: number;
  /** Where quantity, unit and code come from. */
  remark?: string;
  confidence: 'memory';
}

/** A known trap of a code (编码与单位的陷阱): a print error, a unit that changed between editions, a swapped meaning. */
export interface FactorTrap {
  readonly code: string;
  readonly kind:
    | 'legacy-unit'
    | 'printed-unit'
    | 'several-units'
    | 'printed-twice'
    | 'printed-otherwise'
    | 'meaning';
  /** The code of HJ/T 212-2005 that is concerned, if one is. */
  readonly legacy?: string;
  readonly legacyUnit?: string | null;
  readonly unit?: string;
  /** Value of the 2005 unit × factor = value in the 2017 unit. For people: never scale blindly, the point's setting decides. */
  readonly factor?: number | null;
  readonly printed?: string;
  readonly usual?: string | null;
  readonly zh: string;
  readonly en: string;
}

/** Rows of HJ 212-2017 appendix B as printed (two codes are printed twice). */
export const FACTORS_2017: readonly Row2017[] = load('factors-2017.json');
/** Rows of HJ/T 212-2005 appendix B. */
export const FACTORS_2005: readonly Factor2005[] = load('factors-2005.json');
const EXTRA: readonly Extra[] = load('factors-extra.json');
export const FACTOR_TRAPS: readonly FactorTrap[] = load('factor-traps.json');

const byCode = new Map<string, Factor>();
const extras = new Map(EXTRA.map((one) => [one.code, one]));
for (const row of FACTORS_2017) {
  if (byCode.has(row.code)) continue;
  const extra = extras.get(row.code);
  byCode.set(row.code, {
    ...row,
    nameEn: extra?.nameEn ?? null,
    symbol: extra?.symbol ?? null,
    usualUnit: extra?.usualUnit ?? row.unit,
    decimals: extra?.decimals ?? decimalsOfType(row.type),
    confidence: 'standard',
  });
}
for (const one of EXTRA) {
  if (byCode.has(one.code)) continue;
  byCode.set(one.code, {
    code: one.code,
    nameZh: one.nameZh ?? one.code,
    nameEn: one.nameEn,
    symbol: one.symbol ?? null,
    unit: one.unit ?? null,
    usualUnit: one.usualUnit ?? one.unit ?? null,
    unitEmission: null,
    type: null,
    decimals: one.decimals ?? 2,
    legacy: null,
    table: null,
    remark: one.remark ?? null,
    confidence: 'memory',
  });
}

/** `N5.2` → 2, `N4` → 0; two where the standard gives no type. */
function decimalsOfType(type: string | null): number {
  const match = /^N\d+(?:\.(\d+))?$/.exec(type ?? '');
  return match ? Number(match[1] ?? 0) : 2;
}

const WATER = new Set(['污水', '水']);
const toNew = {
  air: new Map<string, string>(),
  water: new Map<string, string>(),
  noise: new Map<string, string>(),
};
for (const row of FACTORS_2005) {
  if (!row.code2017 || row.code2017.startsWith('(')) continue;
  const medium =
    row.medium === '噪声' ? 'noise' : WATER.has(row.medium) || row.code2017.startsWith('w') ? 'water' : 'air';
  toNew[medium].set(row.code, row.code2017);
}

export type FactorMedium = 'air' | 'water' | 'noise';

/** The factor of a code, or null. Codes with a device number (`e101xx`, `i3331x`) are found by their pattern. */
export function factor(code: string): Factor | null {
  const known = byCode.get(code);
  if (known) return known;
  if (/^[eg]\d{5}$/.test(code)) return byCode.get(`${code.slice(0, 4)}xx`) ?? null;
  return /^i333\d{2}$/.test(code) ? (byCode.get(`${code.slice(0, 5)}x`) ?? null) : null;
}

export function allFactors(): readonly Factor[] {
  return [...byCode.values()];
}

/** Name of a factor for people; the code itself when nobody has named it. */
export function factorName(code: string, locale: string): string {
  const known = factor(code);
  if (!known) return code;
  return locale.startsWith('en') ? (known.nameEn ?? known.nameZh) : known.nameZh;
}

/** The 2017 code of a 2005 one (three digits mean different things in air and water), or null. */
export function toCode2017(code: string, medium: FactorMedium): string | null {
  if (code.length > 3) return null;
  return toNew[medium].get(code) ?? null;
}

/** The 2005 code of a 2017 one, or null. */
export function toCode2005(code: string): string | null {
  return byCode.get(code)?.legacy ?? null;
}

/** What to mind about a code; empty for most. */
export function factorTraps(code: string): readonly FactorTrap[] {
  const printed = factor(code)?.code ?? code;
  return FACTOR_TRAPS.filter((one) => one.code === printed);
}
