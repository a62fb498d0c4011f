import { FORECAST_POLLUTANTS, type ForecastPollutant } from '@tarim/science';

const BLANK = new Set(['', '-', '—', '－', '–', '/', 'NA', 'N/A', '无', '缺']);
export const isBlank = (text: string): boolean => BLANK.has(text.toUpperCase());

/** `2026-11-25`, `2026/11/25`, `2026年11月25日`, `20261125` → the date, where the calendar has it. */
export function dateOf(text: string): string | null {
  const [, year, month, day] =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?: 00:00(?::00)?)?$/.exec(text) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(text) ??
    [];
  if (year === undefined || Number(year) < 1990) return null;
  const date = `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`;
  const ms = Date.parse(date);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(date) ? date : null;
}

/** NaN where it is no number. */
export function numberOf(text: string): number {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
}

const LEVELS: readonly (readonly string[])[] = [
  ['1', 'I', '一级', '优'],
  ['2', 'II', '二级', '良'],
  ['3', 'III', '三级', '轻度污染', '轻度'],
  ['4', 'IV', '四级', '中度污染', '中度'],
  ['5', 'V', '五级', '重度污染', '重度'],
  ['6', 'VI', '六级', '严重污染', '严重'],
];

/** 1…6; null where it is none. `Ⅱ` becomes `II` by its compatibility form. */
export function levelOf(text: string): number | null {
  const plain = text.normalize('NFKC').toUpperCase().trim();
  const found = LEVELS.findIndex(
    (names) => names.includes(plain) || names.includes(plain.replace(/级$/, '')),
  );
  return found < 0 ? null : found + 1;
}

const ALSO: Readonly<Record<string, ForecastPollutant>> = {
  O3: 'O3_8h',
  臭氧: 'O3_8h',
  细颗粒物: 'PM2.5',
  可吸入颗粒物: 'PM10',
  二氧化氮: 'NO2',
  二氧化硫: 'SO2',
  一氧化碳: 'CO',
};
const plainName = (text: string) =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s_.-]/g, '');
const byName = new Map<string, ForecastPollutant>([
  ...FORECAST_POLLUTANTS.map((one) => [plainName(one), one] as const),
  ...Object.entries(ALSO).map(([name, one]) => [plainName(name), one] as const),
]);

/** `PM₂.₅、O₃` → keys; a text of none of them is told as it stands. */
export function primaryOf(text: string): { known: ForecastPollutant[]; unknown: string[] } {
  const known: ForecastPollutant[] = [];
  const unknown: string[] = [];
  for (const part of text.split(/[、,，;；/和]+/)) {
    if (isBlank(part.trim())) continue;
    const name = byName.get(plainName(part));
    if (!name) unknown.push(part.trim());
    else if (!known.includes(name)) known.push(name);
  }
  return { known, unknown };
}
