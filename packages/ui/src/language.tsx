import { createInstance, type i18n } from 'i18next';
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useLayoutEffect,
  useMemo,
  useState,
} from 'react';
import { I18nextProvider, useTranslation } from 'react-i18next';
import {
  directionOf,
  type Names,
  nameIn,
  rememberLanguage,
  startLanguage,
  type UiLanguage,
} from './languages.ts';

export type Catalogue = Readonly<Record<string, string>>;
type Load = () => Promise<{ default: Catalogue }>;
/** Texts of a namespace, a file for each language, loaded when the language is chosen. Uyghur may lack, wholly or in parts. */
export type Catalogues = Readonly<Record<'zh-CN' | 'en', Load> & Partial<Record<'ug', Load>>>;
/** Words of this package. */
const OWN: Catalogues = {
  'zh-CN': () => import('./i18n/zh-CN.json', { with: { type: 'json' } }),
  en: () => import('./i18n/en.json', { with: { type: 'json' } }),
  ug: () => import('./i18n/ug.json', { with: { type: 'json' } }),
};

interface LanguageState {
  readonly language: UiLanguage;
  readonly direction: 'ltr' | 'rtl';
  setLanguage(language: UiLanguage): void;
}

const Context = createContext<LanguageState>({
  language: 'zh-CN',
  direction: 'ltr',
  setLanguage: () => {},
});
const KEY = 'tarim.language';
const NOTHING: Catalogue = {};

/**
 * Makes the texts of the chosen language ready. Namespaces are the modules' names; keys are flat, as in the
 * catalogues the server reads. What Uyghur lacks stands in Chinese; English has no fallback, because a unit test
 * holds it equal to the Chinese.
 */
export async function loadTexts(
  catalogues: Readonly<Record<string, Catalogues>>,
  language: UiLanguage = startLanguage(KEY),
): Promise<i18n> {
  const all: Readonly<Record<string, Catalogues>> = { ...catalogues, ui: OWN };
  const instance = createInstance();
  instance.use({
    type: 'backend',
    init: () => {},
    read: (asked: string, namespace: string, done: (error: unknown, texts: unknown) => void) => {
      const load = all[namespace]?.[asked as UiLanguage];
      if (!load) return done(null, NOTHING);
      load().then(
        (module) => done(null, module.default),
        (error: unknown) => done(error, null),
      );
    },
  });
  await instance.init({
    lng: language,
    fallbackLng: (asked: string) => (asked === 'ug' ? ['zh-CN'] : []),
    ns: Object.keys(all),
    defaultNS: 'ui',
    keySeparator: false,
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  return instance;
}

/** Language and direction of the document: calls send the one along, styles follow the other. */
function tell(language: UiLanguage): void {
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
}

/** Keeps the chosen language and tells it to the document, whose `lang` every call sends along. */
export function LanguageProvider({ texts, children }: { texts: i18n; children: ReactNode }): ReactNode {
  const [language, setState] = useState<UiLanguage>(() => startLanguage(KEY));
  // Before the children ask for anything.
  useLayoutEffect(() => tell(language), [language]);
  const value = useMemo(
    () => ({
      language,
      direction: directionOf(language),
      // The page changes when its texts are there, not before.
      setLanguage: (chosen: UiLanguage) =>
        void texts.changeLanguage(chosen).then(() => {
          tell(chosen);
          rememberLanguage(KEY, chosen);
          setState(chosen);
        }),
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

/** For names that data bring in all languages; Chinese where one lacks. */
export function useName(): (names: Names | null | undefined) => string {
  const { language } = useLanguage();
  return useCallback((names) => nameIn(names, language), [language]);
}
