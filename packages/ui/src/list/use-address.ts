import { useLocation, useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { type Address, changeAddress, parseAddress } from './address.ts';

export interface AddressState {
  readonly address: Address;
  readonly get: (key: string) => string | undefined;
  /** An empty value takes the choice away. */
  readonly set: (changes: Readonly<Record<string, string | undefined>>) => void;
}

/** What of a page stands in its address, so that it can be sent to somebody and comes back as it was left. */
export function useAddress(): AddressState {
  const { searchStr } = useLocation();
  const navigate = useNavigate();
  const address = useMemo(() => parseAddress(searchStr), [searchStr]);
  const get = useCallback((key: string) => address[key], [address]);
  const set = useCallback<AddressState['set']>(
    (changes) =>
      void navigate({
        to: '.',
        // From the newest address: two changes may come before the page is drawn again.
        search: ((old: Readonly<Record<string, unknown>>) => changeAddress(old, changes)) as never,
        // The way back leads to the page before, not through every choice.
        replace: true,
        resetScroll: false,
      }),
    [navigate],
  );
  return { address, get, set };
}
