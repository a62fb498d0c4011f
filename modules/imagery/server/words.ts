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
