import { type Areal, area, type Box, boxOf, boxUnion } from '@tarim/geo';
import { beijingIso, type ErrorDefinition, type ErrorParams, fillMessage, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type DbOrTx, type Tx } from '@tarim/platform';
import type { WorkCalendar } from '@tarim/science';
import { calendarOf } from '@tarim/supervision/queries';
import {
  type FileProblem,
  LIVE_PATCHES,
  type Overlaps,
  type Proposal,
  type ProposalAnswer,
  type ProposalBatch,
  patchChanged,
} from '../../contract.ts';
import { dueOf } from '../domain/due.ts';
import { fold } from '../domain/life.ts';
import { redlineErrors as E } from '../errors.ts';
import { placer, requireOrder, requirePast, type Tongue, usableArea } from '../frame.ts';
import { insertEvents, insertPatch } from '../sql/patches.ts';
import { readTerms } from '../sql/terms.ts';
import { insertAlert } from '../sql/themes.ts';
import { overlapper } from './overlaps.ts';

export const SCREEN = 'redline.screen';

interface Ready {
  readonly index: number;
  readonly geometry: Areal;
  readonly lon: number;
  readonly lat: number;
  readonly unitPath: string;
}

/** Calendars by unit, each read once. */
export function calendars(ctx: Context, db: DbOrTx): (unitPath: string) => Promise<WorkCalendar> {
  const kept = new Map<string, Promise<WorkCalendar>>();
  return (unitPath) => {
    const known = kept.get(unitPath) ?? calendarOf(ctx, db, unitPath);
    kept.set(unitPath, known);
    return known;
  };
}

/**
 * The one door for what is detected: events (`redline.changes-detected.v1`), the route and files all come through here.
 *
 * Changes that a detector or a person found become patches at the level 检测图斑, with what they overlap on the day of the later image.
 * What the detector proposed before is passed over; what has no usable shape, lies outside the region or outside the person's units is
 * told by its place in the batch. `actor` null: the platform itself takes them (an event).
 * @throws TarimError REDLINE_DAY_INVALID, REDLINE_DAY_FUTURE, REDLINE_DAY_ORDER
 */
export async function proposePatches(
  ctx: Context,
  actor: Actor | null,
  batch: ProposalBatch,
  tongue: Tongue = 'zh',
  within?: Tx,
): Promise<ProposalAnswer> {
  requirePast(ctx, batch.afterOn);
  if (batch.beforeOn) requireOrder(batch.beforeOn, batch.afterOn);
  const db = within ?? ctx.db;
  const { ready, problems } = await readyOf(ctx, db, actor, batch, tongue);
  const box = ready.reduce<Box | null>(
    (all, one) => (all ? boxUnion(all, boxOf(one.geometry)) : boxOf(one.geometry)),
    null,
  );
  const ids: (number | null)[] = batch.patches.map(() => null);
  if (!box) return { ids, added: 0, known: 0, problems };
  const overlapsOf = await overlapper(db, batch.afterOn, box);
  const whole: (Ready & { overlaps: Overlaps })[] = [];
  for (const one of ready) whole.push({ ...one, overlaps: await overlapsOf(one.geometry) });
  const save = async (tx: Tx) => {
    for (const one of whole) ids[one.index] = await saveOne(ctx, tx, actor, batch, one, terms, calendar);
    const items = whole.flatMap((one) =>
      ids[one.index] === null
        ? []
        : [
            {
              id: ids[one.index]!,
              act: 'propose',
              from: null,
              to: 'detected' as const,
              unitPath: one.unitPath,
              at: beijingIso(ctx.clock.now()),
            },
          ],
    );
    if (items.length === 0) return;
    await ctx.outbox.publish(tx, patchChanged, { items });
    await ctx.audit.record(tx, {
      actor,
      action: 'redline.patches.proposed',
      subject: batch.detector,
      detail: { version: batch.detectorVersion, afterOn: batch.afterOn, patches: items.length },
    });
  };
  const terms = await readTerms(db);
  const calendar = calendars(ctx, db);
  if (within) await save(within);
  else if (actor) await asActor(ctx, actor, SCREEN, save);
  else await ctx.db.transaction().execute(save);
  const added = ids.filter((one) => one !== null).length;
  if (added > 0) ctx.live.publish(LIVE_PATCHES, { items: [] });
  return { ids, added, known: whole.length - added, problems };
}

