import en from '../i18n/en.json' with { type: 'json' };
import zh from '../i18n/zh-CN.json' with { type: 'json' };

export type Key = keyof typeof zh;
type Params = Readonly<Record<string, string | number>>;

/** Fills `{{name}}`. What is filled in is text, not a pattern. */
export const filled = (text: string, params: Params): string =>
  text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name] ?? ''));

/** Words of the console's own catalogue, for documents and answers that the server makes; `{{name}}` is filled. */
export function wordsIn(language: string): (key: Key, params?: Params) => string {
  const texts = textsIn(language);
  return (key, params = {}) => filled(texts[key], params);
}

/** The same, nothing filled in yet. */
export const textsIn = (language: string): Readonly<Record<Key, string>> => (language === 'en' ? en : zh);
