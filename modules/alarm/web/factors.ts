import { listFactors } from '@tarim/registry/contract';
import { useLanguage, useRouteQuery } from '@tarim/ui';
import { useCallback, useMemo } from 'react';

/** Factors to choose from, and their names. */
export function useFactorNames(): {
  readonly nameOf: (code: string) => string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
} {
  const { language } = useLanguage();
  const query = useRouteQuery(listFactors);
  const factors = query.data?.factors;
  const names = useMemo(
    () =>
      new Map(factors?.map((one) => [one.code, language === 'en' ? (one.nameEn ?? one.nameZh) : one.nameZh])),
    [factors, language],
  );
  const nameOf = useCallback((code: string) => names.get(code) ?? code, [names]);
  const options = useMemo(
    () => [...names].map(([value, name]) => ({ value, label: `${name} · ${value}` })),
    [names],
  );
  return { nameOf, options };
}
