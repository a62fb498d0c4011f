import { beijingDate, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type Tx } from '@tarim/platform';
import { unitByPath } from '@tarim/region/queries';
import { enterprisesByIds } from '@tarim/registry/queries';
import { bodyOf, calendarOf } from '@tarim/supervision/queries';
import {
  type ComplaintAct,
  type ComplaintDetail,
  complaintAccepted,
  type OpenComplaint,
} from '../../contract.ts';
import { retaliationOpen, type Standing, standingOf } from '../domain/file.ts';
import { type Refusal, refusalOf } from '../domain/life.ts';
import { roundedPlace, tellsPerson } from '../domain/privacy.ts';
import { numberOf } from '../domain/receipt.ts';
import { complaintErrors as E } from '../errors.ts';
import { insertPublication } from '../sql/beside.ts';
import { type FileRow, fileById, insertStep, lockFile, stepsOf } from '../sql/files.ts';
import { type Key, type Tongue, wordsIn } from '../words.ts';
import { actionOf, HANDLE, placeOf } from './actions.ts';
import { wordsOfReporter } from './contact.ts';
import { getFile, receivedOn, requireFile } from './read-files.ts';

/**
 * Takes one step of a complaint: the file is locked, the step judged by what stands in it, and written in one transaction. Reviews
 * and retaliation are for the level above.
 * @throws TarimError of `domain/life.ts`; COMPLAINT_FILE_UNKNOWN, …_MERGE_WRONG, …_UNIT_UNKNOWN, …_ENTERPRISE_UNKNOWN, …_TELLS_PERSON,
 * FORBIDDEN
 */
export async function actOnFile(
  ctx: Context,
  actor: Actor,
  id: number,
  act: ComplaintAct,
  tongue: Tongue,
): Promise<ComplaintDetail> {
  const row = await requireFile(ctx.db, id);
  const action = actionOf(act.act);
  ctx.policy.require(actor, action, { unitPath: placeOf(act.act, row.unitPath) });
  await checkAct(ctx, actor, row, act);
  const calendar = await calendarOf(ctx, ctx.db, row.unitPath);
  const at = new Date(ctx.clock.now());
  return asActor(ctx, actor, action, async (tx) => {
    await lockFile(tx, id);
    const steps = await stepsOf(tx, [id]);
    const by = { userId: actor.userId, name: actor.name };
    const refusal = refusalOf(receivedOn(row), steps, act, by, beijingDate(at.getTime()), calendar);
    if (refusal) throw refused(refusal, tongue);
    const after = standingOf([...steps, { act, by }]);
    await insertStep(
      tx,
      { complaintId: id, nth: steps.length + 1, unitPath: row.unitPath, act, by, at },
      {
        state: after.state,
        retaliation: retaliationOpen(after),
        unitPath: act.act === 'assign' ? act.unitPath : row.unitPath,
        enterpriseId: act.act === 'accept' ? act.enterpriseId : row.enterpriseId,
      },
    );
    if (act.act === 'accept' && act.clue) await tellEnforcement(ctx, tx, row, act, actor.name);
    if (act.act === 'publish') await publish(tx, row, act, after, at);
    await ctx.audit.record(tx, {
      actor,
      action: 'complaint.step',
      subject: `complaint/${id}`,
      unitPath: row.unitPath,
      detail: { act: act.act, state: after.state },
    });
    return getFile(ctx, actor, id, tx);
  });
}

/** A refusal as an error; states are told by their words. */
export function refused({ why, params }: Refusal, tongue: Tongue): TarimError {
  const state = params.state && wordsIn(tongue)(`state.${params.state}` as Key);
  return new TarimError(E[why], state ? { ...params, state } : params);
}

/** What of a step is asked of others than the complaint itself. */
async function checkAct(ctx: Context, actor: Actor, row: FileRow, act: ComplaintAct): Promise<void> {
  if (act.act === 'merge') {
    const into = await fileById(ctx.db, act.into);
    if (!into || into.id === row.id || into.state === 'merged')
      throw new TarimError(E.mergeWrong, { number: into ? numberOf(into.id, receivedOn(into)) : act.into });
    ctx.policy.require(actor, HANDLE, { unitPath: into.unitPath });
  }
  if (act.act === 'assign') {
    if (!(await unitByPath(ctx.db, act.unitPath)))
      throw new TarimError(E.unitUnknown, { unit: act.unitPath });
    ctx.policy.require(actor, HANDLE, { unitPath: act.unitPath });
  }
  if (act.act === 'accept' && act.enterpriseId !== null) {
    const [enterprise] = await enterprisesByIds(ctx.db, [act.enterpriseId]);
    if (!enterprise) throw new TarimError(E.enterpriseUnknown, { id: act.enterpriseId });
  }
  // What others read must not tell who reported.
  const read =
    act.act === 'accept'
      ? [act.object, act.suspected]
      : act.act === 'publish'
        ? [act.what, act.outcome]
        : null;
  if (read && tellsPerson(read.join('\n'), await wordsOfReporter(ctx, ctx.db, row.id)))
    throw new TarimError(E.tellsPerson);
}

async function tellEnforcement(
  ctx: Context,
  tx: Tx,
  row: FileRow,
  { object, enterpriseId, suspected, on }: Extract<ComplaintAct, { act: 'accept' }>,
  by: string,
): Promise<void> {
  await ctx.outbox.publish(tx, complaintAccepted, {
    id: row.id,
    number: numberOf(row.id, receivedOn(row)),
    unitPath: row.unitPath,
    enterpriseId,
    object: object.trim(),
    kind: row.kind,
    on,
    suspected: suspected.trim(),
    by,
    simulated: row.simulated,
  });
}

async function publish(
  tx: Tx,
  row: FileRow,
  { what, outcome, on }: Extract<ComplaintAct, { act: 'publish' }>,
  standing: Standing,
  at: Date,
): Promise<void> {
  const unit = await unitByPath(tx, row.unitPath);
  const content: OpenComplaint = {
    kind: row.kind,
    receivedOn: receivedOn(row),
    unit: { zh: unit?.names.zh ?? '', en: unit?.names.en ?? '' },
    place: row.lon === null || row.lat === null ? null : roundedPlace({ lon: row.lon, lat: row.lat }),
    what: what.trim(),
    verdict: standing.handled?.verdict ?? null,
    outcome: outcome.trim(),
    authority: (await bodyOf(tx, row.unitPath)).name,
    on,
    simulated: row.simulated,
  };
  await insertPublication(tx, { complaintId: row.id, unitPath: row.unitPath, content, at });
}
