/** What a form gives, as an input: a field that was emptied is null, which empties it in the registry, too. */
export function emptied<T extends object>(values: T): T {
  return Object.fromEntries(
    Object.entries(values).map(([field, value]) => [
      field,
      value === undefined || (typeof value === 'string' && value.trim() === '') ? null : value,
    ]),
  ) as T;
}

/** Today in Beijing, as forms write days. */
export function today(): string {
  return new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
}

/** Names that PDF of permits, devices and people write for the units met most. */
export const USUAL_UNITS = [
  'mg/m³',
  'µg/m³',
  'ng/m³',
  'mg/L',
  'µg/L',
  '%',
  '℃',
  'kPa',
  'm/s',
  'm³/h',
  'L/s',
  'dB',
];
