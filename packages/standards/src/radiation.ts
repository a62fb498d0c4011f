import { type Confidence, type Standard, standard } from './standards.ts';

export type SourceCategory = 'I' | 'II' | 'III' | 'IV' | 'V';

/** A nuclide of 放射源分类办法: lower bounds of activity in Bq, inclusive; D-value in TBq. */
export interface SourceRow {
  readonly nuclide: string;
  readonly D_TBq: number;
  readonly I_Bq: number;
  readonly II_Bq: number;
  readonly III_Bq: number;
  readonly IV_Bq: number;
  /** Exempt below. */
  readonly V_Bq: number;
  readonly confidence: Confidence;
  /** D-value that another collection gives: the official table must decide. */
  readonly other_D_TBq?: number;
}
interface SourceTables {
  readonly categories: readonly {
    readonly category: SourceCategory;
    readonly zh: string;
    readonly times_D: number | null;
  }[];
  readonly rows: readonly SourceRow[];
}
interface SourceCodeTables {
  readonly pattern: string;
  /** Half-life from which a source must be coded. */
  readonly coded_from_half_life_d: number;
  readonly nuclides: readonly {
    readonly symbol: string;
    readonly nuclide: string;
    readonly confidence: Confidence;
  }[];
  readonly producers: readonly { readonly code: string; readonly zh: string }[];
}
/** Point-source constant H*(10), µSv·m²/(GBq·h), with the half-life. */
export interface GammaRow {
  readonly nuclide: string;
  readonly half_life: number;
  readonly half_life_unit: 'd' | 'a';
  readonly uSv_m2_per_GBq_h: number;
  readonly confidence: Confidence;
}
export type ShieldMaterial = 'concrete' | 'steel' | 'lead';
/** Half-value layers (半值层), mm; null: not known. */
export type HalfValueRow = Readonly<Record<`${ShieldMaterial}_mm`, number | null>> & {
  readonly nuclide: string;
  readonly confidence: Confidence;
};
interface GammaTables {
  readonly rows: readonly GammaRow[];
  /** Constants that the trade uses (探伤等行业常用值). */
  readonly practice: readonly Pick<GammaRow, 'nuclide' | 'uSv_m2_per_GBq_h' | 'confidence'>[];
  readonly half_value_layers: readonly HalfValueRow[];
  /** Of nuclides that have no row of their own. */
  readonly half_lives: readonly Pick<GammaRow, 'nuclide' | 'half_life' | 'half_life_unit' | 'confidence'>[];
}
export interface DoseLimit {
  readonly group: 'worker' | 'trainee' | 'public';
  readonly zh: string;
  readonly quantity: 'effective' | 'lens' | 'skin';
  readonly mSv: number;
  readonly over: '1a' | '5a-mean' | '1a-special';
  readonly confidence: Confidence;
}
interface MonitoringTables {
  readonly background: readonly {
    readonly place: string;
    readonly zh: string;
    readonly from: number;
    readonly to: number;
    readonly mean: number | null;
    readonly confidence: Confidence;
  }[];
  readonly completeness: {
    readonly hour_percent: number;
    readonly day_hours: number;
    readonly month_days: number;
    readonly confidence: Confidence;
  };
  /** What the programme samples, how often and for what (监测方案项目). */
  readonly indicators: readonly {
    readonly medium: string;
    readonly frequency: string;
    readonly measured?: string;
    readonly confidence: Confidence;
  }[];
  /** Rules of ours for the alarms of a station. */
  readonly alarm_defaults: {
    readonly window_d: number;
    readonly min_n: number;
    readonly deviations: number;
    readonly smallest_deviation_nGy_per_h: number;
    readonly wet_mm_above: number;
    readonly wet_hours_before: number;
    readonly urgent_times: number;
    readonly fault_below_nGy_per_h: number;
    readonly fault_deviations_below: number;
    readonly flat_equal_values: number;
    readonly confidence: Confidence;
  };
}

