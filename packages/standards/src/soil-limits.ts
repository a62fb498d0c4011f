import { type Confidence, type Standard, standard } from './standards.ts';

/** Agricultural land (GB 15618) by its use, development land (GB 36600) by its class. */
export const SOIL_LANDS = ['paddy', 'other', 'orchard', 'rotation', 'I', 'II'] as const;
export type SoilLand = (typeof SOIL_LANDS)[number];

/** Risk values of a pollutant in soil, mg/kg. */
export interface SoilLimit {
  /** Symbol in GB 15618 (`Cd`), Chinese name in GB 36600 (`砷`). */
  readonly item: string;
  /** 风险筛选值 */
  readonly screening: number;
  /** 风险管制值; null: the standard has none. */
  readonly control: number | null;
  /** Must be measured, or only where its presence is likely. */
  readonly basic: boolean;
  readonly confidence: Confidence;
}

interface Agricultural {
  readonly ph_upper: readonly number[];
  readonly screening: readonly { item: string; land: string; v: readonly number[] }[];
  readonly screening_optional: readonly { item: string; v: number; confidence: Confidence }[];
  readonly control: readonly { item: string; v: readonly number[] }[];
}
interface Row {
  readonly zh: string;
  readonly screen_I: number;
  readonly screen_II: number;
  readonly control_I: number;
  readonly control_II: number;
}
interface Construction {
  readonly basic_45: readonly Row[];
  readonly other_40: readonly Row[];
  readonly other_40_confidence: { readonly confidence: Confidence };
  readonly background_annex: { readonly items: readonly string[] };
}

const AGRICULTURAL = standard('GB 15618-2018')!;
const CONSTRUCTION = standard('GB 36600-2018')!;
const farm = AGRICULTURAL.data as unknown as Agricultural;
const site = CONSTRUCTION.data as unknown as Construction;

export function soilStandard(land: SoilLand): Standard {
  return land === 'I' || land === 'II' ? CONSTRUCTION : AGRICULTURAL;
}

/** Pollutants whose natural background may lie above the screening value (GB 36600 annex; its figures were not obtained). */
export const SOIL_BACKGROUND_ITEMS: readonly string[] = site.background_annex.items;

/**
 * @param ph of agricultural soil: its values depend on it; a soil at 5.5 belongs to the more acid ones
 */
export function soilLimits(land: SoilLand, ph: number): SoilLimit[] {
  return land === 'I' || land === 'II' ? siteLimits(land) : farmLimits(land, ph);
}

function siteLimits(land: 'I' | 'II'): SoilLimit[] {
  const limit = (row: Row, basic: boolean): SoilLimit => ({
    item: row.zh,
    screening: row[`screen_${land}`],
    control: row[`control_${land}`],
    basic,
    confidence: basic ? 'multi-source' : site.other_40_confidence.confidence,
  });
  return [...site.basic_45.map((row) => limit(row, true)), ...site.other_40.map((row) => limit(row, false))];
}

function farmLimits(land: Exclude<SoilLand, 'I' | 'II'>, ph: number): SoilLimit[] {
  const above = farm.ph_upper.findIndex((upper) => ph <= upper);
  const bin = above < 0 ? farm.ph_upper.length : above;
  const control = new Map(farm.control.map((row) => [row.item, row.v[bin]!]));
  const items = [...new Set(farm.screening.map((row) => row.item))];
  return [
    ...items.map(
      (item): SoilLimit => ({
        item,
        screening: screeningOf(item, land, bin),
        control: control.get(item) ?? null,
        basic: true,
        confidence: 'multi-source',
      }),
    ),
    ...farm.screening_optional.map(
      (row): SoilLimit => ({
        item: row.item,
        screening: row.v,
        control: null,
        basic: false,
        confidence: row.confidence,
      }),
    ),
  ];
}

/** An orchard has a row of its own for copper only; paddy in rotation with dry crops takes the stricter of both. */
function screeningOf(item: string, land: Exclude<SoilLand, 'I' | 'II'>, bin: number): number {
  const rows = farm.screening.filter((row) => row.item === item);
  const of = (name: string) => rows.find((row) => row.land === name)?.v[bin];
  if (land === 'rotation') return Math.min(of('paddy') ?? Infinity, of('other') ?? of('all')!);
  return of(land) ?? of('other') ?? of('all')!;
}
