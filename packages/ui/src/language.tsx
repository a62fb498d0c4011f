import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';

/** Languages of the console; the portal adds Uyghur. */
export type UiLanguage = 'zh-CN' | 'en';

interface LanguageState {
  readonly language: UiLanguage;
  setLanguage(language: UiLanguage): void;
}

const Context = createContext<LanguageState>({ language: 'zh-CN', setLanguage: () => {} });
const KEY = 'tarim.language';

function remembered(): UiLanguage {
  return globalThis.localStorage?.getItem(KEY) === 'en' ? 'en' : 'zh-CN';
}

/** Keeps the chosen language and tells it to the document, whose `lang` every call sends along. */
export function LanguageProvider({ children }: { children: ReactNode }): ReactNode {
  const [language, setState] = useState<UiLanguage>(remembered);
  useEffect(() => {
    document.documentElement.lang = language;
    localStorage.setItem(KEY, language);
  }, [language]);
  const value = useMemo(() => ({ language, setLanguage: setState }), [language]);
  return <Context.Provider value={value}>{children}</Context.Provider>;
}

export function useLanguage(): LanguageState {
  return useContext(Context);
}

/** `const t = useText(); t('总览', 'Overview')`: both languages stand side by side, so that none is forgotten. */
export function useText(): (zh: string, en: string) => string {
  const { language } = useLanguage();
  return (zh, en) => (language === 'en' ? en : zh);
}
