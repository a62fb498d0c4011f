import type { Band } from './parts.ts';

const SCALES = [
  [1e9, 'GHz'],
  [1e6, 'MHz'],
  [1e3, 'kHz'],
] as const;
const DIGITS = 6;

/** A frequency in the unit that people say it in: `900 MHz`. */
export function frequencyWords(hz: number): string {
  const [times, unit] = SCALES.find(([least]) => hz >= least) ?? ([1, 'Hz'] as const);
  return `${Number((hz / times).toPrecision(DIGITS))} ${unit}`;
}

/** `50 Hz`, `3.4 GHz – 3.6 GHz` */
export const bandWords = ({ fromHz, toHz }: Band): string =>
  fromHz === toHz ? frequencyWords(fromHz) : `${frequencyWords(fromHz)} – ${frequencyWords(toHz)}`;

/** `0.9 %`; where instruments showed less than they can tell: `< 0.028 %`. */
export function percentWords(percent: number | null, upperBound: boolean): string {
  if (percent === null) return '—';
  // 100.04 is over the limit and must not be shown as 100.
  const near = Math.abs(percent - 100) < 1 && percent !== 100;
  const figure = near ? Number(percent.toPrecision(6)) : Number(percent.toPrecision(percent < 1 ? 2 : 3));
  return `${upperBound ? '< ' : ''}${figure} %`;
}

/** Units of the quantities of GB 8702. */
export const QUANTITY_UNITS = { E: 'V/m', H: 'A/m', B: 'µT', S: 'W/m²' } as const;
