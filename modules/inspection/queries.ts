/** What other modules may ask inspection, on the server. Read-only. */
import { renderAs } from '@tarim/documents';
import type { Actor, Context, DbOrTx } from '@tarim/platform';
import type { FieldEvidence } from '@tarim/platform/contract';
import { enterprisesByIds } from '@tarim/registry/queries';
import type { RecordForm } from './contract.ts';
import { recordPaper } from './server/documents/record.ts';
import { type LastFix, type Progress, progressOf } from './server/domain/progress.ts';
import { type InspectorRow, inspectorRows } from './server/sql/pools.ts';
import { recordRows } from './server/sql/records.ts';
import { tracedRecords, turnCounts, visitsOfToday } from './server/sql/turns.ts';
import { type KeptVisit, plannedVisits, visitLoad, visitRows } from './server/sql/visits.ts';
import { presentRecord } from './server/use-cases/records.ts';
import { momentOf, RECORD } from './server/use-cases/visits.ts';

/** Inspectors with their certificates and whom they keep away from. */
export const inspectorsByIds = (db: DbOrTx, ids: readonly number[]): Promise<InspectorRow[]> =>
  inspectorRows(db, { ids });

/** Inspectors of a unit and of those above it: who may be sent there. */
export const inspectorsIn = async (db: DbOrTx, unitPath: string): Promise<InspectorRow[]> =>
  (await inspectorRows(db, {})).filter((one) => unitPath.startsWith(one.unitPath));

/** Visits of these units that are still to be made, those of this person's team first; and how many everybody has. */
export async function plannedVisitsOf(
  db: DbOrTx,
  unitPaths: readonly string[],
  name: string,
  limit: number,
): Promise<{ visits: KeptVisit[]; load: { name: string; certificate: string; visits: number }[] }> {
  return {
    visits: await plannedVisits(db, unitPaths, name, limit),
    load: await visitLoad(db, unitPaths),
  };
}

/** A visit that was made, with its records as a case takes them over. */
export interface DoneVisit {
  readonly id: number;
  readonly enterpriseId: number;
  readonly visitedOn: string;
  readonly records: ReadonlyArray<{
    readonly id: number;
    readonly form: RecordForm;
    readonly person: string;
    readonly madeAt: Date;
    readonly evidence: readonly FieldEvidence[];
    /** The record as a document. */
    pdf(): Promise<Uint8Array>;
  }>;
}

/** Null where there is no such visit or it was not made yet. @throws TarimError FORBIDDEN: records tell of persons */
export async function visitForCase(ctx: Context, actor: Actor, id: number): Promise<DoneVisit | null> {
  const [visit] = await visitRows(ctx.db, { id, limit: 1 });
  if (!visit?.visitedOn) return null;
  ctx.policy.require(actor, RECORD, { unitPath: visit.unitPath });
  const records = await recordRows(ctx.db, { visit: id });
  return {
    id,
    enterpriseId: visit.enterpriseId,
    visitedOn: visit.visitedOn,
    records: records.map((one) => ({
      id: one.id,
      form: one.form,
      person: presentRecord(one).person,
      madeAt: one.madeAt,
      evidence: one.evidence,
      pdf: () => renderAs(recordPaper(visit, one), 'pdf'),
    })),
  };
}

/** The day of a visit that was made. */
export async function doneVisit(db: DbOrTx, id: number): Promise<{ id: number; visitedOn: string } | null> {
  const [visit] = await visitRows(db, { id, limit: 1 });
  return visit?.visitedOn ? { id, visitedOn: visit.visitedOn } : null;
}

/** A visit of today as the command view shows it. */
export interface VisitOfToday {
  readonly visit: KeptVisit;
  readonly progress: Progress;
  /** Degrees, CGCS2000; of the enterprise in the registry. */
  readonly place: { readonly lon: number; readonly lat: number } | null;
  /** Where its team was last, by what its device has sent; null: nothing was sent. */
  readonly last: LastFix | null;
}

/** Visits of these units that concern today, late ones first; not those appointed for a later day. */
export async function visitsToday(
  ctx: Context,
  unitPaths: readonly string[],
  limit: number,
): Promise<VisitOfToday[]> {
  const turns = await visitsOfToday(ctx.db, unitPaths, momentOf(ctx), limit);
  const ids = turns.map(({ id }) => id);
  if (ids.length === 0) return [];
  const [visits, records] = await Promise.all([
    visitRows(ctx.db, { ids, limit }),
    tracedRecords(ctx.db, ids),
  ]);
  const known = new Map(visits.map((one) => [one.id, one]));
  const at = await enterprisesByIds(ctx.db, [...new Set(visits.map(({ enterpriseId }) => enterpriseId))]);
  const places = new Map(
    at.map(({ id, lon, lat }) => [id, lon !== null && lat !== null ? { lon, lat } : null]),
  );
  return turns.map(({ id, turn }) => {
    const visit = known.get(id)!;
    const place = places.get(visit.enterpriseId) ?? null;
    return {
      visit,
      place,
      ...progressOf(
        turn,
        records.filter(({ visitId }) => visitId === id),
        place,
      ),
    };
  });
}

/** How many visits of these units stand where, by unit. */
export const visitTurns = (ctx: Context, unitPaths: readonly string[]): ReturnType<typeof turnCounts> =>
  turnCounts(ctx.db, unitPaths, momentOf(ctx));

export type { Progress } from './server/domain/progress.ts';
export { visitNews } from './server/sql/turns.ts';
