import { type Names, nameIn, rememberLanguage, startLanguage, type UiLanguage } from '@tarim/ui/light';
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import en from '../../i18n/en.json' with { type: 'json' };
import zh from '../../i18n/zh-CN.json' with { type: 'json' };

/** The same choice as in the console. */
const KEPT = 'tarim.language';
export type Text = (key: string, values?: Readonly<Record<string, string | number>>) => string;

interface State {
  readonly language: UiLanguage;
  setLanguage(language: UiLanguage): void;
  readonly t: Text;
  readonly n: (names: Names) => string;
}
const Context = createContext<State | null>(null);

/** Words without the console's libraries; what Uyghur lacks stands in Chinese. */
export function Texts({ children }: { children: ReactNode }): ReactNode {
  const [language, setState] = useState<UiLanguage>(() => {
    const chosen = startLanguage(KEPT);
    document.documentElement.lang = chosen;
    return chosen;
  });
  const state = useMemo<State>(() => {
    const texts: Readonly<Record<string, string>> = language === 'en' ? en : zh;
    return {
      language,
      setLanguage: (chosen) => {
        rememberLanguage(KEPT, chosen);
        document.documentElement.lang = chosen;
        setState(chosen);
      },
      t: (key, values = {}) =>
        (texts[key] ?? key).replace(/\{\{(\w+)\}\}/g, (whole, name: string) => String(values[name] ?? whole)),
      n: (names) => nameIn(names, language),
    };
  }, [language]);
  return <Context.Provider value={state}>{children}</Context.Provider>;
}

export const useTexts = (): State => useContext(Context)!;
