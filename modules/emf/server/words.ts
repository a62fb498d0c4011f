import en from '../i18n/en.json' with { type: 'json' };
import zh from '../i18n/zh-CN.json' with { type: 'json' };

export type Key = keyof typeof zh;
export type Tongue = 'zh' | 'en';

/** Words of the console's own catalogue, for files and documents that the server makes. */
export function wordsIn(language: Tongue): (key: Key) => string {
  const texts: Readonly<Record<Key, string>> = language === 'en' ? en : zh;
  return (key) => texts[key];
}
