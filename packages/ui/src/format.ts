import { BEIJING_OFFSET_MS } from '@tarim/kernel';

/** `11-24 13:05`, Beijing time; with seconds or year when asked. */
export function formatTime(
  iso: string | number | null | undefined,
  style: 'short' | 'full' | 'date' | 'hour' = 'short',
): string {
  if (iso === null || iso === undefined || iso === '') return '—';
  const ms = typeof iso === 'number' ? iso : Date.parse(iso);
  if (Number.isNaN(ms)) return '—';
  const text = new Date(ms + BEIJING_OFFSET_MS).toISOString();
  if (style === 'full') return text.slice(0, 19).replace('T', ' ');
  if (style === 'date') return text.slice(0, 10);
  if (style === 'hour') return `${text.slice(5, 10)} ${text.slice(11, 13)}:00`;
  return `${text.slice(5, 10)} ${text.slice(11, 16)}`;
}

/** The instant of an ISO time, for sorting and for files, which write Beijing wall time. */
export function instant(iso: string | null | undefined): Date | null {
  return iso ? new Date(iso) : null;
}

/** A figure as people read it: at most `digits` decimals, no needless zeros. */
export function formatNumber(value: number | null | undefined, digits = 3): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '—';
  return Number(value.toFixed(digits)).toLocaleString('zh-CN', { maximumFractionDigits: digits });
}

export function formatPercent(share: number | null | undefined): string {
  return share === null || share === undefined ? '—' : `${(share * 100).toFixed(1)}%`;
}

export function formatBytes(bytes: number): string {
  if (bytes < 1_024) return `${bytes} B`;
  if (bytes < 1 << 20) return `${(bytes / 1_024).toFixed(1)} KiB`;
  return `${(bytes / (1 << 20)).toFixed(1)} MiB`;
}

/** Colours of HJ 633 levels, level 1 first. */
export const AQI_COLOURS = ['#00e400', '#ffff00', '#ff7e00', '#ff0000', '#99004c', '#7e0023'] as const;

export function aqiColour(level: number | null | undefined): string {
  return level ? (AQI_COLOURS[level - 1] ?? '#9aa5a8') : '#9aa5a8';
}
