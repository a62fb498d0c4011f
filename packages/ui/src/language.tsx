import { createInstance, type i18n } from 'i18next';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { I18nextProvider, useTranslation } from 'react-i18next';

/** Languages of the console; the portal adds Uyghur. */
export type UiLanguage = 'zh-CN' | 'en';

export type Catalogue = Readonly<Record<string, string>>;
/** Texts of a namespace, a file for each language, loaded when the language is chosen. */
export type Catalogues = Readonly<Record<UiLanguage, () => Promise<{ default: Catalogue }>>>;
/** Words of this package. */
const OWN: Catalogues = {
  'zh-CN': () => import('./i18n/zh-CN.json', { with: { type: 'json' } }),
  en: () => import('./i18n/en.json', { with: { type: 'json' } }),
};

interface LanguageState {
  readonly language: UiLanguage;
  setLanguage(language: UiLanguage): void;
}

const Context = createContext<LanguageState>({ language: 'zh-CN', setLanguage: () => {} });
const KEY = 'tarim.language';

function remembered(): UiLanguage {
  return globalThis.localStorage?.getItem(KEY) === 'en' ? 'en' : 'zh-CN';
}

/**
 * Makes the texts of the chosen language ready. Namespaces are the modules' names; keys are flat, as in the
 * catalogues the server reads. No fallback language: a unit test holds the catalogues equal.
 */
export async function loadTexts(catalogues: Readonly<Record<string, Catalogues>>): Promise<i18n> {
  const all: Readonly<Record<string, Catalogues>> = { ...catalogues, ui: OWN };
  const instance = createInstance();
  instance.use({
    type: 'backend',
    init: () => {},
    read: (language: string, namespace: string, done: (error: unknown, texts: unknown) => void) => {
      const load = all[namespace]?.[language as UiLanguage];
      if (!load) return done(new Error(`no catalogue ${namespace} in ${language}`), null);
      load().then(
        (module) => done(null, module.default),
        (error: unknown) => done(error, null),
      );
    },
  });
  await instance.init({
    lng: remembered(),
    fallbackLng: false,
    ns: Object.keys(all),
    defaultNS: 'ui',
    keySeparator: false,
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  return instance;
}

/** Keeps the chosen language and tells it to the document, whose `lang` every call sends along. */
export function LanguageProvider({ texts, children }: { texts: i18n; children: ReactNode }): ReactNode {
  const [language, setState] = useState<UiLanguage>(remembered);
  useEffect(() => {
    document.documentElement.lang = language;
    localStorage.setItem(KEY, language);
  }, [language]);
  const value = useMemo(
    () => ({
      language,
      // The page changes when its texts are there, not before.
      setLanguage: (chosen: UiLanguage) => void texts.changeLanguage(chosen).then(() => setState(chosen)),
    }),
    [language, texts],
  );
  return (
    <I18nextProvider i18n={texts}>
      <Context.Provider value={value}>{children}</Context.Provider>
    </I18nextProvider>
  );
}

export function useLanguage(): LanguageState {
  return useContext(Context);
}

/** Text of a key of one's own catalogue, or of `namespace:key`. */
export type Text = (key: string, values?: Readonly<Record<string, unknown>>) => string;

/** `const t = useText('telemetry'); t('overview.title')`: texts live in `modules/telemetry/i18n`. */
export function useText(namespace: string): Text {
  const { t } = useTranslation(namespace);
  return useCallback((key, values) => (key === '' ? '' : String(t(key, { ...values }))), [t]);
}

/** For names that data bring in both languages. */
export function usePick(): (zh: string, en: string | null | undefined) => string {
  const { language } = useLanguage();
  return useCallback((zh, en) => (language === 'en' ? (en ?? zh) : zh), [language]);
}
