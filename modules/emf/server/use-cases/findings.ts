import { TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type DbOrTx, type Tx } from '@tarim/platform';
import type { Static } from '@tarim/platform/contract';
import { EM_PRACTICE } from '@tarim/standards';
import {
  type EmfConclusion,
  type EmfFinding,
  emfFindingSettled,
  type listEmfFindings,
} from '../../contract.ts';
import { REVIEW } from '../actions.ts';
import { emfErrors as E } from '../errors.ts';
import { acknowledgeRow, closeRow, type FindingRow, findingRows, lockFinding } from '../sql/findings.ts';
import { shownFinding } from './present.ts';

const PAGE = 50;

type Query = Static<NonNullable<typeof listEmfFindings.query>>;

export async function listFindings(
  ctx: Context,
  { limit = PAGE, ...where }: Query,
): Promise<Static<NonNullable<typeof listEmfFindings.response>>> {
  const rows = await findingRows(ctx.db, { ...where, limit: limit + 1 });
  const shown = rows.slice(0, limit);
  const { act, article, from_CNY: fromCNY, to_CNY: toCNY, confidence } = EM_PRACTICE.data.penalty;
  return {
    findings: shown.map(shownFinding),
    before: rows.length > limit ? shown.at(-1)!.id : null,
    penalty: { act, article, fromCNY, toCNY, confidence },
  };
}

/** @throws TarimError EMF_FINDING_UNKNOWN */
async function requireFinding(db: DbOrTx, id: number): Promise<FindingRow> {
  const [row] = await findingRows(db, { id, limit: 1 });
  if (!row) throw new TarimError(E.findingUnknown, { id });
  return row;
}

/** @throws TarimError EMF_FINDING_UNKNOWN, EMF_FINDING_NOT_OPEN, FORBIDDEN */
export async function acknowledgeFinding(ctx: Context, actor: Actor, id: number): Promise<EmfFinding> {
  return handle(ctx, actor, id, 'acknowledged', async (tx, { state }) => {
    if (state !== 'open') throw new TarimError(E.findingNotOpen);
    await acknowledgeRow(tx, id, actor.name, new Date(ctx.clock.now()));
  });
}

/** @throws TarimError EMF_FINDING_UNKNOWN, EMF_FINDING_OVER, FORBIDDEN */
export async function closeFinding(
  ctx: Context,
  actor: Actor,
  id: number,
  { conclusion, note }: { readonly conclusion: EmfConclusion; readonly note: string },
): Promise<EmfFinding> {
  return handle(ctx, actor, id, 'closed', async (tx, { state, measurementId, unitPath }) => {
    if (state !== 'open' && state !== 'acknowledged') throw new TarimError(E.findingOver);
    await closeRow(tx, id, conclusion, note.trim(), actor.name, new Date(ctx.clock.now()));
    await ctx.outbox.publish(tx, emfFindingSettled, {
      findingId: id,
      measurementId,
      unitPath,
      why: conclusion,
    });
  });
}

async function handle(
  ctx: Context,
  actor: Actor,
  id: number,
  what: string,
  change: (tx: Tx, row: FindingRow) => Promise<void>,
): Promise<EmfFinding> {
  const { unitPath } = await requireFinding(ctx.db, id);
  ctx.policy.require(actor, REVIEW, { unitPath });
  return asActor(ctx, actor, REVIEW, async (tx) => {
    await lockFinding(tx, id);
    await change(tx, await requireFinding(tx, id));
    await ctx.audit.record(tx, {
      actor,
      action: `emf.finding.${what}`,
      subject: `finding/${id}`,
      unitPath,
      detail: {},
    });
    return shownFinding(await requireFinding(tx, id));
  });
}
