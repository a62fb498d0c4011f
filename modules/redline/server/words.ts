import type { Language } from '@tarim/platform';
import en from '../i18n/en.json' with { type: 'json' };
import zh from '../i18n/zh-CN.json' with { type: 'json' };

export type Key = keyof typeof zh;

/** Words of the console's own catalogue, for what the server hands out. */
export function wordsIn(language: Language): (key: Key) => string {
  const texts: Readonly<Record<Key, string>> = language === 'en' ? en : zh;
  return (key) => texts[key];
}

export const both = (key: Key) => ({ zh: wordsIn('zh-CN')(key), en: wordsIn('en')(key) });
