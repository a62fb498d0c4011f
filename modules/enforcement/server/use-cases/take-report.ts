import type { Context, Tx } from '@tarim/platform';
import type { ClueReport } from '../../contract.ts';
import { JOIN_DAYS, objectKey } from '../domain/clues.ts';
import { clueToJoin, insertClue, insertReport, isTold } from '../sql/clues.ts';

export interface Told extends Omit<ClueReport, 'id'> {
  readonly unitPath: string;
  readonly enterpriseId: number | null;
  readonly object: string;
  readonly simulated: boolean;
  readonly clueId?: number | null;
}

/** A report joins the clue that it is about (`clueId`) or the one of its object that still waits, or makes a new one. @returns the clue; null: it was told already */
export async function takeReport(ctx: Context, tx: Tx, told: Told): Promise<number | null> {
  if (told.ref && (await isTold(tx, told.ref))) return null;
  const { unitPath, on } = told;
  const key = objectKey(told.enterpriseId, told.object);
  const id =
    told.clueId ??
    (await clueToJoin(tx, { objectKey: key, unitPath, on, days: JOIN_DAYS })) ??
    (await insertClue(tx, { ...told, objectKey: key, receivedOn: on }));
  await insertReport(tx, { id, unitPath }, { ...told, at: new Date(ctx.clock.now()) });
  return id;
}
