import {
  clearFilters,
  type Filters,
  type FilterValues,
  isFiltered,
  readFilters,
  writeFilters,
} from './filters.ts';
import { useAddress } from './use-address.ts';

/** Filters with what is chosen now. */
export interface Filtered<S extends Filters = Filters> {
  readonly filters: S;
  /** Ready for the query of a route where the names are the route's. */
  readonly values: FilterValues<S>;
  /** Whether anything but what the list begins with is asked. */
  readonly filtered: boolean;
  set(changes: Partial<FilterValues<S>>): void;
  clear(): void;
}

/** Filters that stand in the address under their names. */
export function useFilters<S extends Filters>(filters: S): Filtered<S> {
  const { address, set } = useAddress();
  return {
    filters,
    values: readFilters(filters, address),
    filtered: isFiltered(filters, address),
    set: (changes) => set(writeFilters(filters, changes)),
    clear: () => set(clearFilters(filters)),
  };
}
