import { complaintAccepted } from '@tarim/complaint/contract';
import { visitChanged } from '@tarim/inspection/contract';
import { beijingDate } from '@tarim/kernel';
import { subscribe, type Tx } from '@tarim/platform';
import type { PayloadOf } from '@tarim/platform/contract';
import { enterprisesByIds } from '@tarim/registry/queries';
import { leadMade } from '@tarim/supervision/contract';
import { leadRows } from '@tarim/supervision/queries';
import { sourceOfCause, WAITING } from '../domain/clues.ts';
import { insertClueStep, lockClue } from '../sql/clues.ts';
import { type Key, wordsIn } from '../words.ts';
import { takeReport } from './take-report.ts';

/** A task that was handed over (案件线索) comes into the inbox. */
export const takeLeads = subscribe(leadMade, 'enforcement.take-leads', async (lead, tx, ctx) => {
  const told = (await leadRows(tx, { taskId: lead.taskId })).find(({ id }) => id === lead.leadId);
  if (!told) return;
  const [enterprise] = lead.enterpriseId === null ? [] : await enterprisesByIds(tx, [lead.enterpriseId]);
  await takeReport(ctx, tx, {
    unitPath: lead.unitPath,
    enterpriseId: lead.enterpriseId,
    object: enterprise?.name ?? told.subject,
    source: sourceOfCause(lead.cause),
    ref: { kind: 'lead', id: lead.leadId },
    taskId: lead.taskId,
    on: beijingDate(Date.parse(lead.at)),
    suspected: lead.suspected,
    facts: told.facts,
    by: told.by,
    simulated: lead.simulated,
  });
});

/** An accepted complaint (受理的信访举报), in the words of the body that accepted it: nothing of who reported comes here. */
export const takeComplaints = subscribe(
  complaintAccepted,
  'enforcement.take-complaints',
  async (complaint, tx, ctx) => {
    const { unitPath, enterpriseId, object, on, suspected, by, simulated } = complaint;
    await takeReport(ctx, tx, {
      unitPath,
      enterpriseId,
      object,
      source: 'complaint',
      ref: { kind: 'complaint', id: complaint.id },
      taskId: null,
      on,
      suspected,
      facts: complaint.number,
      by,
      simulated,
    });
  },
);

/** Results of a visit that tell of an unlawful act which was not put right on the spot. */
const PROBLEMS: readonly string[] = ['ordered', 'filed', 'refused'];

type Visit = PayloadOf<typeof visitChanged>;

/** A visit that was planned for a clue, and what came of it; a visit that found something is a clue by itself. */
export const takeVisits = subscribe(visitChanged, 'enforcement.take-visits', async (visit, tx, ctx) => {
  const at = new Date(ctx.clock.now());
  const clueId = visit.origin?.kind === 'clue' ? await noteVisit(tx, visit, visit.origin.id, at) : null;
  if (visit.state === 'planned' || !PROBLEMS.includes(visit.result!)) return;
  await takeReport(ctx, tx, {
    unitPath: visit.unitPath,
    enterpriseId: visit.enterpriseId,
    object: visit.enterprise,
    source: visit.drawId === null ? 'inspection' : 'draw',
    ref: { kind: 'visit', id: visit.id },
    taskId: visit.origin?.kind === 'task' ? visit.origin.id : null,
    on: visit.visitedOn!,
    // A result without a note still says what it was.
    suspected: visit.note ?? wordsIn('zh')(`visitResult.${visit.result}` as Key),
    facts: visit.note ?? '',
    by: visit.by,
    simulated: visit.simulated,
    clueId,
  });
});

/** @returns the clue, where there is one that still waits and lies where the visit does */
async function noteVisit(tx: Tx, visit: Visit, id: number, at: Date): Promise<number | null> {
  const clue = await lockClue(tx, id);
  // A number that somebody made up is nobody's clue, and one of another unit is none of this visit's.
  if (!clue || !WAITING.includes(clue.state) || !sameChain(visit.unitPath, clue.unitPath)) return null;
  const done = visit.state === 'done';
  await insertClueStep(
    tx,
    { id, unitPath: clue.unitPath },
    {
      act: done ? 'inspected' : 'inspect',
      ref: visit.id,
      text: done ? (visit.note ?? '') : '',
      byId: null,
      by: visit.by,
      at,
    },
    { state: done ? 'open' : 'inspecting' },
  );
  return id;
}

const sameChain = (a: string, b: string): boolean => a.startsWith(b) || b.startsWith(a);
