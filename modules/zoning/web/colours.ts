import type { Difference, Unit } from '../contract.ts';

/** Greens are kept, reds are managed, yellows are ordinary: as published maps of zoning draw them. */
export const CLASS_COLOURS: Readonly<Record<Unit['class'], string>> = {
  priority: '#3f9b4b',
  key: '#d9583b',
  general: '#f2cf5b',
};
export const CHANGE_COLOURS: Readonly<Record<Difference['change'], string>> = {
  added: '#2166ac',
  removed: '#7f7f7f',
  boundary: '#b2182b',
  attributes: '#e0a030',
};
