import en from '../i18n/en.json' with { type: 'json' };
import zh from '../i18n/zh-CN.json' with { type: 'json' };

export type Key = keyof typeof zh;
export type Tongue = 'zh' | 'en';

/** A word of the console's own catalogue, for files that the server makes. */
export const word = (tongue: Tongue, key: Key): string =>
  (tongue === 'en' ? (en as Readonly<Record<Key, string>>) : zh)[key];
