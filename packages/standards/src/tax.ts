import { type Confidence, type Standard, standard } from './standards.ts';

/** An item of the annex (应税污染物和当量值表): kg of it are one pollution equivalent (污染当量). */
export interface TaxItem {
  readonly zh: string;
  readonly no: number;
  readonly kg: number;
  /** Symbols, codes of HJ 212 and other names that it goes by; ours. */
  readonly also: readonly string[];
}

export interface TaxTables {
  /** Yuan per equivalent that a region may set. */
  readonly rate_range: Readonly<
    Record<'air_per_equivalent' | 'water_per_equivalent', readonly [number, number]>
  >;
  /** From memory: told, never computed with. */
  readonly xinjiang: {
    readonly air_per_equivalent: number;
    readonly water_per_equivalent: number;
    readonly confidence: Confidence;
  };
  readonly solid_per_t: readonly {
    readonly waste: string;
    readonly yuan: number;
    readonly also: readonly string[];
  }[];
  readonly noise_per_month: readonly {
    readonly from_dB: number;
    readonly to_dB: number | null;
    readonly yuan: number;
  }[];
  readonly noise_rules: {
    readonly boundary_m_over: number;
    readonly points_from: number;
    readonly then_times: number;
    readonly days_below: number;
    readonly then_share: number;
  };
  readonly water_class1: readonly TaxItem[];
  readonly water_class2: readonly TaxItem[];
  readonly air: readonly TaxItem[];
  /** Tonnes of sewage per equivalent; acid side with its lower bound, alkaline side with its upper one. */
  readonly water_ph: readonly {
    readonly acid: readonly [number, number];
    readonly alkaline: readonly [number, number] | null;
    readonly t: number;
  }[];
  readonly water_other: Readonly<
    Record<'colour_t_per_multiple' | 'coliform_t' | 'residual_chlorine_t', number>
  >;
  readonly small_sources: readonly SmallSource[];
  readonly taxed_items: Readonly<Record<'air' | 'water_class1' | 'water_other', number>>;
  /** Strictest first. */
  readonly reduction: readonly { readonly below_standard_percent: number; readonly factor: number }[];
}

/** 禽畜养殖业、小型企业和第三产业水污染物当量值: only where neither measurement nor material balance is possible. */
export interface SmallSource {
  readonly source: string;
  readonly zh: string;
  /** Animals, beds or tonnes of sewage per equivalent. */
  readonly per: number;
  readonly unit: string;
  readonly per_t?: number;
  /** Taxed above so many. */
  readonly above: number | null;
}

/** 环境保护税法 with its regulation. */
export const TAX_STANDARD = standard('环境保护税法') as unknown as Standard<TaxTables>;
export const TAX_TABLES: TaxTables = TAX_STANDARD.data;

export type TaxMedium = 'air' | 'water';

const byName: Readonly<Record<TaxMedium, ReadonlyMap<string, TaxItem>>> = {
  air: namesOf(TAX_TABLES.air),
  water: namesOf([...TAX_TABLES.water_class1, ...TAX_TABLES.water_class2]),
};

function namesOf(items: readonly TaxItem[]): ReadonlyMap<string, TaxItem> {
  return new Map(
    items.flatMap((item) => [item.zh, ...item.also].map((name) => [plain(name), item] as const)),
  );
}

function plain(name: string): string {
  return name.replaceAll('（', '(').replaceAll('）', ')').replaceAll(/\s/g, '').toLowerCase();
}

/** By Chinese name, symbol or factor code; null for what the annex does not have (颗粒物 is 烟尘 or 一般性粉尘, a person must say which). */
export function taxItem(medium: TaxMedium, name: string): TaxItem | null {
  return byName[medium].get(plain(name)) ?? null;
}

export function solidTaxItem(name: string): TaxTables['solid_per_t'][number] | null {
  const wanted = plain(name);
  return (
    TAX_TABLES.solid_per_t.find((one) => [one.waste, ...one.also].some((each) => plain(each) === wanted)) ??
    null
  );
}
