import { useLanguage } from '@tarim/ui';
import { useCallback } from 'react';

/** Names of classes in the reader's language; Chinese where there is no other. */
export function useClassName(): (one: { readonly zh: string; readonly en: string | null }) => string {
  const { language } = useLanguage();
  return useCallback(({ zh, en }) => (language === 'en' ? (en ?? zh) : zh), [language]);
}

/** Area in hectares, to a hundredth, for tables and files. */
export const inHectares = (m2: number): number => Math.round(m2 / 100) / 100;
