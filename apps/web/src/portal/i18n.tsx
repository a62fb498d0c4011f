import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import en from './i18n/en.json' with { type: 'json' };
import ug from './i18n/ug.json' with { type: 'json' };
import zh from './i18n/zh-CN.json' with { type: 'json' };

export type Language = 'zh-CN' | 'en' | 'ug';
type Key = keyof typeof zh;
const TEXTS: Readonly<Record<Language, Partial<Record<Key, string>>>> = { 'zh-CN': zh, en, ug };

interface State {
  readonly language: Language;
  setLanguage(language: Language): void;
  /** Text of a key; what a language lacks is shown in Chinese. */
  t(key: Key): string;
  /** A name in the chosen language. */
  n(name: { zh: string; en: string | null; ug: string | null } | null | undefined): string;
}

const Context = createContext<State | null>(null);

export function I18nProvider({ children }: { children: ReactNode }): ReactNode {
  const [language, setLanguage] = useState<Language>(() => {
    const kept = localStorage.getItem('tarim.portal.language');
    return kept === 'en' || kept === 'ug' ? kept : 'zh-CN';
  });
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = language === 'ug' ? 'rtl' : 'ltr';
    localStorage.setItem('tarim.portal.language', language);
  }, [language]);
  const state = useMemo<State>(
    () => ({
      language,
      setLanguage,
      t: (key) => TEXTS[language][key] ?? zh[key],
      n: (name) =>
        !name
          ? '—'
          : language === 'en'
            ? (name.en ?? name.zh)
            : language === 'ug'
              ? (name.ug ?? name.zh)
              : name.zh,
    }),
    [language],
  );
  return <Context.Provider value={state}>{children}</Context.Provider>;
}

export function useI18n(): State {
  return useContext(Context)!;
}
