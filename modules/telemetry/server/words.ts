import { flagMeaning } from '@tarim/hj212';
import { type Language, loadCatalogues, negotiateLanguage } from '@tarim/platform';

/** Texts that this room makes on the server; what a language lacks stands in Chinese. */
const texts = loadCatalogues([{ name: 'telemetry', i18n: new URL('../i18n/', import.meta.url) }]);

export type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

export function sayIn(language: Language): Say {
  const t = texts.getFixedT(language, 'telemetry');
  return (key, values) => String(t(key, { ...values }));
}

/** Language of the reader of an answer. */
export function languageOf(request: { readonly headers: { readonly 'accept-language'?: string } }): Language {
  return negotiateLanguage(request.headers['accept-language']);
}

/** A roll-up names the device's mark that made it invalid by this prefix. */
const FLAG = 'FLAG_';

/** What a mark says: of the device (`D`), or why a roll-up is not valid (`FLAG_D`, `INSUFFICIENT`). Unknown ones stand as they are. */
export function markWords(mark: string, language: Language): string {
  const say = sayIn(language);
  if (texts.exists(`mark.${mark}`, { ns: 'telemetry' })) return say(`mark.${mark}`);
  const letter = mark.startsWith(FLAG) ? mark.slice(FLAG.length) : mark;
  const known = flagMeaning(letter, '2017');
  if (!known) return letter;
  return say('mark.flag', { mark: letter, meaning: language === 'en' ? known.en : known.zh });
}

/** The meaning of every mark that occurs. */
export function marksOf(
  marks: Iterable<string | null | undefined>,
  language: Language,
): Record<string, string> {
  const words: Record<string, string> = {};
  for (const mark of marks) if (mark && !(mark in words)) words[mark] = markWords(mark, language);
  return words;
}