/** What of a batch could be taken, and why the rest could not; nothing is kept. */
export const checkProposals = (
  ctx: Context,
  actor: Actor,
  patches: readonly Proposal[],
  tongue: Tongue,
): Promise<{ readonly ready: readonly unknown[]; readonly problems: readonly FileProblem[] }> =>
  readyOf(ctx, ctx.db, actor, { patches }, tongue);

async function readyOf(
  ctx: Context,
  db: DbOrTx,
  actor: Actor | null,
  batch: { readonly patches: readonly Proposal[] },
  tongue: Tongue,
): Promise<{ ready: Ready[]; problems: FileProblem[] }> {
  const place = await placer(db);
  const ready: Ready[] = [];
  const problems: FileProblem[] = [];
  for (const [index, one] of batch.patches.entries()) {
    const wrong = (what: ErrorDefinition, params: ErrorParams) =>
      problems.push({ row: index + 1, code: what.code, message: fillMessage(what[tongue], params) });
    try {
      const geometry = await usableArea(one.geometry);
      const { lon, lat, unitPath } = place(geometry);
      if (unitPath === null) wrong(E.outsideRegion, { lon: lon.toFixed(4), lat: lat.toFixed(4) });
      else if (actor && !ctx.policy.can(actor, SCREEN, { unitPath }))
        wrong(E.rowUnit, { code: one.ref, unit: unitPath });
      else ready.push({ index, geometry, lon, lat, unitPath });
    } catch (error) {
      if (!(error instanceof TarimError)) throw error;
      wrong(error.definition, error.params);
    }
  }
  return { ready, problems };
}

async function saveOne(
  ctx: Context,
  tx: Tx,
  actor: Actor | null,
  batch: ProposalBatch,
  one: Ready & { overlaps: Overlaps },
  terms: Awaited<ReturnType<typeof readTerms>>,
  calendar: (unitPath: string) => Promise<WorkCalendar>,
): Promise<number | null> {
  const proposal = batch.patches[one.index]!;
  const at = new Date(ctx.clock.now());
  const dueAt = dueOf('detected', beijingIso(at.getTime()), terms, await calendar(one.unitPath), null);
  const change = { unitPath: one.unitPath, class: proposal.classGuess ?? null, dueAt };
  const facts = fold([{ act: 'propose', to: 'detected', change, byUser: actor?.userId ?? null }]);
  const theme = proposal.theme ?? null;
  const id = await insertPatch(
    tx,
    {
      ref: proposal.ref,
      theme,
      detector: batch.detector,
      detectorVersion: batch.detectorVersion,
      parameters: batch.parameters,
      beforeScene: batch.beforeScene ?? null,
      afterScene: batch.afterScene ?? null,
      beforeOn: batch.beforeOn ?? null,
      afterOn: batch.afterOn,
      confidence: proposal.confidence ?? null,
      indexChange: proposal.indexChange ?? {},
      areaM2: area(one.geometry),
      lon: one.lon,
      lat: one.lat,
      geometry: one.geometry,
      overlaps: one.overlaps,
      parents: [],
      simulated: batch.simulated ?? false,
    },
    facts,
    at,
  );
  if (id === null) return null;
  await insertEvents(tx, [
    {
      patchId: id,
      unitPath: one.unitPath,
      act: 'propose',
      from: null,
      to: 'detected',
      text: null,
      detail: {
        detector: batch.detector,
        version: batch.detectorVersion,
        ref: proposal.ref,
        confidence: proposal.confidence ?? null,
      },
      evidence: [],
      change,
      byName: actor?.name ?? null,
      byUser: actor?.userId ?? null,
      at,
    },
  ]);
  if (theme && !one.overlaps.register.some((other) => other.theme === theme))
    await insertAlert(tx, {
      theme,
      kind: 'outside-register',
      objectId: null,
      patchId: id,
      unitPath: one.unitPath,
      before: null,
      after: area(one.geometry),
      on: batch.afterOn,
      at,
    });
  return id;
}
