import { AQI_LEVELS, AQI_POLLUTANTS } from '@tarim/evaluation/contract';
import type { ReportLanguage } from '../../contract.ts';

export const LEVELS = AQI_LEVELS;

export function levelName(level: number | null, language: ReportLanguage): string {
  const found = AQI_LEVELS.find((one) => one.level === level);
  return found ? (language === 'en' ? found.en : found.zh) : '—';
}

export function levelColour(level: number | null): string | null {
  return AQI_LEVELS.find((one) => one.level === level)?.colour ?? null;
}

/** `PM₂.₅`; the key where it is none of the AQI's. */
export function pollutantName(key: string): string {
  return AQI_POLLUTANTS.find((one) => one.key === key)?.label ?? key;
}

export const figure = (value: number | null | undefined, digits = 0): string =>
  value === null || value === undefined ? '—' : value.toFixed(digits);
