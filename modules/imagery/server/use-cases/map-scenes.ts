import { boxOf } from '@tarim/geo';
import { beijingDate, beijingIso } from '@tarim/kernel';
import type { Actor, Context } from '@tarim/platform';
import type { MapScene, MapSceneQuery, PictureQuery, StyleName, TileJson } from '../../contract.ts';
import { zoomsOf } from '../domain/mercator.ts';
import { legendOf, lookOf, stylesOf } from '../domain/styles.ts';
import { type SceneFilter, type SceneRow, sceneRows } from '../sql/scenes.ts';
import { styleTitles, type Titles } from '../words.ts';
import { sceneLegend } from './scene-classes.ts';
import { scenePage } from './scene-page.ts';

const PAGE = 20;
const MOST_ID = 2 ** 31 - 1;

/** The same rule as for pictures: who may not read imagery sees what is public. */
const sightOf = (ctx: Context, actor: Actor | null): Pick<SceneFilter, 'open' | 'state'> => ({
  open: !(actor && ctx.policy.can(actor, 'imagery.read')),
  state: 'ready',
});

/** @throws TarimError IMAGERY_BOX_INVALID */
export async function listMapScenes(
  ctx: Context,
  actor: Actor | null,
  { ids, limit, ...asked }: MapSceneQuery,
): Promise<{ scenes: MapScene[]; cursor: string | null }> {
  const wanted = ids?.split(',').map(Number);
  const { rows, cursor } = await scenePage(ctx.db, {
    ...asked,
    ...sightOf(ctx, actor),
    ids: wanted?.filter((one) => one <= MOST_ID),
    limit: limit ?? wanted?.length ?? PAGE,
  });
  return { scenes: rows.map(present), cursor };
}

function present(row: SceneRow): MapScene {
  const box = boxOf(row.footprint!);
  return {
    id: row.id,
    title: row.title,
    takenAt: beijingIso(row.takenAt.getTime()),
    sensor: row.sensor,
    gsd: row.gsd!,
    cloudShare: row.cloudShare,
    simulated: row.simulated,
    period: row.derived && { from: row.derived.from, to: row.derived.to },
    box: [...box],
    maxZoom: zoomsOf(box, row.gsd!, Math.max(box[2] - box[0], box[3] - box[1])).max,
    styles: stylesOf(row.facts!.bands, row.qualityKind),
    source: row.source,
    licence: row.licence,
  };
}

/** Those of the scenes that somebody may see: views of a map are shown without the others. */
export async function scenesSeen(
  ctx: Context,
  actor: Actor | null,
  ids: readonly number[],
): Promise<ReadonlySet<number>> {
  const known = ids.filter((id) => id <= MOST_ID);
  if (known.length === 0) return new Set();
  const rows = await sceneRows(ctx.db, { ...sightOf(ctx, actor), ids: known, limit: known.length });
  return new Set(rows.map(({ id }) => id));
}

/** A scene among the layers of a sheet. */
export interface LayerScene {
  readonly id: number;
  readonly title: string;
  /** Beijing day; of a composite, the first and the last of its period. */
  readonly on: string;
  readonly source: string;
  readonly licence: string;
  readonly simulated: boolean;
  readonly style: Titles;
  readonly legend: TileJson['legend'];
}

/**
 * What a sheet says of the scenes that it shows, in the order asked for; those that somebody may not see are left out.
 * @param wanted a style that a scene's bands do not give counts as its usual one
 */
export async function layerScenes(
  ctx: Context,
  actor: Actor | null,
  wanted: ReadonlyArray<{ readonly id: number; readonly style?: string | undefined }>,
): Promise<LayerScene[]> {
  const ids = wanted.map(({ id }) => id).filter((id) => id <= MOST_ID);
  if (ids.length === 0) return [];
  const rows = await sceneRows(ctx.db, { ...sightOf(ctx, actor), ids, limit: ids.length });
  return wanted.flatMap(({ id, style }): LayerScene[] => {
    const row = rows.find((one) => one.id === id);
    return row ? [layerOf(row, style)] : [];
  });
}

function layerOf(row: SceneRow, asked: string | undefined): LayerScene {
  const { bands, reflectance } = row.facts!;
  const styles = stylesOf(bands, row.qualityKind);
  const style: StyleName = styles.find((one) => one === asked) ?? styles[0]!;
  const quality = row.qualityKind && { kind: row.qualityKind, path: '' };
  const query: Omit<PictureQuery, 'size'> = { style };
  const classes = sceneLegend(row);
  return {
    id: row.id,
    title: row.title,
    on: row.derived
      ? [row.derived.from, row.derived.to].map((one) => beijingDate(Date.parse(one))).join(' – ')
      : beijingDate(row.takenAt.getTime()),
    source: row.source,
    licence: row.licence,
    simulated: row.simulated,
    style: styleTitles(style),
    // Colours depend on nothing that stands in the files.
    legend: legendOf(
      lookOf({ path: '', bands, reflectance, quality, classes, inputs: row.derived?.inputs.length }, query)
        .style,
      classes,
    ),
  };
}
