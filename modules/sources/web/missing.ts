import { useText } from '@tarim/ui';

/** What a load lacks, in words: `fertiliser/N`, `treated/牛`, `livestock/马/COD`. */
export function useMissing(): (missing: readonly string[]) => string {
  const t = useText('sources');
  const word = (path: string): string => {
    const [kind, ...rest] = path.split('/');
    if (kind === 'treated') return t('missing.treated', { of: rest.join(' ') });
    if (rest.length === 0 || (kind === 'fertiliser' && rest.length === 1)) return t(`missing.${path}`);
    return t('missing.coefficient', { of: rest.join(' ') });
  };
  return (missing) => missing.map(word).join('、') || t('diffuse.nothing');
}
