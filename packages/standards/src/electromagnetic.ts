import { type Standard, standard } from './standards.ts';

/** Limit = `c/over · f^p`, with the frequency in the unit of its row. */
export interface EmFormula {
  readonly c: number;
  readonly over: number;
  readonly p: number;
}
/** E V/m, H A/m, B µT, S W/m². */
export type EmQuantity = 'E' | 'H' | 'B' | 'S';

export interface EmRow extends Readonly<Record<EmQuantity, EmFormula | null>> {
  readonly range: string;
  readonly from_Hz: number;
  readonly to_Hz: number;
  /** Hz of the unit that `f` of the formulas is in. */
  readonly unit_Hz: number;
}

export interface EmTables {
  readonly limits: readonly EmRow[];
  readonly power_frequency: {
    readonly Hz: number;
    readonly E_under_lines_over_farmland_V_per_m: number;
  };
  readonly several: { readonly sums_linear_to_Hz: number; readonly sums_squared_from_Hz: number };
}

/** GB 8702-2014, public exposure. */
export const EM_STANDARD = standard('GB 8702-2014') as unknown as Standard<EmTables>;

/** Rows of table 1 that hold a frequency: two at a boundary, none outside 1 Hz to 300 GHz. */
export function emRows(hz: number): readonly EmRow[] {
  return EM_STANDARD.data.limits.filter((row) => row.from_Hz <= hz && hz <= row.to_Hz);
}
