import { createHash } from 'node:crypto';
import { meter, readerOf } from '@tarim/catalog/queries';
import { type BoundRoute, datasetRevision, implement } from '@tarim/platform';
import * as contract from '../contract.ts';
import { readCapabilities } from './domain/capabilities.ts';
import { listBaseMaps } from './use-cases/base-maps.ts';
import { layersOf, shownSet, sightKey } from './use-cases/layers.ts';
import { geojson, identifyAt, searchFeatures } from './use-cases/look.ts';
import { printMap } from './use-cases/print.ts';
import { addBaseMap, listBaseMapSettings, putBaseMap, removeBaseMap } from './use-cases/set-base-maps.ts';
import { listViews, openLink, removeView, saveView, updateView } from './use-cases/views.ts';

export const routes: BoundRoute[] = [
  implement(contract.listLayers, async (call, ctx) => ({
    person: call.actor?.name ?? null,
    layers: await layersOf(ctx, await readerOf(ctx, call)),
  })),

  implement(contract.getData, async (call, ctx) => {
    const { params, request, reply } = call;
    const reader = await readerOf(ctx, call);
    const shown = shownSet(ctx, reader, params.id);
    const revision = await datasetRevision(ctx.db, shown.set);
    const tag = createHash('sha256')
      .update(`${params.id}|${revision}|${sightKey(shown.sight)}`)
      .digest('hex');
    const etag = `"${tag.slice(0, 32)}"`;
    // What one person sees is no other's.
    reply.header('etag', etag).header('cache-control', 'private, no-cache');
    if (request.headers['if-none-match']?.includes(etag)) {
      await reply.code(304).send();
      return undefined;
    }
    const { text, rows } = await geojson(ctx, shown);
    const use = { dataset: params.id, rows, bytes: text.length, interface: 'map', address: request.ip };
    meter(ctx, reader, use);
    await reply.type('application/geo+json').send(text);
    return undefined;
  }),

  implement(contract.search, async (call, ctx) => ({
    hits: await searchFeatures(ctx, await readerOf(ctx, call), call.query.q),
  })),

  implement(contract.identify, async (call, ctx) => ({
    found: await identifyAt(ctx, await readerOf(ctx, call), {
      ...call.query,
      layers: call.query.layers.split(','),
    }),
  })),

  implement(contract.listViews, async ({ actor }, ctx) => ({ views: await listViews(ctx, actor!) })),
  implement(contract.saveView, ({ actor, body }, ctx) => saveView(ctx, actor!, body)),
  implement(contract.updateView, ({ actor, params, body }, ctx) => updateView(ctx, actor!, params.id, body)),
  implement(contract.removeView, ({ actor, params }, ctx) => removeView(ctx, actor!, params.id)),
  implement(contract.openLink, async (call, ctx) =>
    openLink(ctx, await readerOf(ctx, call), call.params.token),
  ),

  implement(contract.listBaseMaps, async ({ actor, reply }, ctx) => {
    // Keys go to those whom the setting names, and stay in no cache between.
    reply.header('cache-control', 'private, no-store');
    return { baseMaps: await listBaseMaps(ctx, actor) };
  }),
  implement(contract.listBaseMapSettings, async (_call, ctx) => ({
    baseMaps: await listBaseMapSettings(ctx),
  })),
  implement(contract.addBaseMap, ({ actor, body }, ctx) => addBaseMap(ctx, actor!, body)),
  implement(contract.putBaseMap, ({ actor, params, body }, ctx) => putBaseMap(ctx, actor!, params.id, body)),
  implement(contract.removeBaseMap, ({ actor, params }, ctx) => removeBaseMap(ctx, actor!, params.id)),
  implement(contract.readCapabilities, async ({ body }) => readCapabilities(body.xml)),

  implement(contract.print, async (call, ctx) => {
    const pdf = await printMap(ctx, await readerOf(ctx, call), call.body);
    await call.reply.type('application/pdf').send(Buffer.from(pdf));
    return undefined;
  }),
];
