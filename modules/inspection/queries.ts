/** What other modules may ask inspection, on the server. Read-only. */
import { renderAs } from '@tarim/documents';
import type { Actor, Context, DbOrTx } from '@tarim/platform';
import type { FieldEvidence } from '@tarim/platform/contract';
import type { RecordForm } from './contract.ts';
import { recordPaper } from './server/documents/record.ts';
import { type InspectorRow, inspectorRows } from './server/sql/pools.ts';
import { recordRows } from './server/sql/records.ts';
import { type KeptVisit, plannedVisits, visitLoad, visitRows } from './server/sql/visits.ts';
import { presentRecord } from './server/use-cases/records.ts';
import { RECORD } from './server/use-cases/visits.ts';

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
