import type { Language } from '@tarim/platform';
import en from '../i18n/en.json' with { type: 'json' };
import zh from '../i18n/zh-CN.json' with { type: 'json' };

type Key = keyof typeof zh;

/** Words of the console's own catalogue, for files that the server makes: a list and its export say the same. */
export function wordsIn(language: Language): (key: Key) => string {
  const texts: Readonly<Record<Key, string>> = language === 'en' ? en : zh;
  return (key) => texts[key];
}
