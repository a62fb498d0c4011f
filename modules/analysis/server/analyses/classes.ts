import type { ResultStyle } from '../../contract.ts';

/** From low to high: told apart also by those who see no red or green, and in grey. */
const RAMP = ['#440154', '#414487', '#2a788e', '#22a884', '#7ad151', '#fde725'];
/** Around zero: less, about the same, more. */
const DIVERGING = ['#2166ac', '#67a9cf', '#d1e5f0', '#fddbc7', '#ef8a62', '#b2182b'];

const rounded = (value: number): number => Number(value.toPrecision(3));

/** Classes that hold about equally many values; fewer where values repeat. */
export function quantileClasses(values: readonly number[], unit: string | null): ResultStyle {
  const sorted = values.filter(Number.isFinite).toSorted((a, b) => a - b);
  const froms = RAMP.map((_, k) =>
    k === 0 ? null : rounded(sorted[Math.floor((k * sorted.length) / RAMP.length)] ?? Number.NaN),
  );
  const classes = RAMP.map((colour, k) => ({ from: froms[k]!, colour })).filter(
    (one, k, all) => k === 0 || (Number.isFinite(one.from) && one.from !== all[k - 1]!.from),
  );
  return { kind: 'classes', unit, classes };
}

/** Classes of equal width on both sides of zero. */
export function signedClasses(values: readonly number[], unit: string | null): ResultStyle {
  const widest = values.filter(Number.isFinite).reduce((most, one) => Math.max(most, Math.abs(one)), 0) || 1;
  const froms = [null, (-widest * 2) / 3, -widest / 3, 0, widest / 3, (widest * 2) / 3];
  return {
    kind: 'classes',
    unit,
    classes: DIVERGING.map((colour, k) => ({
      from: froms[k] === null ? null : rounded(froms[k]!),
      colour,
    })),
  };
}

/** One colour for each value of a property. */
export function valueColours(property: string, colours: Readonly<Record<string, string>>): ResultStyle {
  return {
    kind: 'values',
    property,
    values: Object.entries(colours).map(([value, colour]) => ({ value, colour })),
  };
}
