import { TarimError } from '@tarim/kernel';
import { platformErrors } from '@tarim/platform';
import { sql } from 'kysely';
import { issue, Refusal } from '../domain/issue.ts';
import { importErrors as E } from '../errors.ts';
import { Effects } from '../writing/effects.ts';
import type { Writing } from '../writing/writing.ts';
import { APPLY, type Outcome, remarkOf } from './apply-row.ts';
import type { Placed } from './problems.ts';
import type { ReadRow } from './read-rows.ts';
import { columnOf, SHEETS, type SheetKey } from './sheets.ts';

export interface Applied {
  /** How many rows of each sheet came to what. */
  readonly outcomes: ReadonlyMap<SheetKey, Readonly<Record<Outcome, number>>>;
  readonly problems: readonly Placed[];
  readonly remarks: readonly Placed[];
}

/**
 * Writes rows by their natural keys, under the same rules as the forms, each in a savepoint of its own: a row that fails
 * does not take others with it, and tells nobody.
 */
export async function applyRows(w: Writing, rows: readonly ReadRow[]): Promise<Applied> {
  const outcomes = new Map<SheetKey, Record<Outcome, number>>();
  const problems: Placed[] = [];
  const remarks: Placed[] = [];
  for (const row of rows) {
    const place = { sheet: SHEETS[row.sheet].name, row: row.row };
    const effects = new Effects();
    await sql`savepoint one_row`.execute(w.tx);
    try {
      const outcome = await APPLY[row.sheet]({ ...w, effects }, row.values);
      await sql`release savepoint one_row`.execute(w.tx);
      w.effects.add(effects);
      const counts = outcomes.get(row.sheet) ?? { created: 0, updated: 0, unchanged: 0 };
      counts[outcome]++;
      outcomes.set(row.sheet, counts);
      // What was there before was remarked upon when it came.
      for (const one of outcome === 'unchanged' ? [] : remarkOf(row.sheet, row.values))
        remarks.push({ ...place, column: columnOf(row.sheet, one.field), issue: one });
    } catch (error) {
      await sql`rollback to savepoint one_row`.execute(w.tx);
      problems.push(...problemsOfRow(w, row, error).map((one) => ({ ...place, ...one })));
    }
  }
  return { outcomes, problems, remarks };
}

function problemsOfRow(w: Writing, row: ReadRow, error: unknown): Pick<Placed, 'column' | 'issue'>[] {
  if (error instanceof Refusal)
    return error.issues.map((one) => ({ column: columnOf(row.sheet, one.field), issue: one }));
  if (error instanceof TarimError) return [{ column: null, issue: issue(error.definition, error.params) }];
  const { code } = error as { code?: string };
  if (code === '42501')
    return [{ column: null, issue: issue(platformErrors.forbidden, { action: 'row-level security' }) }];
  if (code === '23505') return [{ column: null, issue: issue(platformErrors.conflict) }];
  w.ctx.log.error({ err: error, sheet: row.sheet, row: row.row }, 'an import row failed');
  return [{ column: null, issue: issue(E.rowFailed) }];
}
