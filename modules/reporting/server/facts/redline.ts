import { type AreasThen, areasThen, type PatchThen, patchesThen } from '@tarim/redline/queries';
import type { SectionInput } from '../sections/section.ts';

/** Until when the red line is looked at: the end of the period, or now while it still runs. */
const endOf = ({ period, now }: SectionInput): number => Math.min(period.to, now);
const spanOf = (input: SectionInput) => ({
  unitPath: input.unit.path,
  from: new Date(input.period.from),
  to: new Date(endOf(input)),
});

/** Patches (图斑) that were open at the end of the period or of which something happened in it. */
export const redlinePatches = (input: SectionInput): Promise<PatchThen[]> =>
  input.shared('redline.patches', () => patchesThen(input.db, spanOf(input)));

/** Boundaries of red lines and protected areas at the end of the period. */
export const redlineAreas = (input: SectionInput): Promise<AreasThen[]> =>
  input.shared('redline.areas', () => areasThen(input.db, spanOf(input)));

export const hectares = (m2: number): string => (m2 / 10_000).toFixed(2);
export const squareKilometres = (m2: number): string => (m2 / 1e6).toFixed(2);
