import { type Areal, area, boxOf, labelPoint, polygonalPart } from '@tarim/geo';
import { beijingIso, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type Tx } from '@tarim/platform';
import { calendarOf } from '@tarim/supervision/queries';
import { LIVE_PATCHES, type PatchDetail } from '../../contract.ts';
import { dueOf } from '../domain/due.ts';
import { type Facts, fold, type Happened, WAYS } from '../domain/life.ts';
import { redlineErrors as E } from '../errors.ts';
import { geos, usableArea } from '../frame.ts';
import { SLIVER_M2 } from '../overlay.ts';
import { eventsOf, insertEvents, insertPatch, type Patch, patchesById } from '../sql/patches.ts';
import { readTerms } from '../sql/terms.ts';
import { overlapper } from './overlaps.ts';
import { getPatch } from './read-patches.ts';
import { perform } from './take.ts';

const SCREEN = WAYS.split.action;

async function readable(ctx: Context, actor: Actor, ids: readonly number[]): Promise<Patch[]> {
  const patches = await patchesById(ctx.db, ids, new Date(ctx.clock.now()));
  for (const id of ids)
    if (!patches.some((one) => one.id === id)) throw new TarimError(E.patchUnknown, { id });
  for (const { unitPath } of patches) ctx.policy.require(actor, SCREEN, { unitPath });
  return patches;
}

/**
 * 拆分: the patch is superseded by its parts, which go on where it stood and keep where they came from.
 * @throws TarimError REDLINE_PARTS_WRONG, REDLINE_GEOMETRY, REDLINE_ACT_NOT_NOW
 */
export async function splitPatch(
  ctx: Context,
  actor: Actor,
  id: number,
  input: { parts?: readonly unknown[]; cut?: unknown; text: string },
): Promise<PatchDetail> {
  const [patch] = await readable(ctx, actor, [id]);
  const parts: Areal[] = [];
  for (const one of input.parts ?? []) parts.push(await usableArea(one));
  if (input.cut !== undefined) parts.push(...(await cutOf(patch!.geometry, await usableArea(input.cut))));
  if (parts.length < 2) throw new TarimError(E.partsWrong);
  await requireParts(patch!.geometry, parts);
  await asActor(ctx, actor, SCREEN, async (tx) => {
    const facts = await factsOf(tx, id);
    await perform(ctx, tx, id, 'split', { text: input.text, detail: { parts: parts.length } }, actor);
    for (const [at, geometry] of parts.entries())
      await derive(ctx, tx, actor, [patch!], facts, geometry, `${patch!.ref}/${id}.${at + 1}`);
  });
  ctx.live.publish(LIVE_PATCHES, { items: [] });
  return getPatch(ctx, actor, id);
}

/** What of a whole lies inside and what outside of an area drawn across it. */
async function cutOf(whole: Areal, cut: Areal): Promise<Areal[]> {
  const parts = [await geos().intersection(whole, cut), await geos().difference(whole, cut)];
  return parts.flatMap((one) => {
    const areal = polygonalPart(one);
    return areal && area(areal) > SLIVER_M2 ? [areal] : [];
  });
}

/** Parts lie within the whole and not upon each other, but for slivers of drawing. */
async function requireParts(whole: Areal, parts: readonly Areal[]): Promise<void> {
  const m2 = (one: Awaited<ReturnType<ReturnType<typeof geos>['union']>>) => {
    const areal = polygonalPart(one);
    return areal ? area(areal) : 0;
  };
  const slack = Math.max(SLIVER_M2, area(whole) * 1e-4);
  let sum = 0;
  for (const part of parts) {
    sum += area(part);
    if (m2(await geos().difference(part, whole)) > slack) throw new TarimError(E.partsWrong);
  }
  if (sum - m2(await geos().union(parts)) > slack) throw new TarimError(E.partsWrong);
}

/**
 * 合并: patches of one detector, image day, unit and step become one, which keeps where it came from. Gives the merged patch.
 * @throws TarimError REDLINE_MERGE_WRONG, REDLINE_ACT_NOT_NOW
 */
export async function mergePatch(
  ctx: Context,
  actor: Actor,
  id: number,
  input: { with: readonly number[]; text: string },
): Promise<PatchDetail> {
  const ids = [...new Set([id, ...input.with])].sort((a, b) => a - b);
  const patches = await readable(ctx, actor, ids);
  const first = patches.find((one) => one.id === id)!;
  for (const one of patches)
    for (const key of ['state', 'detector', 'afterOn', 'unitPath', 'theme'] as const)
      if (one[key] !== first[key]) throw new TarimError(E.mergeWrong, { id: one.code });
  if (patches.length < 2) throw new TarimError(E.mergeWrong, { id: first.code });
  const union = polygonalPart(await geos().union(patches.map((one) => one.geometry)))!;
  const made = await asActor(ctx, actor, SCREEN, async (tx) => {
    const facts = await factsOf(tx, id);
    for (const one of patches)
      await perform(ctx, tx, one.id, 'merge', { text: input.text, detail: { with: ids } }, actor);
    return derive(ctx, tx, actor, patches, facts, union, `merge/${ids.join('+')}`);
  });
  ctx.live.publish(LIVE_PATCHES, { items: [] });
  return getPatch(ctx, actor, made);
}

const factsOf = async (tx: Tx, id: number): Promise<Facts> => fold(await eventsOf(tx, id));

async function derive(
  ctx: Context,
  tx: Tx,
  actor: Actor,
  parents: readonly Patch[],
  before: Facts,
  geometry: Areal,
  ref: string,
): Promise<number> {
  const [first] = parents;
  const at = new Date(ctx.clock.now());
  const iso = beijingIso(at.getTime());
  const { state, unitPath } = before;
  const dueAt = dueOf(state, iso, await readTerms(tx), await calendarOf(ctx, tx, unitPath), null);
  const change = { unitPath, class: before.class, dueAt };
  const event: Happened = { act: 'derive', to: state, change, byUser: actor.userId };
  const [lon, lat] = labelPoint(geometry, 1e-5) as [number, number];
  const overlaps = await (await overlapper(tx, first!.afterOn, boxOf(geometry)))(geometry);
  const id = await insertPatch(
    tx,
    {
      ref: ref.slice(0, 100),
      theme: first!.theme,
      detector: first!.detector,
      detectorVersion: first!.detectorVersion,
      parameters: first!.parameters,
      beforeScene: first!.beforeScene,
      afterScene: first!.afterScene,
      beforeOn: first!.beforeOn,
      afterOn: first!.afterOn,
      confidence: first!.confidence,
      indexChange: parents.length === 1 ? first!.indexChange : {},
      areaM2: area(geometry),
      lon,
      lat,
      geometry,
      overlaps,
      parents: parents.map((one) => one.id),
      simulated: parents.some((one) => one.simulated),
    },
    fold([event]),
    at,
  );
  if (id === null) throw new TarimError(E.refConflict, { ref });
  await insertEvents(tx, [
    {
      patchId: id,
      unitPath,
      act: 'derive',
      from: null,
      to: state,
      text: null,
      detail: { parents: parents.map((one) => one.id) },
      evidence: [],
      change,
      byName: actor.name,
      byUser: actor.userId,
      at,
    },
  ]);
  return id;
}
