import words from './words.json' with { type: 'json' };

/** Languages of the faces; Uyghur is written from right to left. */
export const UI_LANGUAGES = ['zh-CN', 'en', 'ug'] as const;
export type UiLanguage = (typeof UI_LANGUAGES)[number];

/** How each language calls itself, for the switch. */
export const LANGUAGE_NAMES: Readonly<Record<UiLanguage, string>> = words.languages;

export interface Names {
  readonly zh: string;
  readonly en?: string | null;
  readonly ug?: string | null;
}

export function directionOf(language: UiLanguage): 'ltr' | 'rtl' {
  return language === 'ug' ? 'rtl' : 'ltr';
}

/** The best of our languages for what a browser prefers, in its order; Chinese when nothing fits. */
export function preferredLanguage(preferences: readonly string[]): UiLanguage {
  for (const tag of preferences) {
    const start = tag.toLowerCase().split('-')[0];
    const found = UI_LANGUAGES.find((one) => one.split('-')[0] === start);
    if (found) return found;
  }
  return 'zh-CN';
}

/** What was chosen here before, else what the browser prefers. */
export function startLanguage(key: string): UiLanguage {
  const kept = globalThis.localStorage?.getItem(key);
  return UI_LANGUAGES.find((one) => one === kept) ?? preferredLanguage(globalThis.navigator?.languages ?? []);
}

export function rememberLanguage(key: string, language: UiLanguage): void {
  globalThis.localStorage?.setItem(key, language);
}

/** A name in a language; Chinese where it lacks, a dash where there is no name. */
export function nameIn(names: Names | null | undefined, language: UiLanguage): string {
  if (!names) return '—';
  return (language === 'en' ? names.en : language === 'ug' ? names.ug : null) ?? names.zh;
}
