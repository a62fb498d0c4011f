import { type TextState, type Texts, type UiLanguage, useTexts } from '@tarim/ui/light';
import en from './i18n/en.json' with { type: 'json' };
import ug from './i18n/ug.json' with { type: 'json' };
import zh from './i18n/zh-CN.json' with { type: 'json' };

export type Language = UiLanguage;
export type Key = keyof typeof zh;

export const texts: Texts<Key> = { zh, others: { en, ug }, kept: 'tarim.portal.language' };
export const useI18n = (): TextState<Key> => useTexts<Key>();
