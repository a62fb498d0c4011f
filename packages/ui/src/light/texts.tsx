import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import {
  directionOf,
  type Names,
  nameIn,
  rememberLanguage,
  startLanguage,
  type UiLanguage,
} from '../languages.ts';

/** The texts of a light face. */
export interface Texts<K extends string> {
  /** Complete; what the others lack is shown in Chinese. */
  readonly zh: Readonly<Record<K, string>>;
  readonly others: Readonly<Partial<Record<UiLanguage, Readonly<Partial<Record<K, string>>>>>>;
  /** Where the browser keeps the choice. */
  readonly kept: string;
}

export interface TextState<K extends string> {
  readonly language: UiLanguage;
  setLanguage(language: UiLanguage): void;
  /** Text of a key with its `{values}` filled in; what a language lacks is shown in Chinese. */
  t(key: K, values?: Readonly<Record<string, string | number>>): string;
  /** Text of a key that data make (`basis.minute`); the code itself where nobody has worded it. */
  word(prefix: string, code: string): string;
  /** A name in the chosen language. */
  n(name: Names | null | undefined): string;
}

const Context = createContext<TextState<string> | null>(null);

/** Language and direction of the document: calls send the one along, styles follow the other. */
function tell(language: UiLanguage): UiLanguage {
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
  return language;
}

export function textOf<K extends string>(
  { zh, others }: Pick<Texts<K>, 'zh' | 'others'>,
  language: UiLanguage,
  key: K,
  values: Readonly<Record<string, string | number>> = {},
): string {
  const text = others[language]?.[key] ?? zh[key];
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** @param texts the same object at every render */
export function TextProvider<K extends string>({
  texts,
  children,
}: {
  texts: Texts<K>;
  children: ReactNode;
}): ReactNode {
  // Told before the first page asks for anything.
  const [language, setState] = useState<UiLanguage>(() => tell(startLanguage(texts.kept)));
  const state = useMemo<TextState<string>>(
    () => ({
      language,
      setLanguage: (chosen) => {
        rememberLanguage(texts.kept, chosen);
        setState(tell(chosen));
      },
      t: (key, values) => textOf(texts, language, key as K, values),
      word: (prefix, code) => {
        const key = `${prefix}${code}`;
        return key in texts.zh ? textOf(texts, language, key as K) : code;
      },
      n: (name) => nameIn(name, language),
    }),
    [language, texts],
  );
  return <Context.Provider value={state}>{children}</Context.Provider>;
}

export function useTexts<K extends string>(): TextState<K> {
  return useContext(Context) as TextState<K>;
}
