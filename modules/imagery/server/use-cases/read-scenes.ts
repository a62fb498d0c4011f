import { type Box, boxesMeet, boxOf } from '@tarim/geo';
import { beijingIso } from '@tarim/kernel';
import type { Actor, Context } from '@tarim/platform';
import type { CompositeMark, CompositeOrigin, Scene, SceneDetail, SceneQuery } from '../../contract.ts';
import type { Derived } from '../domain/derived.ts';
import { failureIn, type Tongue } from '../domain/failure.ts';
import { boxOfText, holdsBox } from '../domain/mercator.ts';
import { stylesOf } from '../domain/styles.ts';
import { collectionNames, removedAmong, type SceneRow, sceneRow, sceneRows } from '../sql/scenes.ts';
import { INGEST, requireScene } from './ingest-scene.ts';
import { sceneClasses } from './scene-classes.ts';
import { scenePage } from './scene-page.ts';

const PAGE = 50;

export async function listScenes(
  ctx: Context,
  actor: Actor,
  { limit = PAGE, ...asked }: SceneQuery,
  tongue: Tongue,
): Promise<{ scenes: Scene[]; cursor: string | null; collections: string[] }> {
  const { rows, cursor } = await scenePage(ctx.db, { ...asked, limit });
  return {
    scenes: rows.map((row) => presentScene(ctx, actor, row, tongue)),
    cursor,
    collections: await collectionNames(ctx.db),
  };
}

/** @throws TarimError IMAGERY_SCENE_UNKNOWN */
export async function getScene(ctx: Context, actor: Actor, id: number, tongue: Tongue): Promise<SceneDetail> {
  const row = requireScene(await sceneRow(ctx.db, id), id);
  const { facts } = row;
  return {
    scene: presentScene(ctx, actor, row, tongue),
    bands: [...(facts?.bands ?? [])],
    width: facts?.width ?? null,
    height: facts?.height ?? null,
    type: facts?.type ?? null,
    noData: facts?.noData ?? null,
    validShare: facts?.validShare ?? null,
    baseline: row.told.baseline,
    footprint: row.footprint,
    quality:
      row.qualityKind && row.qualitySha256
        ? { kind: row.qualityKind, sha256: row.qualitySha256, size: row.qualitySize ?? 0 }
        : null,
    classes: sceneClasses(row, tongue),
    originals: [...row.originals],
    composite: row.derived && (await originOf(ctx, row.derived)),
    styles: facts ? stylesOf(facts.bands, row.qualityKind) : [],
  };
}

/** A scene that it was made of may be gone since; what was made stays. */
async function originOf(ctx: Context, { inputs, outcome, ...told }: Derived): Promise<CompositeOrigin> {
  const removed = await removedAmong(
    ctx.db,
    inputs.map(({ id }) => id),
  );
  return {
    ...told,
    inputs: inputs.map((one) => ({ ...one, removed: removed.has(one.id) })),
    outcome: outcome && { ...outcome, counts: [...outcome.counts] },
  };
}

const markOf = ({ method, inputs, from, to }: Derived): CompositeMark => ({
  method,
  inputs: inputs.length,
  from,
  to,
});

function presentScene(ctx: Context, actor: Actor, row: SceneRow, tongue: Tongue): Scene {
  const at = (date: Date) => beijingIso(date.getTime());
  return {
    id: row.id,
    collection: row.collection,
    sensor: row.sensor,
    title: row.title,
    takenAt: at(row.takenAt),
    platform: row.platform,
    source: row.source,
    licence: row.licence,
    simulated: row.simulated,
    public: row.public,
    ownerPath: row.ownerPath,
    unitPath: row.unitPath,
    state: row.state,
    progress: row.progress,
    failure: failureIn(tongue, row.failure),
    crs: row.crs,
    gsd: row.gsd,
    box: row.box && [...row.box],
    cloudShare: row.cloudShare,
    sha256: row.cogSha256,
    size: row.cogSize,
    byName: row.byName,
    recordedAt: at(row.recordedAt),
    readyAt: row.readyAt && at(row.readyAt),
    composite: row.derived && markOf(row.derived),
    mine: ctx.policy.can(actor, INGEST, { unitPath: row.ownerPath }),
  };
}

const AT_A_PLACE = 24;
/** Scenes whose box meets are looked at, those that show the place are told. */
const LOOKED_AT = 200;

/** Scenes that show a place, the newest first. */
export async function scenesAt(
  ctx: Context,
  query: { bbox: string; from?: string; to?: string; limit?: number },
) {
  const box: Box = boxOfText(query.bbox);
  const rows = await sceneRows(ctx.db, {
    box,
    from: query.from,
    to: query.to,
    state: 'ready',
    limit: LOOKED_AT,
  });
  return {
    scenes: rows
      .filter(({ footprint }) => footprint && boxesMeet(boxOf(footprint), box))
      .slice(0, query.limit ?? AT_A_PLACE)
      .map((row) => ({
        id: row.id,
        title: row.title,
        takenAt: beijingIso(row.takenAt.getTime()),
        sensor: row.sensor,
        gsd: row.gsd!,
        cloudShare: row.cloudShare,
        simulated: row.simulated,
        composite: row.derived !== null,
        whole: holdsBox(row.footprint!, box),
        styles: stylesOf(row.facts!.bands, row.qualityKind) as string[],
      })),
  };
}
