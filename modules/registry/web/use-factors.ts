import { useLanguage, useRouteQuery, withSubscripts } from '@tarim/ui';
import { useCallback, useMemo } from 'react';
import { type Factor, listFactors } from '../contract.ts';

/** The dictionary of factor codes, by code; `known` finds codes with a device number (`e10102`) by their pattern, too. */
export function useFactors() {
  const { language } = useLanguage();
  const query = useRouteQuery(listFactors);
  const factors = query.data?.factors;
  const byCode = useMemo(() => new Map(factors?.map((one) => [one.code, one])), [factors]);
  const known = useCallback(
    (code: string): Factor | null =>
      byCode.get(code) ?? byCode.get(`${code.slice(0, 4)}xx`) ?? byCode.get(`${code.slice(0, 5)}x`) ?? null,
    [byCode],
  );
  const nameOf = useCallback(
    (one: Factor) => withSubscripts(language === 'en' ? (one.nameEn ?? one.nameZh) : one.nameZh),
    [language],
  );
  const trapsOf = useCallback(
    (code: string): string[] => known(code)?.traps.map((one) => (language === 'en' ? one.en : one.zh)) ?? [],
    [known, language],
  );
  return { query, factors: factors ?? NONE, known, nameOf, trapsOf };
}

const NONE: readonly Factor[] = [];
