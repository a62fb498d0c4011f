import { mkdir, statfs } from 'node:fs/promises';
import { beijingIso, TarimError } from '@tarim/kernel';
import type { Context } from '@tarim/platform';
import type { SampleType } from '@tarim/raster';
import type { CompositeParameters, CompositePlan, CompositePlanQuery, Failure } from '../../contract.ts';
import { type Composable, type Composition, compose } from '../domain/compose.ts';
import { failureIn, keptFailure, type Tongue } from '../domain/failure.ts';
import { boxOfText } from '../domain/mercator.ts';
import { imageryErrors as E } from '../errors.ts';
import { type SceneRow, sceneRows } from '../sql/scenes.ts';
import { requireScene } from './ingest-scene.ts';

export interface InputScene extends Composable {
  readonly row: SceneRow;
}
export type Planned = Composition<InputScene>;

const MOST_ID = 2 ** 31 - 1;
const GIB = 2 ** 30;

/**
 * What a composite of scenes will be, by what is known of them now.
 * @throws TarimError IMAGERY_SCENE_UNKNOWN, IMAGERY_NOT_READY, IMAGERY_BOX_INVALID, IMAGERY_COMPOSITE_ROOM, those of `compose`
 */
export async function plannedComposite(
  ctx: Context,
  ids: readonly number[],
  { method, order, bbox }: Pick<CompositeParameters, 'method' | 'order' | 'bbox'>,
): Promise<Planned> {
  const asked = [...new Set(ids)];
  const known = asked.filter((id) => id <= MOST_ID);
  const rows =
    known.length === 0 ? [] : await sceneRows(ctx.db, { ids: known, limit: Math.max(1, known.length) });
  const scenes = asked.map((id) => {
    const row = requireScene(rows.find((one) => one.id === id) ?? null, id);
    if (row.state !== 'ready') throw new TarimError(E.notReady, { id, state: row.state });
    return inputOf(row);
  });
  const box = bbox === undefined ? null : boxOfText(bbox);
  const composition = compose(scenes, { method, order, box });
  await requireRoom(ctx, composition.room);
  return composition;
}

function inputOf(row: SceneRow): InputScene {
  const { width, height, affine, type, noData, reflectance, bands } = row.facts!;
  const [a, b, c, d, e, f] = affine as [number, number, number, number, number, number];
  return {
    row,
    id: row.id,
    title: row.title,
    sensor: row.sensor,
    from: row.derived ? Date.parse(row.derived.from) : row.takenAt.getTime(),
    to: row.derived ? Date.parse(row.derived.to) : row.takenAt.getTime(),
    cloudShare: row.cloudShare,
    grid: { crs: row.crs!, width, height, affine: [a, b, c, d, e, f] },
    type: type as SampleType,
    noData: noData === 'nan' ? Number.NaN : noData,
    reflectance,
    bands,
  };
}

/** @throws TarimError IMAGERY_COMPOSITE_ROOM */
async function requireRoom({ config }: Context, needed: number): Promise<void> {
  await mkdir(config.dataDir, { recursive: true });
  const { bavail, bsize } = await statfs(config.dataDir);
  const free = bavail * bsize;
  const told = (bytes: number) => (bytes / GIB).toFixed(1);
  if (needed > free) throw new TarimError(E.compositeRoom, { needed: told(needed), free: told(free) });
}

/** The same as an answer: what is wrong is told, not thrown. */
export async function planComposite(
  ctx: Context,
  { scenes, ...parameters }: CompositePlanQuery,
  tongue: Tongue,
): Promise<{ plan: CompositePlan | null; problem: Failure | null }> {
  try {
    return {
      plan: present(await plannedComposite(ctx, scenes.split(',').map(Number), parameters)),
      problem: null,
    };
  } catch (error) {
    if (!(error instanceof TarimError)) throw error;
    return { plan: null, problem: failureIn(tongue, keptFailure(error)) };
  }
}

const present = ({ scenes, grid, gsd, roles, room, from, to }: Planned): CompositePlan => ({
  width: grid.width,
  height: grid.height,
  crs: grid.crs,
  gsd,
  roles: [...roles],
  room,
  from: beijingIso(from),
  to: beijingIso(to),
  scenes: scenes.map(({ id }) => id),
  unmasked: scenes.filter(({ row }) => !isMasked(row)).map(({ id }) => id),
  mayBePublic: scenes.every(({ row }) => row.public),
  simulated: scenes.some(({ row }) => row.simulated),
});

/** Its clouds are known, or it is a composite, in which none are left. */
export const isMasked = ({ qualityKind }: Pick<SceneRow, 'qualityKind'>): boolean => qualityKind !== null;
