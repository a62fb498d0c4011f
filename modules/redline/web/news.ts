import { useQueryClient } from '@tanstack/react-query';
import { useLive } from '@tarim/ui';
import { LIVE_PATCHES } from '../contract.ts';

/** Keeps pages of patches true while others work on them; tells whether news come. */
export function usePatchNews(): boolean {
  const client = useQueryClient();
  return useLive(
    [LIVE_PATCHES],
    () =>
      void client.invalidateQueries({
        predicate: (query) => String(query.queryKey[0]).startsWith('redline.'),
      }),
  );
}
