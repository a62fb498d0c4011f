import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type StreamedFile, streamedFiles } from '@tarim/platform';
import { LIMITS, within } from '@tarim/raster';
import { unitByPath } from '@tarim/region/queries';
import {
  type BandRole,
  LIVE_IMAGERY,
  MOST_CLASS_TEXT,
  MOST_FILE_BYTES,
  MOST_FILES,
  type SceneFile,
  type SceneMetadata,
} from '../../contract.ts';
import { readClasses } from '../class-text/read.ts';
import { preparedTable } from '../domain/prepared-tables.ts';
import { imageryErrors as E } from '../errors.ts';
import { insertScene, type SceneRow } from '../sql/scenes.ts';
import type { Told } from '../threaded/brought.ts';
import { uploadFolder } from './folders.ts';
import { gdalHelps, jpeg2000In } from './from-jpeg2000.ts';

export const INGEST = 'imagery.ingest';
export const CONVERT_JOB = 'imagery.convert';

const HEAD_BYTES = 12;

/** Where a sender's file stands after it was written to disk, with what it is called in the folder of uploads. */
export interface Brought {
  readonly part: 'bands' | 'quality';
  readonly name: string;
  readonly path: string;
  readonly size: number;
}

/** Name of a file in the folder of uploads: those of senders may hold anything. */
export const storedName = (part: string, index: number): string => `${part}-${index}.tif`;

/**
 * Takes a scene: its files are written to disk as they arrive, and a job makes a COG of them.
 * @throws TarimError IMAGERY_NOT_TIFF, IMAGERY_JPEG2000, RASTER_TOO_LARGE, IMAGERY_BANDS_MISSING, IMAGERY_FIELD_UNKNOWN, IMAGERY_TAKEN_LATER,
 *   IMAGERY_UNIT_UNKNOWN, FORBIDDEN, TOO_LARGE; of a table of classes those of `classesOf`
 */
