import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { boxOf } from '@tarim/geo';
import { TarimError } from '@tarim/kernel';
import { type Actor, ByteCache, type Context, type StoredFile, sendStoredFile } from '@tarim/platform';
import { blankTile, createPicturePool, type Grid, type PicturePool, type TileAddress } from '@tarim/raster';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { PictureQuery, TileJson } from '../../contract.ts';
import { boxOfText, chipGrid, zoomsOf } from '../domain/mercator.ts';
import { legendOf, lookOf, type PicturedScene } from '../domain/styles.ts';
import { imageryErrors as E } from '../errors.ts';
import { type SceneRow, sceneRow } from '../sql/scenes.ts';
import { requireScene } from './ingest-scene.ts';
import { sceneLegend } from './scene-classes.ts';

export interface PictureCall {
  readonly actor: Actor | null;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** Changes when pictures of the same scene and style come out otherwise. */
const DRAWN_BY = '1';
const CACHE_BYTES = 64 << 20;
const SETTINGS = {
  /** One processor stays with those who wait for other answers. */
  threads: Math.max(1, Math.min(4, availableParallelism() - 1)),
  open: 8,
  cacheBytes: 24 << 20,
  waiting: 400,
};

let pool: PicturePool | undefined;
const cache = new ByteCache<Buffer | null>(CACHE_BYTES);
/** Threads start with the first picture. */
const pictures = (): PicturePool => {
  pool ??= createPicturePool(SETTINGS);
  return pool;
};
export async function closePictures(): Promise<void> {
  const open = pool;
  pool = undefined;
  await open?.close();
}

/** Rows without their pictures would be of no use; a scene that somebody may not see does not exist for him. */
async function seenScene(ctx: Context, actor: Actor | null, id: number): Promise<SceneRow> {
  const row = requireScene(await sceneRow(ctx.db, id), id);
  const open = row.public && row.state === 'ready';
  if (!open && !(actor && ctx.policy.can(actor, 'imagery.read')))
    throw new TarimError(E.sceneUnknown, { id });
  if (row.state !== 'ready') throw new TarimError(E.notReady, { id, state: row.state });
  return row;
}

async function fileOf(ctx: Context, row: SceneRow, part: 'bands' | 'quality'): Promise<StoredFile> {
  const sha256 = part === 'bands' ? row.cogSha256 : row.qualitySha256;
  const file = sha256 === null ? null : await ctx.files.locate(sha256);
  if (!file) throw new TarimError(part === 'bands' ? E.sceneUnknown : E.partMissing, { id: row.id });
  return file;
}

/** What drawing needs, with the paths of its files. */
async function picturedScene(ctx: Context, row: SceneRow): Promise<PicturedScene> {
  const { facts, qualityKind } = row;
  return {
    path: (await fileOf(ctx, row, 'bands')).path,
    bands: facts!.bands,
    reflectance: facts!.reflectance,
    classes: sceneLegend(row),
    quality: qualityKind && { kind: qualityKind, path: (await fileOf(ctx, row, 'quality')).path },
    inputs: row.derived?.inputs.length,
  };
}

/**
 * The content of a scene never changes, only whether it may be seen: pictures may be kept by browsers for a while, by nobody else unless
 * the scene is public. Colours of classes may change: those pictures are asked for again, which costs little where they are the same.
 */
function known({ request, reply }: PictureCall, row: SceneRow, parts: readonly unknown[]): boolean {
  const hash = createHash('sha1')
    .update(JSON.stringify([DRAWN_BY, row.cogSha256, row.qualitySha256, row.classTable?.version, ...parts]))
    .digest('base64url');
  const tag = `"${hash}"`;
  const keep = row.sensor === 'thematic' ? 'no-cache' : 'max-age=600';
  reply.header('etag', tag).header('cache-control', `${row.public ? 'public' : 'private'}, ${keep}`);
  if (row.public) openToPages(reply);
  if (!request.headers['if-none-match']?.split(',').some((one) => one.trim() === tag)) return false;
  void reply.code(304).send();
  return true;
}

/** Pages of other sites may show what everybody may see. */
const openToPages = (reply: FastifyReply) => reply.header('access-control-allow-origin', '*');

async function draw(
  ctx: Context,
  row: SceneRow,
  query: Omit<PictureQuery, 'size'>,
  at: TileAddress | Grid,
  size?: 256 | 512,
): Promise<Buffer | null> {
  const { bands, style, key } = lookOf(await picturedScene(ctx, row), query);
  const name = JSON.stringify([row.cogSha256, row.qualitySha256, key, at, size]);
  const kept = cache.get(name);
  if (kept !== undefined) return kept;
  const png = await pictures().picture({
    key: `${row.cogSha256} ${key} ${size ?? ''}`,
    bands,
    style,
    at,
    ...(size ? { size } : {}),
  });
  const made = png && Buffer.from(png.buffer, png.byteOffset, png.byteLength);
  cache.set(name, made, (made?.length ?? 0) + name.length + 100);
  return made;
}

const DEEPEST = 24;

/** @throws TarimError IMAGERY_SCENE_UNKNOWN, IMAGERY_NOT_READY, IMAGERY_TILE_OUTSIDE, of styles and expressions */
export async function sendTile(
  ctx: Context,
  call: PictureCall,
  params: { id: number; z: string; x: string; y: string },
  { size, ...query }: PictureQuery,
): Promise<undefined> {
  const row = await seenScene(ctx, call.actor, params.id);
  const at = { z: Number(params.z), x: Number(params.x), y: Number(params.y.replace('.png', '')) };
  const across = 2 ** at.z;
  if (at.z > DEEPEST || at.x >= across || at.y >= across) throw new TarimError(E.tileOutside, at);
  const side = size === '512' ? 512 : 256;
  if (known(call, row, ['tile', at, side, query])) return;
  // A picture in any case: clients of tiles take a missing one for a failure.
  const png = (await draw(ctx, row, query, at, side)) ?? blankTile(side);
  void call.reply.type('image/png').send(png);
}

const CHIP_SIZE = 256;

/** @throws TarimError as `sendTile`, IMAGERY_BOX_INVALID */
export async function sendChip(
  ctx: Context,
  call: PictureCall,
  id: number,
  { bbox, size = CHIP_SIZE, ...query }: Omit<PictureQuery, 'size'> & { bbox: string; size?: number },
): Promise<undefined> {
  const row = await seenScene(ctx, call.actor, id);
  const box = boxOfText(bbox);
  if (known(call, row, ['chip', box, size, query])) return;
  const png = await draw(ctx, row, query, chipGrid(box, size));
  if (png) void call.reply.type('image/png').send(png);
  else void call.reply.code(204).send();
}

/** @throws TarimError as `sendTile` */
export async function tileJson(
  ctx: Context,
  { actor, request, reply }: PictureCall,
  id: number,
  query: PictureQuery,
): Promise<TileJson> {
  const row = await seenScene(ctx, actor, id);
  const pictured = await picturedScene(ctx, row);
  const { style } = lookOf(pictured, query);
  const box = boxOf(row.footprint!);
  const { min, max } = zoomsOf(box, row.gsd!, Math.max(box[2] - box[0], box[3] - box[1]));
  const texts = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  ).toString();
  if (row.public) openToPages(reply);
  return {
    tilejson: '3.0.0',
    name: row.title,
    attribution: `${row.source} · ${row.licence}`,
    scheme: 'xyz',
    tiles: [
      `${request.protocol}://${request.host}/api/imagery/scenes/${id}/tiles/{z}/{x}/{y}${texts ? `?${texts}` : ''}`,
    ],
    tileSize: query.size === '512' ? 512 : 256,
    minzoom: min,
    maxzoom: max,
    bounds: [...box],
    center: [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2, Math.min(max, min + 3)],
    legend: legendOf(style, pictured.classes),
  };
}

/** @throws TarimError IMAGERY_SCENE_UNKNOWN, IMAGERY_NOT_READY, IMAGERY_PART_MISSING */
export async function sendFile(
  ctx: Context,
  call: PictureCall,
  id: number,
  part: 'bands' | 'quality' = 'bands',
): Promise<undefined> {
  const row = await seenScene(ctx, call.actor, id);
  const file = await fileOf(ctx, row, part);
  call.reply.header('cache-control', `${row.public ? 'public' : 'private'}, no-cache`);
  if (row.public) openToPages(call.reply);
  sendStoredFile(call, file, 'image/tiff; application=geotiff; profile=cloud-optimized');
}
