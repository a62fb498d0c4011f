import { existsSync, readFileSync } from 'node:fs';
import { createInstance, type i18n } from 'i18next';
import { LANGUAGES } from './negotiate.ts';

/** Catalogues of modules (`i18n/{zh-CN,en,ug}.json`), a namespace each; a missing text falls back to Chinese. */
export function loadCatalogues(modules: readonly { name: string; i18n?: URL }[]): i18n {
  const resources = Object.fromEntries(
    LANGUAGES.map((language) => [
      language,
      Object.fromEntries(
        modules.flatMap((module) => {
          const file = module.i18n ? new URL(`${language}.json`, module.i18n) : null;
          return file && existsSync(file)
            ? [[module.name, JSON.parse(readFileSync(file, 'utf8')) as object]]
            : [];
        }),
      ),
    ]),
  );
  const instance = createInstance();
  void instance.init({
    lng: 'zh-CN',
    fallbackLng: 'zh-CN',
    resources,
    initAsync: false,
    keySeparator: false,
    interpolation: { escapeValue: false },
  });
  return instance;
}