export async function receiveScene(
  ctx: Context,
  actor: Actor,
  request: object,
  metadata: SceneMetadata,
): Promise<{ id: number }> {
  const ownerPath = await ownerOf(ctx, actor, INGEST, metadata.ownerPath);
  const folder = uploadFolder(ctx, `new-${randomUUID()}`);
  await mkdir(folder, { recursive: true });
  try {
    const files = await streamedFiles(request, folder, { bytes: MOST_FILE_BYTES, files: MOST_FILES });
    const tables = files.filter(({ field }) => field === 'classes');
    if (tables.length > 1) throw new TarimError(E.fieldUnknown, { field: 'classes' });
    const classes = await classesOf(metadata, tables[0]);
    const brought = files.filter((one) => !tables.includes(one)).map(broughtOf);
    return { id: await ingestScene(ctx, actor, { ...metadata, ownerPath }, brought, classes) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * The table of classes that came with a scene: a file of the form, or a prepared one.
 * @throws TarimError IMAGERY_CLASSES_SUPERFLUOUS, IMAGERY_CLASS_TABLE_LARGE, IMAGERY_CLASS_TABLE_UNKNOWN, those of `readClasses`
 */
async function classesOf(
  { sensor, classTable }: Pick<SceneMetadata, 'sensor' | 'classTable'>,
  file: StreamedFile | undefined,
): Promise<Told['classes']> {
  if (!file && classTable === undefined) return null;
  if (sensor !== 'thematic') throw new TarimError(E.classesSuperfluous);
  if (!file) {
    const { entries, id } = preparedTable(classTable!);
    return { entries, origin: { kind: 'prepared', name: id } };
  }
  // Letters of names have up to four bytes.
  if (file.size > 4 * MOST_CLASS_TEXT) throw new TarimError(E.classTableLarge, { name: file.name });
  const entries = readClasses(file.name, await readFile(file.path));
  return { entries, origin: { kind: 'upload', name: file.name } };
}

/** @throws TarimError IMAGERY_FIELD_UNKNOWN */
function broughtOf({ field, name, path, size }: StreamedFile): Brought {
  if (field !== 'bands' && field !== 'quality')
    throw new TarimError(E.fieldUnknown, { field: field.slice(0, 40) });
  return { part: field, name: name.replace(/[\p{Cc}/\\]/gu, '') || 'scene.tif', path, size };
}

/**
 * The same for files that stand on this machine already; they are moved from where they are.
 * @throws TarimError as `receiveScene`
 */
export async function ingestScene(
  ctx: Context,
  actor: Actor,
  metadata: SceneMetadata & { readonly ownerPath: string },
  files: readonly Brought[],
  classes: Told['classes'] = null,
): Promise<number> {
  ctx.policy.require(actor, INGEST, { unitPath: metadata.ownerPath });
  const bands = files.filter(({ part }) => part === 'bands');
  if (bands.length === 0) throw new TarimError(E.bandsMissing);
  if (files.length - bands.length > 1) throw new TarimError(E.fieldUnknown, { field: 'quality' });
  for (const file of files) await requireTiff(file);
  if (Date.parse(metadata.takenAt) > ctx.clock.now()) throw new TarimError(E.takenLater);
  const originals: SceneFile[] = files.map(({ part, name, size }) => ({ part, name, size, sha256: null }));
  const id = await asActor(ctx, actor, INGEST, async (tx) => {
    const made = await insertScene(tx, {
      collection: metadata.collection,
      sensor: metadata.sensor,
      title: metadata.title,
      takenAt: metadata.takenAt,
      platform: metadata.platform ?? null,
      source: metadata.source,
      licence: metadata.licence,
      simulated: metadata.simulated ?? false,
      public: metadata.public ?? false,
      ownerPath: metadata.ownerPath,
      told: { ...toldOf(metadata), ...(classes ? { classes } : {}) },
      originals,
      byUser: actor.userId,
      byName: actor.name,
      at: new Date(ctx.clock.now()),
    });
    // Moved before the scene is told of: a scene without its files would only fail.
    const target = uploadFolder(ctx, made);
    await rm(target, { recursive: true, force: true });
    await mkdir(target, { recursive: true });
    for (const [i, { part, path }] of files.entries()) await rename(path, join(target, storedName(part, i)));
    await ctx.audit.record(tx, {
      actor,
      action: 'imagery.scene.brought',
      subject: `scene/${made}`,
      unitPath: metadata.ownerPath,
      detail: { title: metadata.title, sensor: metadata.sensor, files: files.length },
    });
    await ctx.jobs.enqueue(CONVERT_JOB, { sceneId: made }, { tx, singletonKey: String(made) });
    return made;
  });
  ctx.live.publish(LIVE_IMAGERY, { scene: id });
  return id;
}

export const toldOf = ({
  baseline,
  epsg,
  noData,
  roles,
}: Pick<SceneMetadata, 'baseline' | 'epsg' | 'noData' | 'roles'>): Told => ({
  baseline: baseline ?? null,
  epsg: epsg ?? null,
  noData: noData ?? null,
  roles: roles === undefined ? null : (roles.split(',') as BandRole[]),
});

/** What a file says in its first bytes: people bring products as they were downloaded. JPEG 2000 is taken where GDAL helps. @throws TarimError */
async function requireTiff({ path, name }: Brought): Promise<void> {
  const file = await open(path, 'r');
  const head = Buffer.alloc(HEAD_BYTES);
  try {
    await file.read(head, 0, HEAD_BYTES, 0);
  } finally {
    await file.close();
  }
  const [a, b, c, d] = head;
  const little = a === 0x49 && b === 0x49 && (c === 42 || c === 43) && d === 0;
  const big = a === 0x4d && b === 0x4d && c === 0 && (d === 42 || d === 43);
  if (little || big) return;
  const jpeg2000 = await jpeg2000In(path);
  if (!jpeg2000) throw new TarimError(E.notTiff, { name });
  if (!gdalHelps()) throw new TarimError(E.jpeg2000, { name });
  if (jpeg2000.cells !== null) within('cells', jpeg2000.cells, LIMITS.maxCells);
}

/**
 * The unit that is competent for what somebody brings: as told, or the first of the posts in which he may.
 * @throws TarimError FORBIDDEN, IMAGERY_UNIT_UNKNOWN
 */
export async function ownerOf(
  ctx: Context,
  actor: Actor,
  action: string,
  told: string | undefined,
): Promise<string> {
  const own = actor.posts.find(
    ({ role, unitPath }) => role !== 'enterprise' && ctx.policy.can(actor, action, { unitPath }),
  );
  const ownerPath = told ?? own?.unitPath ?? '/';
  ctx.policy.require(actor, action, { unitPath: ownerPath });
  if (ownerPath !== '/' && !(await unitByPath(ctx.db, ownerPath)))
    throw new TarimError(E.unitUnknown, { unit: ownerPath });
  return ownerPath;
}

/** @throws TarimError IMAGERY_SCENE_UNKNOWN */
export function requireScene(row: SceneRow | null, id: number): SceneRow {
  if (!row || row.removedAt) throw new TarimError(E.sceneUnknown, { id });
  return row;
}
