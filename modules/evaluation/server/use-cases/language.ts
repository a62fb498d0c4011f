import { type Language, negotiateLanguage } from '@tarim/platform';

/** Languages in which this room makes words; names that data bring may exist in more. */
export type Words = 'zh' | 'en';

/** Language of the reader of an answer. */
export function languageOf(headers: { readonly 'accept-language'?: string }): Language {
  return negotiateLanguage(headers['accept-language']);
}

export function wordsOf(language: Language): Words {
  return language === 'en' ? 'en' : 'zh';
}

/** A name that data bring in several languages, Chinese always. */
export function nameIn(
  language: Language,
  names: { readonly zh: string; readonly en?: string | null; readonly ug?: string | null },
): string {
  const own = language === 'zh-CN' ? names.zh : names[language];
  return own || names.zh;
}
