import { type Language, loadCatalogues } from '@tarim/platform';

/** Texts that this room makes on the server; what a language lacks stands in Chinese. */
const texts = loadCatalogues([{ name: 'disclosure', i18n: new URL('../i18n/', import.meta.url) }]);

/** `textIn('en')('html.title')` */
export function textIn(language: Language): (key: string) => string {
  const t = texts.getFixedT(language, 'disclosure');
  return (key) => t(key);
}
