import { BEIJING_OFFSET_MS } from '@tarim/kernel';
import words from './words.json' with { type: 'json' };

/**
 * Between the parts of a time: a no-break space is a common separator of numbers (UAX #9, W4), so that date and time
 * keep their order in Uyghur, which is written from right to left, and no column breaks them apart.
 */
const GAP = '\u00a0';
/** A strong left-to-right mark keeps the sign before its number in right-to-left text. */
const LTR_MARK = '\u200e';
/** Isolates that keep a range in the order of its numbers. */
const [ISOLATE, POP] = ['\u2066', '\u2069'];

/** `11-24 13:05`, Beijing time; with seconds or year when asked. */
export function formatTime(
  iso: string | number | null | undefined,
  style: 'short' | 'full' | 'date' | 'hour' | 'clock' = 'short',
): string {
  if (iso === null || iso === undefined || iso === '') return '—';
  const ms = typeof iso === 'number' ? iso : Date.parse(iso);
  if (Number.isNaN(ms)) return '—';
  const text = new Date(ms + BEIJING_OFFSET_MS).toISOString();
  if (style === 'full') return text.slice(0, 19).replace('T', GAP);
  if (style === 'date') return text.slice(0, 10);
  if (style === 'hour') return `${text.slice(5, 10)}${GAP}${text.slice(11, 13)}:00`;
  if (style === 'clock') return text.slice(11, 16);
  return `${text.slice(5, 10)}${GAP}${text.slice(11, 16)}`;
}

/** The instant of an ISO time, for sorting and for files, which write Beijing wall time. */
export function instant(iso: string | null | undefined): Date | null {
  return iso ? new Date(iso) : null;
}

/** A figure as people read it: at most `digits` decimals, no needless zeros. */
export function formatNumber(value: number | null | undefined, digits = 3): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '—';
  const text = Number(value.toFixed(digits)).toLocaleString('zh-CN', { maximumFractionDigits: digits });
  return text.startsWith('-') ? LTR_MARK + text : text;
}

/** `0–50`; keeps its order in right-to-left text. */
export function formatRange(
  low: number | null | undefined,
  high: number | null | undefined,
  digits = 3,
): string {
  return `${ISOLATE}${formatNumber(low, digits)}–${formatNumber(high, digits)}${POP}`;
}

/** What a value may be: `≤ 50`, `≥ 6`, `6–9`; a dash where nothing is set. */
export function formatBounds(lower: number | null | undefined, upper: number | null | undefined): string {
  const [low, high] = [lower ?? null, upper ?? null];
  if (low !== null && high !== null) return formatRange(low, high, 6);
  if (high !== null) return `${ISOLATE}≤ ${formatNumber(high, 6)}${POP}`;
  return low === null ? '—' : `${ISOLATE}≥ ${formatNumber(low, 6)}${POP}`;
}

export function formatPercent(share: number | null | undefined): string {
  return share === null || share === undefined ? '—' : `${(share * 100).toFixed(1)}%`;
}

export function formatBytes(bytes: number): string {
  if (bytes < 1_024) return `${bytes} B`;
  if (bytes < 1 << 20) return `${(bytes / 1_024).toFixed(1)} KiB`;
  return `${(bytes / (1 << 20)).toFixed(1)} MiB`;
}

const SPELT: Readonly<Record<string, string>> = {
  'PM2.5': 'PM₂.₅',
  PM10: 'PM₁₀',
  O3: 'O₃',
  NO2: 'NO₂',
  NOx: 'NOₓ',
  SO2: 'SO₂',
  CO2: 'CO₂',
  NH3: 'NH₃',
  H2S: 'H₂S',
  CH4: 'CH₄',
};
const FORMULA = new RegExp(`\\b(${Object.keys(SPELT).join('|').replace('.', '\\.')})(?![0-9A-Za-z])`, 'g');

/** `PM2.5` → `PM₂.₅`, `O3-8h` → `O₃-8h`: one spelling wherever a name or formula comes from. */
export function withSubscripts(text: string): string {
  return text.replace(FORMULA, (formula) => SPELT[formula]!);
}

/** What stands for "no unit" in the tables of the standards. */
const NO_UNIT: ReadonlySet<string> = new Set(words.noUnit);

/** Unit of a value as it stands behind it; nothing where the value has none. */
export function unitText(unit: string | null | undefined): string {
  return unit && !NO_UNIT.has(unit) ? unit : '';
}

/** Colours of HJ 633 levels, level 1 first. */
export const AQI_COLOURS = ['#00e400', '#ffff00', '#ff7e00', '#ff0000', '#99004c', '#7e0023'] as const;

export function aqiColour(level: number | null | undefined): string {
  return level ? (AQI_COLOURS[level - 1] ?? '#9aa5a8') : '#9aa5a8';
}
