import { useSession } from '@tarim/ui';

/** Where a new thing most likely lies: the unit of one's only post that may register; nothing where there is a choice. */
export function useHomeUnit(): string | undefined {
  const paths = useSession().grants.find((one) => one.action === 'registry.write')?.unitPaths ?? [];
  return paths.length === 1 && paths[0] !== '/' ? paths[0] : undefined;
}
