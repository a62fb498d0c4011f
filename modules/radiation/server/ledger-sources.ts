import { beijingDate } from '@tarim/kernel';
import type { DbOrTx } from '@tarim/platform';
import type { Category, SourceState } from '../contract.ts';
import { sourceOn } from './domain/today.ts';
import { sourceRows } from './sql/sources.ts';

/** A source of the ledger (放射源台账) as it was certified. */
export interface LedgerActivity {
  readonly nuclide: string;
  /** Bq on the day of `measuredOn`; null: the ledger does not say. */
  readonly activityBq: number | null;
  readonly measuredOn: string | null;
  /** As entered; null: not. */
  readonly category: Category | null;
}

/** A source of the ledger (放射源台账) with what it is on a day. */
export interface LedgerSource {
  readonly id: number;
  readonly code: string;
  readonly unitName: string;
  readonly unitPath: string;
  readonly state: SourceState;
  readonly nuclide: string;
  /** At manufacture. */
  readonly category: Category | null;
  /** Bq; null: the ledger does not say enough. */
  readonly activityNow: number | null;
  readonly categoryNow: Category | 'exempt' | null;
  /** A/D */
  readonly ratio: number | null;
}

/** What the ledger has of the activity of sources, by code: as certified, nothing worked out. */
export async function ledgerActivities(
  db: DbOrTx,
  codes: readonly string[],
): Promise<Map<string, LedgerActivity>> {
  if (codes.length === 0) return new Map();
  return new Map(
    (await sourceRows(db, { codes })).flatMap(({ code, nuclide, activityBq, measuredOn, category }) =>
      code === null ? [] : [[code, { nuclide, activityBq, measuredOn, category }] as const],
    ),
  );
}

/** Sources that the ledger has under some codes, by code, as of a time (epoch ms). */
export async function ledgerSources(
  db: DbOrTx,
  codes: readonly string[],
  now: number,
): Promise<Map<string, LedgerSource>> {
  if (codes.length === 0) return new Map();
  const day = beijingDate(now);
  return new Map(
    (await sourceRows(db, { codes })).flatMap((row) => {
      if (row.code === null) return [];
      const { id, code, unitName, unitPath, state, nuclide, category } = row;
      const today = sourceOn(row, day);
      const found: LedgerSource = {
        ...{ id, code, unitName, unitPath, state, nuclide },
        category: category ?? (today.initialCategory === 'exempt' ? null : today.initialCategory),
        activityNow: today.activityBq,
        categoryNow: today.category,
        ratio: today.ratio,
      };
      return [[code, found] as const];
    }),
  );
}
