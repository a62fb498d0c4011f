/** Units that a figure may be written in, as factors of the unit that it is computed in. */
export type Units = Readonly<Record<string, number>>;

/** Bq. 1 Ci = 37 GBq. */
export const ACTIVITY_UNITS: Units = {
  Bq: 1,
  kBq: 1e3,
  MBq: 1e6,
  GBq: 1e9,
  TBq: 1e12,
  PBq: 1e15,
  Ci: 3.7e10,
  mCi: 3.7e7,
  uCi: 3.7e4,
};
/** m */
export const LENGTH_UNITS: Units = { m: 1, km: 1e3, cm: 0.01, mm: 0.001, ft: 0.3048 };
/** mm */
export const THICKNESS_UNITS: Units = { mm: 1, cm: 10, m: 1e3 };
/** µSv/h. 1 mrem = 10 µSv. */
export const DOSE_RATE_UNITS: Units = {
  'uSv/h': 1,
  'nSv/h': 1e-3,
  'mSv/h': 1e3,
  'Sv/h': 1e6,
  'mrem/h': 10,
  'rem/h': 1e4,
};
/** nGy/h, air absorbed dose rate. */
export const AIR_RATE_UNITS: Units = { 'nGy/h': 1, 'uGy/h': 1e3, 'mGy/h': 1e6 };
/** mSv */
export const DOSE_UNITS: Units = { mSv: 1, uSv: 1e-3, Sv: 1e3, rem: 10, mrem: 0.01 };
/** Days; a year of decay data has 365.25. */
export const TIME_UNITS: Units = {
  d: 1,
  h: 1 / 24,
  min: 1 / 1_440,
  s: 1 / 86_400,
  a: 365.25,
  y: 365.25,
  day: 1,
  days: 1,
  hour: 1 / 24,
  hours: 1 / 24,
  year: 365.25,
  years: 365.25,
  yr: 365.25,
  天: 1,
  小时: 1 / 24,
  年: 365.25,
};
/** m/s */
export const SPEED_UNITS: Units = { 'm/s': 1, 'km/h': 1 / 3.6 };
/** A plain number. */
export const NO_UNIT: Units = {};

const FIGURE = /^\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*(\D.*?)?\s*$/i;

/** Micro signs of both kinds and no blanks; `1` where the text has no unit. */
const plainUnit = (text: string): string => text.replace(/[µμ]/g, 'u').replaceAll('·', '').replace(/\s/g, '');

/** A number, or one with its unit as text: `40 Ci`, `5 ft`. Null: neither, or a unit that is not among them. */
export function readQuantity(value: unknown, units: Units): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || value.length > 60) return null;
  const match = FIGURE.exec(value);
  if (!match) return null;
  const figure = Number(match[1]);
  const unit = plainUnit(match[2] ?? '');
  // A bare figure in quotes is what spreadsheets and forms send.
  const factor = unit === '' ? 1 : Object.hasOwn(units, unit) ? units[unit]! : Number.NaN;
  const read = figure * factor;
  return Number.isFinite(read) ? read : null;
}
