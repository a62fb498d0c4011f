import { load } from './load.ts';

/** A factor code (污染因子编码). Units are those the standard prints; a device may use others (hj212 "traps"): the point knows. */
export interface Factor {
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string | null;
  /** `PM2.5`, `SO2`: as people write it. */
  readonly symbol: string | null;
  readonly unit: string | null;
  readonly unitEmission: string | null;
  /** `N5.2`: up to five integer and two decimal digits. */
  readonly type: string | null;
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
  confidence?: 'memory';
}

/** Rows of HJ 212-2017 appendix B as printed (two codes are printed twice). */
export const FACTORS_2017: readonly Row2017[] = load('factors-2017.json');
/** Rows of HJ/T 212-2005 appendix B. */
export const FACTORS_2005: readonly Factor2005[] = load('factors-2005.json');
const EXTRA: readonly Extra[] = load('factors-extra.json');

const byCode = new Map<string, Factor>();
const extras = new Map(EXTRA.map((one) => [one.code, one]));
for (const row of FACTORS_2017) {
  if (byCode.has(row.code)) continue;
  const extra = extras.get(row.code);
  byCode.set(row.code, {
    ...row,
    nameEn: extra?.nameEn ?? null,
    symbol: extra?.symbol ?? null,
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
    unitEmission: null,
    type: null,
    legacy: null,
    table: null,
    remark: null,
    confidence: 'memory',
  });
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

/** The factor of a code, or null. Process codes (`e…xx`) are found by their pattern. */
export function factor(code: string): Factor | null {
  const known = byCode.get(code);
  if (known) return known;
  return /^[eg]\d{5}$/.test(code) ? (byCode.get(`${code.slice(0, 4)}xx`) ?? null) : null;
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
