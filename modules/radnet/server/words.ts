import en from '../i18n/en.json' with { type: 'json' };
import zh from '../i18n/zh-CN.json' with { type: 'json' };

export type Key = keyof typeof zh;
export type Tongue = 'zh' | 'en';

/** Words of the console's own catalogue, for explanations; `{{name}}` is filled. */
export function wordsIn(
  tongue: Tongue,
): (key: Key, params?: Readonly<Record<string, string | number>>) => string {
  const texts: Readonly<Record<Key, string>> = tongue === 'en' ? en : zh;
  return (key, params = {}) =>
    texts[key].replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name] ?? ''));
}
