import { beijingDate, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type DbOrTx, type Static } from '@tarim/platform';
import { unitByPath } from '@tarim/region/queries';
import { enterprisesByIds } from '@tarim/registry/queries';
import { calendarOf } from '@tarim/supervision/queries';
import type { addClue as addRoute, Clue, ClueSource, ClueState, TriageAct } from '../../contract.ts';
import { filingClock, WAITING } from '../domain/clues.ts';
import { enforcementErrors as E } from '../errors.ts';
import { type ClueRow, clueRows, clueSteps, insertClueStep, lockClue, reportsOf } from '../sql/clues.ts';
import { type Key, wordsIn } from '../words.ts';
import { DECIDE, HANDLE } from './actions.ts';
import { takeReport } from './take-report.ts';

const PAGE = 50;

export const clueCode = (id: number): string => `AY-${String(id).padStart(6, '0')}`;

export async function listClues(
  ctx: Context,
  query: {
    id?: number;
    unit?: string;
    state?: 'waiting' | ClueState;
    source?: ClueSource;
    since?: string;
    text?: string;
    beyond?: number;
    limit?: number;
  },
): Promise<{ clues: Clue[]; beyond: number | null }> {
  const limit = query.limit ?? PAGE;
  const { id, state, since, ...where } = query;
  const rows = await clueRows(ctx.db, {
    ...where,
    text: query.text || undefined,
    ids: id === undefined ? undefined : [id],
    states: state === 'waiting' ? WAITING : state && [state],
    oldestFirst: state === 'waiting',
    since: since === undefined ? undefined : new Date(since),
    limit: limit + 1,
  });
  const shown = rows.slice(0, limit);
  return {
    clues: await presentClues(ctx, ctx.db, shown),
    beyond: rows.length > limit ? shown.at(-1)!.id : null,
  };
}

export async function presentClues(ctx: Context, db: DbOrTx, rows: readonly ClueRow[]): Promise<Clue[]> {
  const ids = rows.map(({ id }) => id);
  const reports = Map.groupBy(await reportsOf(db, ids), ({ clueId }) => clueId);
  const steps = Map.groupBy(await clueSteps(db, ids), ({ clueId }) => clueId);
  const units = [...new Set(rows.map(({ unitPath }) => unitPath))];
  const calendars = new Map(
    await Promise.all(units.map(async (unit) => [unit, await calendarOf(ctx, ctx.db, unit)] as const)),
  );
  return rows.map((row) => {
    const done = steps.get(row.id) ?? [];
    const ended = WAITING.includes(row.state) ? null : (done.at(-1)?.at.slice(0, 10) ?? null);
    const { objectKey: _, extended, ...clue } = row;
    return {
      ...clue,
      code: clueCode(row.id),
      clock: filingClock(
        { receivedOn: row.receivedOn, extended, endedOn: ended },
        ctx.clock.now(),
        calendars.get(row.unitPath)!,
      ),
      reports: (reports.get(row.id) ?? []).map(({ clueId: _of, ...one }) => one),
      steps: done.map(({ clueId: _of, ...one }) => one),
    };
  });
}

async function oneClue(ctx: Context, db: DbOrTx, id: number): Promise<Clue> {
  return (await presentClues(ctx, db, await clueRows(db, { ids: [id], limit: 1 })))[0]!;
}

/**
 * 登记线索 by hand. Who told of it is written down nowhere here: that is the business of complaints.
 * @throws TarimError ENFORCEMENT_UNIT_UNKNOWN, …_ENTERPRISE_UNKNOWN, …_CLUE_OBJECT_MISSING, …_CLUE_IN_FUTURE, FORBIDDEN
 */
export async function addClue(
  ctx: Context,
  actor: Actor,
  asked: Static<NonNullable<typeof addRoute.body>>,
): Promise<Clue> {
  ctx.policy.require(actor, HANDLE, { unitPath: asked.unitPath });
  if (!(await unitByPath(ctx.db, asked.unitPath)))
    throw new TarimError(E.unitUnknown, { unit: asked.unitPath });
  if (asked.on > beijingDate(ctx.clock.now())) throw new TarimError(E.clueFuture);
  const [enterprise] =
    asked.enterpriseId === null ? [] : await enterprisesByIds(ctx.db, [asked.enterpriseId]);
  if (asked.enterpriseId !== null && !enterprise)
    throw new TarimError(E.enterpriseUnknown, { id: asked.enterpriseId });
  const object = enterprise?.name ?? asked.object.trim();
  if (object === '') throw new TarimError(E.clueObjectMissing);
  return asActor(ctx, actor, HANDLE, async (tx) => {
    const id = await takeReport(ctx, tx, {
      ...asked,
      object,
      ref: null,
      taskId: null,
      by: actor.name,
      simulated: enterprise?.simulated ?? false,
    });
    await ctx.audit.record(tx, {
      actor,
      action: 'enforcement.clue.added',
      subject: `clue/${id}`,
      unitPath: asked.unitPath,
      detail: { source: asked.source },
    });
    return oneClue(ctx, tx, id!);
  });
}

const STATE_AFTER = { extend: null, 'not-file': 'not-filed', transfer: 'transferred' } as const;

/**
 * What becomes of a clue that does not become a case; more time needs the head.
 * @throws TarimError ENFORCEMENT_CLUE_UNKNOWN, …_CLUE_ENDED, …_CLUE_EXTENDED, FORBIDDEN
 */
export async function triageClue(ctx: Context, actor: Actor, id: number, act: TriageAct): Promise<Clue> {
  const [row] = await clueRows(ctx.db, { ids: [id], limit: 1 });
  if (!row) throw new TarimError(E.clueUnknown, { id });
  const action = act.act === 'extend' ? DECIDE : HANDLE;
  ctx.policy.require(actor, action, { unitPath: row.unitPath });
  return asActor(ctx, actor, action, async (tx) => {
    const now = (await lockClue(tx, id))!;
    if (!WAITING.includes(now.state))
      throw new TarimError(E.clueEnded, { state: wordsIn('zh')(`clueState.${now.state}` as Key) });
    if (act.act === 'extend' && now.extended) throw new TarimError(E.clueExtended);
    await insertClueStep(
      tx,
      row,
      {
        act: act.act,
        ref: null,
        text: act.text.trim(),
        byId: actor.userId,
        by: actor.name,
        at: new Date(ctx.clock.now()),
      },
      { state: STATE_AFTER[act.act] ?? now.state, extended: act.act === 'extend' },
    );
    await ctx.audit.record(tx, {
      actor,
      action: 'enforcement.clue.triaged',
      subject: `clue/${id}`,
      unitPath: row.unitPath,
      detail: { act: act.act },
    });
    return oneClue(ctx, tx, id);
  });
}

/** The clue that a case came from. */
export async function clueOfCase(db: DbOrTx, caseId: number): Promise<{ id: number; code: string } | null> {
  const [row] = await clueRows(db, { case: caseId, limit: 1 });
  return row ? { id: row.id, code: clueCode(row.id) } : null;
}
