import { createGeosPool, type GeosPool } from '@tarim/geo';
import { TarimError } from '@tarim/kernel';
import { type BoundRoute, type Db, implement } from '@tarim/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import * as contract from '../contract.ts';
import { atlasOf } from './atlas.ts';
import { regionErrors } from './errors.ts';
import { outlinesJson, tilesOf } from './layers.ts';
import { readState } from './sql/state.ts';
import { unitsUnder } from './sql/units.ts';
import { listOutlines } from './use-cases/list-outlines.ts';
import { replaceOutline } from './use-cases/replace-outline.ts';

/** Worker threads start with the first outline that is checked. */
let pool: GeosPool | undefined;
const geos = (): GeosPool => {
  pool ??= createGeosPool(1);
  return pool;
};

async function manifest(db: Db): Promise<contract.Manifest> {
  const [state, atlas] = [await readState(db), await atlasOf(db)];
  if (!state) throw new TarimError(regionErrors.notLoaded);
  const { code, names, bbox, centre, home, time, hierarchies, layers, outlineNote, sources, licence } =
    state.manifest;
  const told = { code, names, bbox, centre, home, time, hierarchies, layers, outlineNote, sources, licence };
  return { ...told, demoOutlines: atlas.demo, revision: atlas.revision };
}

/** Answers bytes that change only with the revision; a client that has them gets 304. */
async function sendCached(
  request: FastifyRequest,
  reply: FastifyReply,
  tag: string,
  mime: string,
  bytes: () => Uint8Array,
) {
  const etag = `"${tag}"`;
  reply.header('etag', etag).header('cache-control', 'public, max-age=3600, stale-while-revalidate=86400');
  if (request.headers['if-none-match']?.includes(etag)) await reply.code(304).send();
  else await reply.type(mime).send(Buffer.from(bytes()));
  return undefined;
}

export const routes: BoundRoute[] = [
  implement(contract.getManifest, async (_call, { db }) => manifest(db)),

  implement(contract.listUnits, async ({ query }, { db }) => ({
    units: await unitsUnder(db, query.under ?? '/', { hierarchy: query.hierarchy, level: query.level }),
  })),

  implement(contract.getOutlines, async ({ params, request, reply }, { db }) => {
    const atlas = await atlasOf(db);
    const tag = `${atlas.revision}-${params.level}`;
    return sendCached(request, reply, tag, 'application/geo+json', () => outlinesJson(atlas, params.level));
  }),

  implement(contract.listOutlines, (_call, ctx) => listOutlines(ctx)),

  implement(contract.getTile, async ({ params: { layer, z, x, y }, request, reply }, { db }) => {
    const atlas = await atlasOf(db);
    const tile = tilesOf(atlas, layer).tile(z, x, y);
    if (!tile) throw new TarimError(regionErrors.tileUnknown, { z, x, y });
    const tag = `${atlas.revision}-${layer}-${z}-${x}-${y}`;
    return sendCached(request, reply, tag, 'application/vnd.mapbox-vector-tile', () => tile);
  }),

  implement(contract.locate, async ({ query: { lon, lat } }, { db }) => {
    const atlas = await atlasOf(db);
    const county = atlas.find('county', lon, lat);
    const [, , code] = county?.path.split('/') ?? [];
    const above = county?.level === 'county' ? (atlas.units.get(code ?? '') ?? null) : null;
    const drawn = county ? null : atlas.find('prefecture', lon, lat);
    return {
      lon,
      lat,
      county,
      prefecture: above ?? (drawn?.level === 'prefecture' ? drawn : null),
      demo: atlas.demo,
    };
  }),

  implement(contract.replaceOutline, ({ params, body, actor }, ctx) =>
    replaceOutline(ctx, geos(), actor!, { code: params.code, ...body }),
  ),
];
