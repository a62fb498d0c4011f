import { type TextState, type Texts, useTexts } from '@tarim/ui/light';
import en from './i18n/en.json' with { type: 'json' };
import zh from './i18n/zh-CN.json' with { type: 'json' };

export type Key = keyof typeof zh;

export const texts: Texts<Key> = { zh, others: { en }, kept: 'tarim.field.language' };
export const useI18n = (): TextState<Key> => useTexts<Key>();
