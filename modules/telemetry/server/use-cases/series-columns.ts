import { beijingIso } from '@tarim/kernel';
import type { Layout } from '../sql/layouts.ts';
import { numberAt, type SeriesRow } from '../sql/series-read.ts';

export interface ColumnName {
  readonly code: string;
  readonly attr: string;
}

export interface ColumnarRow {
  readonly time: string;
  readonly revision: number;
  readonly lsn: number | null;
  readonly v: (number | null)[];
  readonly f: (string | null)[];
}

/** Counts of valid values are a roll-up's bookkeeping, not a column of its series. */
const INTERNAL_ATTR = 'N';

interface Pick {
  readonly slot: number;
  readonly name: ColumnName;
  /** Slots of the same factor: a roll-up's reason may stand at any of them. */
  readonly siblings: readonly number[];
}

/** Turns rows of changing layouts into rows under one set of columns, in the order in which factors first appear. */
export class SeriesColumns {
  readonly names: ColumnName[] = [];
  readonly #wanted: ReadonlySet<string> | null;
  readonly #hidden: ReadonlySet<string>;
  readonly #rollup: boolean;
  readonly #columns = new Map<string, number>();
  readonly #picks = new Map<Layout, Pick[]>();

  /** @param options.hidden factors that this reader may not see, whatever is wanted */
  constructor(options: {
    wanted: ReadonlySet<string> | null;
    hidden: ReadonlySet<string>;
    rollup: boolean;
  }) {
    this.#wanted = options.wanted;
    this.#hidden = options.hidden;
    this.#rollup = options.rollup;
  }

  /** Makes the columns of all layouts that will come, for a table whose header is written first. */
  announce(layouts: readonly Layout[]): void {
    for (const layout of layouts) for (const pick of this.#picksOf(layout)) this.#column(pick.name);
  }

  row(from: SeriesRow): ColumnarRow {
    const v: (number | null)[] = new Array(this.names.length).fill(null);
    const f: (string | null)[] = new Array(this.names.length).fill(null);
    for (const pick of this.#picksOf(from.layout)) {
      const number = numberAt(from, pick.slot);
      // Of a roll-up, only the mean has a column even when it is empty: most factors have no amount and no conversion.
      if (this.#rollup && number === null && pick.name.attr !== 'Avg') continue;
      const at = this.#column(pick.name);
      v[at] = number;
      f[at] = from.marks === null ? null : this.#markOf(from.marks, pick);
    }
    return { time: beijingIso(from.time), revision: from.revision, lsn: from.lsn, v, f };
  }

  #markOf(marks: readonly (string | null)[], pick: Pick): string | null {
    if (!this.#rollup) return marks[pick.slot] ?? null;
    for (const slot of pick.siblings) if (marks[slot]) return marks[slot];
    return null;
  }

  #picksOf(layout: Layout): Pick[] {
    let picks = this.#picks.get(layout);
    if (!picks) {
      picks = layout.flatMap((name, slot) => {
        if (this.#hidden.has(name.code) || (this.#wanted && !this.#wanted.has(name.code))) return [];
        if (this.#rollup && name.attr === INTERNAL_ATTR) return [];
        const siblings = layout.flatMap((other, index) => (other.code === name.code ? [index] : []));
        return [{ slot, name, siblings }];
      });
      this.#picks.set(layout, picks);
    }
    return picks;
  }

  #column(name: ColumnName): number {
    const key = `${name.code}.${name.attr}`;
    let index = this.#columns.get(key);
    if (index === undefined) {
      index = this.names.push(name) - 1;
      this.#columns.set(key, index);
    }
    return index;
  }
}

/** Unit of a slot: totals are volumes for flows and kilograms for what they carry, everything else is as registered. */
export function unitOfSlot(slot: ColumnName, registered: ReadonlyMap<string, string | null>): string | null {
  // How many records or hours an amount leaves out is a count.
  if (slot.attr === 'Omit') return null;
  if (slot.attr === 'Cou') return /^[aw]00000$/.test(slot.code) ? 'm³' : 'kg';
  return registered.get(slot.code) ?? null;
}
