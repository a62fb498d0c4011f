import { documentFile } from '@tarim/documents';
import { beijingDate, beijingIso, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type FieldAct } from '@tarim/platform';
import type { FieldCheck, FieldRow } from '@tarim/platform/contract';
import type { RecordForm, Result, VisitRecord } from '../../contract.ts';
import { recordPaper } from '../documents/record.ts';
import { ALL_CHECKS } from '../domain/checks.ts';
import { both } from '../domain/forms.ts';
import { inspectionErrors as E } from '../errors.ts';
import { insertRecord, type KeptRecord, recordRows } from '../sql/records.ts';
import { finishVisit, type KeptVisit, visitRows } from '../sql/visits.ts';
import { RECORD, tellVisit } from './visits.ts';

/** Text of the note on a list; the whole of it is in the record. */
const NOTE = 200;

export async function requireVisit(ctx: Context, id: number): Promise<KeptVisit> {
  const [visit] = await visitRows(ctx.db, { id, limit: 1 });
  if (!visit) throw new TarimError(E.visitUnknown, { id });
  return visit;
}

/**
 * Takes a record that was sealed on a phone. The record of the site is the result of the visit too; what was asked of persons may
 * come before or after it.
 * @throws TarimError INSPECTION_VISIT_UNKNOWN, INSPECTION_VISIT_DONE, FORBIDDEN
 */
export async function takeRecord(
  ctx: Context,
  actor: Actor,
  visitId: number,
  form: RecordForm,
  act: FieldAct,
): Promise<void> {
  const visit = await requireVisit(ctx, visitId);
  ctx.policy.require(actor, RECORD, { unitPath: visit.unitPath });
  await asActor(ctx, actor, RECORD, async (tx) => {
    if (form === 'site') {
      const { result, facts } = act.values as { result: Result; facts: string };
      const done = await finishVisit(tx, visitId, {
        visitedOn: beijingDate(act.at),
        result,
        note: facts.trim().slice(0, NOTE),
        by: actor.name,
        at: new Date(ctx.clock.now()),
      });
      if (!done) throw new TarimError(E.visitDone);
      await tellVisit(ctx, tx, (await visitRows(tx, { id: visitId, limit: 1 }))[0]!, actor.name);
    }
    const id = await insertRecord(tx, {
      visitId,
      unitPath: visit.unitPath,
      form,
      actId: act.id,
      filled: act.values,
      evidence: act.evidence,
      madeAt: new Date(act.at),
      byUser: actor.userId,
      byName: actor.name,
      simulated: visit.simulated,
    });
    await ctx.audit.record(tx, {
      actor,
      action: 'inspection.record.taken',
      subject: `visit/${visitId}`,
      unitPath: visit.unitPath,
      detail: { record: id, form, act: act.id, files: act.evidence.length },
    });
  });
}

/** Rows of the checklist with a problem, in Chinese as the record is. */
export const problemsOf = (filled: KeptRecord['filled']): { title: string; note: string }[] => {
  const checks = (filled.checks ?? {}) as Readonly<Record<string, FieldCheck>>;
  return ALL_CHECKS.flatMap((row) => {
    const one = checks[row];
    return one?.verdict === 'problem' ? [{ title: both(`check.${row}`).zh, note: one.note }] : [];
  });
};

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

export const presentRecord = (one: KeptRecord): VisitRecord => ({
  id: one.id,
  visitId: one.visitId,
  form: one.form,
  madeAt: beijingIso(one.madeAt.getTime()),
  by: one.byName,
  person: textOf(one.filled.person) ?? '',
  refusal: textOf(one.filled.refusal),
  problems: problemsOf(one.filled),
  facts: textOf(one.filled.facts),
  samples: ((one.filled.samples ?? []) as readonly FieldRow[]).map(({ sampleCode }) => sampleCode ?? ''),
  evidence: [...one.evidence],
  simulated: one.simulated,
});

/** @throws TarimError INSPECTION_VISIT_UNKNOWN, FORBIDDEN */
export async function listRecords(
  ctx: Context,
  actor: Actor,
  visitId: number,
): Promise<{ records: VisitRecord[] }> {
  const { unitPath } = await requireVisit(ctx, visitId);
  ctx.policy.require(actor, RECORD, { unitPath });
  return { records: (await recordRows(ctx.db, { visit: visitId })).map(presentRecord) };
}

async function requireRecord(ctx: Context, actor: Actor, id: number): Promise<KeptRecord> {
  const [record] = await recordRows(ctx.db, { id });
  if (!record) throw new TarimError(E.recordUnknown, { id });
  ctx.policy.require(actor, RECORD, { unitPath: record.unitPath });
  return record;
}

/** @throws TarimError INSPECTION_RECORD_UNKNOWN, FORBIDDEN */
export async function recordDocument(
  ctx: Context,
  actor: Actor,
  id: number,
  format: 'pdf' | 'docx',
): Promise<{ bytes: Uint8Array; mime: string; name: string }> {
  const record = await requireRecord(ctx, actor, id);
  const visit = await requireVisit(ctx, record.visitId);
  return documentFile(recordPaper(visit, record), `${record.form}-${id}`, format);
}

/** A file that the record names. @throws TarimError INSPECTION_RECORD_UNKNOWN, FORBIDDEN */
export async function recordFile(
  ctx: Context,
  actor: Actor,
  id: number,
  sha256: string,
): Promise<{ sha256: string; name: string }> {
  const record = await requireRecord(ctx, actor, id);
  const named = record.evidence.find((one) => one.sha256 === sha256);
  if (!named) throw new TarimError(E.recordUnknown, { id });
  return named;
}
