import type { StyleName } from '../contract.ts';
import en from '../i18n/en.json' with { type: 'json' };
import zh from '../i18n/zh-CN.json' with { type: 'json' };

export interface Titles {
  readonly zh: string;
  readonly en: string;
}

/** What a style is called on a sheet. */
export const styleTitles = (style: StyleName): Titles => ({
  zh: zh[`style.${style}`],
  en: en[`style.${style}`],
});

type Key = keyof typeof zh & keyof typeof en;
const filled = (key: Key, values: Readonly<Record<string, string | number>>): Titles => {
  const fill = (text: string) =>
    text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => String(values[name] ?? whole));
  return { zh: fill(zh[key]), en: fill(en[key]) };
};

/** What classes are called that nobody named, and what became of others. */
export const classTitles = {
  unnamed: (value: number): Titles => filled('classes.unnamed', { value }),
  became: (from: Titles, to: Titles): Titles => ({
    zh: filled('transition.became', { from: from.zh, to: to.zh }).zh,
    en: filled('transition.became', { from: from.en, to: to.en }).en,
  }),
  others: (): Titles => filled('transition.others', {}),
};

/** What a raster says that was computed from two others. */
export const computedTitles = {
  source: (before: string, after: string): Titles => filled('transition.mapSource', { before, after }),
  licence: (): Titles => filled('transition.mapLicence', {}),
  title: (title: string): Titles => filled('transition.mapTitle', { title }),
};
