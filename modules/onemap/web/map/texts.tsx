import {
  directionOf,
  type Names,
  nameIn,
  rememberLanguage,
  startLanguage,
  type UiLanguage,
} from '@tarim/ui/light';
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';

/** The same choice as in the console. */
const KEPT = 'tarim.language';
type Catalogue = Readonly<Record<string, string>>;
export type Text = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** A reader loads the words of one language. */
const CATALOGUES: Readonly<Record<UiLanguage, () => Promise<{ default: Catalogue }>>> = {
  'zh-CN': () => import('../../i18n/map/zh-CN.json', { with: { type: 'json' } }),
  en: () => import('../../i18n/map/en.json', { with: { type: 'json' } }),
  // What Uyghur lacks stands in Chinese.
  ug: () => import('../../i18n/map/zh-CN.json', { with: { type: 'json' } }),
};

interface Spoken {
  readonly language: UiLanguage;
  readonly texts: Catalogue;
}
interface State {
  readonly language: UiLanguage;
  setLanguage(language: UiLanguage): void;
  readonly t: Text;
  readonly n: (names: Names) => string;
}
const Context = createContext<State | null>(null);

async function speak(language: UiLanguage): Promise<Spoken> {
  const { default: texts } = await CATALOGUES[language]();
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
  return { language, texts };
}

/** The words with which the map begins: what was chosen before, else what the browser prefers. */
export const firstWords = (): Promise<Spoken> => speak(startLanguage(KEPT));

/** Words without the console's libraries. */
export function Texts({ first, children }: { first: Spoken; children: ReactNode }): ReactNode {
  const [spoken, setSpoken] = useState(first);
  const state = useMemo<State>(() => {
    const { language, texts } = spoken;
    return {
      language,
      setLanguage: (chosen) => {
        rememberLanguage(KEPT, chosen);
        void speak(chosen).then(setSpoken);
      },
      t: (key, values = {}) =>
        (texts[key] ?? key).replace(/\{\{(\w+)\}\}/g, (whole, name: string) => String(values[name] ?? whole)),
      n: (names) => nameIn(names, language),
    };
  }, [spoken]);
  return <Context.Provider value={state}>{children}</Context.Provider>;
}

export const useTexts = (): State => useContext(Context)!;
