import { useText } from '@tarim/ui';

/** What a load lacks, in words: `fertiliser/N`, `treated/牛`, `livestock/马/COD`. Coefficients of one name are told together. */
export function useMissing(): (missing: readonly string[]) => string {
  const t = useText('sources');
  return (missing) => {
    const coefficients = new Map<string, string[]>();
    const words: string[] = [];
    for (const path of missing) {
      const [kind, name, item] = path.split('/');
      if (kind === 'treated') words.push(t('missing.treated', { of: name }));
      else if (item === undefined) words.push(t(`missing.${path}`));
      else coefficients.set(name!, [...(coefficients.get(name!) ?? []), item]);
    }
    for (const [of, items] of coefficients)
      words.push(t('missing.coefficient', { of, items: items.join(', ') }));
    return words.join('、') || t('diffuse.nothing');
  };
}
