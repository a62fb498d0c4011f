import en from '../i18n/en.json' with { type: 'json' };
import zh from '../i18n/zh-CN.json' with { type: 'json' };

export type Key = keyof typeof zh;

/** Words of the console's own catalogue, for documents and answers that the server makes; `{{name}}` is filled. */
export function wordsIn(
  language: string,
): (key: Key, params?: Readonly<Record<string, string | number>>) => string {
  const texts: Readonly<Record<Key, string>> = language === 'en' ? en : zh;
  // What is filled in is text, not a pattern.
  return (key, params = {}) =>
    texts[key].replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name] ?? ''));
}
