import {
  directionOf,
  type Names,
  nameIn,
  rememberLanguage,
  startLanguage,
  type UiLanguage,
} from '@tarim/ui/light';
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import en from './i18n/en.json' with { type: 'json' };
import ug from './i18n/ug.json' with { type: 'json' };
import zh from './i18n/zh-CN.json' with { type: 'json' };

export type Language = UiLanguage;
export type Key = keyof typeof zh;
const TEXTS: Readonly<Record<Language, Partial<Record<Key, string>>>> = { 'zh-CN': zh, en, ug };
const KEPT = 'tarim.portal.language';

interface State {
  readonly language: Language;
  setLanguage(language: Language): void;
  /** Text of a key with its `{values}` filled in; what a language lacks is shown in Chinese. */
  t(key: Key, values?: Readonly<Record<string, string | number>>): string;
  /** Text of a key that data make (`basis.minute`); the code itself where nobody has worded it. */
  word(prefix: string, code: string): string;
  /** A name in the chosen language. */
  n(name: Names | null | undefined): string;
}

const Context = createContext<State | null>(null);

/** Language and direction of the document: calls send the one along, styles follow the other. */
function tell(language: Language): Language {
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
  return language;
}

export function textOf(
  language: Language,
  key: Key,
  values: Readonly<Record<string, string | number>> = {},
): string {
  const text = TEXTS[language][key] ?? zh[key];
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

export function I18nProvider({ children }: { children: ReactNode }): ReactNode {
  // Told before the first page asks for anything.
  const [language, setState] = useState<Language>(() => tell(startLanguage(KEPT)));
  const state = useMemo<State>(
    () => ({
      language,
      setLanguage: (chosen) => {
        rememberLanguage(KEPT, chosen);
        setState(tell(chosen));
      },
      t: (key, values) => textOf(language, key, values),
      word: (prefix, code) => {
        const key = `${prefix}${code}`;
        return key in zh ? textOf(language, key as Key) : code;
      },
      n: (name) => nameIn(name, language),
    }),
    [language],
  );
  return <Context.Provider value={state}>{children}</Context.Provider>;
}

export function useI18n(): State {
  return useContext(Context)!;
}
