/** Sides of a cell, degrees: 5.0 km from south to north, 4.4 to 5.4 km from west to east between 49° and 36° north. */
export const CELL = { lat: 0.045, lon: 0.06 } as const;

/** Upper bounds of the classes of delay, s; the last class is open. */
export const DELAY_BOUNDS = [
  5, 15, 30, 60, 120, 300, 600, 1_800, 3_600, 7_200, 14_400, 43_200, 86_400,
] as const;
const CLASSES = DELAY_BOUNDS.length + 1;

export interface Cell {
  readonly row: number;
  readonly col: number;
}

/** How reports came from a cell. */
export interface CellCounts {
  readonly live: number;
  readonly stored: number;
  readonly lost: number;
  readonly outages: number;
  /** By class of delay. */
  readonly delays: readonly number[];
  readonly signalCount: number;
  readonly signalSum: number;
}

// What a decimal number is away from its binary form must not put a place into the cell below.
const stepOf = (degrees: number, side: number): number => Math.floor(degrees / side + 1e-9);

export const cellOf = (lat: number, lon: number): Cell => ({
  row: stepOf(lat, CELL.lat),
  col: stepOf(lon, CELL.lon),
});

/** West, south, east, north of a cell, degrees. */
export function boxOfCell({ row, col }: Cell): [number, number, number, number] {
  const at = (step: number, side: number) => Math.round(step * side * 1e6) / 1e6;
  return [at(col, CELL.lon), at(row, CELL.lat), at(col + 1, CELL.lon), at(row + 1, CELL.lat)];
}

export interface Seen {
  readonly stored: boolean;
  /** Between the terminal's clock and ours, s; null: a clock that is wrong tells none. */
  readonly delay: number | null;
  readonly signal: number | null;
  /** Frames before it that never came. */
  readonly lost: number;
}

const EMPTY: CellCounts = {
  live: 0,
  stored: 0,
  lost: 0,
  outages: 0,
  delays: Array<number>(CLASSES).fill(0),
  signalCount: 0,
  signalSum: 0,
};

/** What a batch adds to cells and days. */
export class CoverageBook {
  readonly #cells = new Map<string, Cell & { readonly day: string; counts: CellCounts }>();

  /** @param day in Beijing, by the time that the report is judged by */
  seen(place: { readonly lat: number; readonly lon: number }, day: string, one: Seen): void {
    this.#add(place, day, (counts) => {
      const { delay } = one;
      const nth = delay === null ? -1 : DELAY_BOUNDS.findIndex((bound) => delay <= bound);
      const reached = nth < 0 ? CLASSES - 1 : nth;
      return {
        ...counts,
        live: counts.live + Number(!one.stored),
        stored: counts.stored + Number(one.stored),
        lost: counts.lost + one.lost,
        delays: counts.delays.map((count, i) => (delay !== null && i === reached ? count + 1 : count)),
        signalCount: counts.signalCount + Number(one.signal !== null),
        signalSum: counts.signalSum + (one.signal ?? 0),
      };
    });
  }

  /** A silence that became an alarm, of a terminal that was last seen here. */
  silent(place: { readonly lat: number; readonly lon: number }, day: string): void {
    this.#add(place, day, (counts) => ({ ...counts, outages: counts.outages + 1 }));
  }

  rows(): (Cell & CellCounts & { readonly day: string })[] {
    return [...this.#cells.values()].map(({ counts, ...one }) => ({ ...one, ...counts }));
  }

  #add(
    { lat, lon }: { readonly lat: number; readonly lon: number },
    day: string,
    change: (counts: CellCounts) => CellCounts,
  ): void {
    const cell = cellOf(lat, lon);
    const key = `${day} ${cell.row} ${cell.col}`;
    const known = this.#cells.get(key) ?? { ...cell, day, counts: EMPTY };
    this.#cells.set(key, { ...known, counts: change(known.counts) });
  }
}

/** Share of reports that came later; null: none came. */
export const lateShare = ({ live, stored }: Pick<CellCounts, 'live' | 'stored'>): number | null =>
  live + stored === 0 ? null : stored / (live + stored);

/**
 * Delay that half of the reports do not exceed, s: within its class on a straight line, so it is as fine as the classes are. In the open class its
 * lower bound. Null: no delay is known.
 */
export function medianDelay(delays: readonly number[]): number | null {
  const half = delays.reduce((sum, count) => sum + count, 0) / 2;
  if (half === 0) return null;
  let below = 0;
  for (const [i, count] of delays.entries()) {
    if (count > 0 && below + count >= half) {
      const from = DELAY_BOUNDS[i - 1] ?? 0;
      const to = DELAY_BOUNDS[i] ?? from;
      return from + ((half - below) / count) * (to - from);
    }
    below += count;
  }
  return null;
}
