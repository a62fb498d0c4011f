import type { ReportLanguage } from '../contract.ts';
import en from '../i18n/en.json' with { type: 'json' };
import zh from '../i18n/zh-CN.json' with { type: 'json' };

export type WordKey = keyof typeof zh;
export type T = (key: WordKey, values?: Readonly<Record<string, string | number>>) => string;

/** Words that reports are written with; they stand in the catalogue of the console's pages. */
export function wordsIn(language: ReportLanguage): T {
  const texts: Readonly<Record<WordKey, string>> = language === 'en' ? en : zh;
  return (key, values = {}) =>
    texts[key].replace(/\{\{(\w+)\}\}/g, (whole, name: string) => String(values[name] ?? whole));
}