export const SOURCE_STANDARD = standard('环保总局公告2005年第62号') as unknown as Standard<SourceTables>;
export const SOURCE_CODE_STANDARD = standard('放射源编码规则') as unknown as Standard<SourceCodeTables>;
export const GAMMA_CONSTANTS = standard('点源剂量率常数') as unknown as Standard<GammaTables>;
export const DOSE_STANDARD = standard('GB 18871-2002') as unknown as Standard<{
  readonly limits: readonly DoseLimit[];
  readonly dose_formula: { readonly Sv_per_Gy: number };
  /** Levels that approvals and practice use; not law. */
  readonly management: readonly {
    readonly name: string;
    readonly mSv?: number;
    readonly mSv_per_a?: number | readonly number[];
    readonly confidence: Confidence;
  }[];
  readonly dosimetry: {
    readonly reading_days: number;
    readonly reading_days_most: number;
    readonly source: string;
    readonly confidence: Confidence;
  };
  readonly sites: readonly {
    readonly name: string;
    readonly uSv_per_h: number;
    readonly source: string;
    readonly confidence: Confidence;
  }[];
}>;
export const RADIATION_MONITORING = standard('HJ 61-2021') as unknown as Standard<MonitoringTables>;

const ELEMENTS: Readonly<Record<string, string>> = {
  钴: 'Co',
  铯: 'Cs',
  铱: 'Ir',
  硒: 'Se',
  镅: 'Am',
  镭: 'Ra',
  锶: 'Sr',
  锎: 'Cf',
  钷: 'Pm',
  铥: 'Tm',
  镱: 'Yb',
  钆: 'Gd',
  钋: 'Po',
  钚: 'Pu',
  碘: 'I',
  氪: 'Kr',
  镍: 'Ni',
};
/** What the trade calls sources of two elements. */
const ALIASES: Readonly<Record<string, string>> = {
  ambe: 'am241/be',
  'am/be': 'am241/be',
  am241be: 'am241/be',
  pube: 'pu239/be',
  'pu/be': 'pu239/be',
  pu239be: 'pu239/be',
};

/** `co60`, `60Co`, `钴-60`, `Am241/Be` are names of `Co-60`, `Am-241/Be`. */
function plain(name: string): string {
  const text = name.replaceAll(/[\s\-‐–—_]/g, '').replaceAll('／', '/');
  const latin = text.replace(/^[\u4e00-\u9fff]/, (zh) => ELEMENTS[zh] ?? zh).replace('铍', 'Be');
  const short = latin.replace(/^(\d+m?)([A-Za-z]+)/, '$2$1').toLowerCase();
  return ALIASES[short] ?? short;
}
const rows = new Map(SOURCE_STANDARD.data.rows.map((row) => [plain(row.nuclide), row]));
const gammaRows = new Map(GAMMA_CONSTANTS.data.rows.map((row) => [plain(row.nuclide), row]));
const otherHalfLives = new Map(GAMMA_CONSTANTS.data.half_lives.map((row) => [plain(row.nuclide), row]));
const practice = new Map(GAMMA_CONSTANTS.data.practice.map((row) => [plain(row.nuclide), row]));
const layers = new Map(GAMMA_CONSTANTS.data.half_value_layers.map((row) => [plain(row.nuclide), row]));

/** Null for a nuclide that the table (as far as it was obtained) does not have. */
export function sourceRow(nuclide: string): SourceRow | null {
  return rows.get(plain(nuclide)) ?? null;
}

/** 年 of decay data: 365.25 d. */
const DAYS_OF_YEAR = 365.25;

/** Days, and how far they are known; null where no half-life is at hand. A neutron source decays with its alpha emitter. */
export function halfLife(nuclide: string): { readonly days: number; readonly confidence: Confidence } | null {
  const name = plain(nuclide).replace(/\/.*$/, '');
  const row = gammaRows.get(name) ?? otherHalfLives.get(name);
  if (!row) return null;
  const days = row.half_life * (row.half_life_unit === 'a' ? DAYS_OF_YEAR : 1);
  return { days, confidence: row.confidence };
}

/** Days; null where no half-life is at hand. */
export function halfLifeDays(nuclide: string): number | null {
  return halfLife(nuclide)?.days ?? null;
}

/** Dose-rate constant of a bare point source; `practice`: the one that the trade uses. Null where there is none. */
export function gammaConstant(
  nuclide: string,
  which: 'computed' | 'practice' = 'computed',
): Pick<GammaRow, 'nuclide' | 'uSv_m2_per_GBq_h' | 'confidence'> | null {
  return (which === 'practice' ? practice : gammaRows).get(plain(nuclide)) ?? null;
}

/** Null where no layer of the nuclide is at hand. */
export function halfValueLayers(nuclide: string): HalfValueRow | null {
  return layers.get(plain(nuclide)) ?? null;
}
