import { type BoundRoute, implement, uploadedFile } from '@tarim/platform';
import * as contract from '../contract.ts';
import { api } from './use-cases/api.ts';
import { item, items } from './use-cases/items.ts';
import { collection, collections, conformance, landing } from './use-cases/landing.ts';
import { registerImage, removeImage } from './use-cases/register-image.ts';
import { schema } from './use-cases/schemas.ts';
import {
  stacAsset,
  stacCollection,
  stacCollections,
  stacConformance,
  stacItems,
  stacOne,
  stacRoot,
} from './use-cases/stac.ts';
import { tile } from './use-cases/tiles.ts';
import { tileJson, tileMatrixSet, tileMatrixSets, tileset, tilesets } from './use-cases/tilesets.ts';

export const routes: BoundRoute[] = [
  implement(contract.getLanding, async (call) => landing(call)),
  implement(contract.getConformance, async (call) => conformance(call)),
  implement(contract.getApi, (call, ctx) => api(call, ctx)),
  implement(contract.listCollections, (call, ctx) => collections(call, ctx)),
  implement(contract.getCollection, (call, ctx) => collection(call, ctx, call.params.id)),
  implement(contract.getQueryables, (call, ctx) => schema(call, ctx, call.params.id, 'queryables')),
  implement(contract.getSchema, (call, ctx) => schema(call, ctx, call.params.id, 'schema')),
  implement(contract.listItems, (call, ctx) => items(call, ctx, call.params.id)),
  implement(contract.getItem, (call, ctx) => item(call, ctx, call.params.id, call.params.featureId)),
  implement(contract.listTileMatrixSets, async (call) => tileMatrixSets(call)),
  implement(contract.getTileMatrixSet, async (call) => tileMatrixSet(call)),
  implement(contract.listTilesets, (call, ctx) => tilesets(call, ctx, call.params.id)),
  implement(contract.getTileset, (call, ctx) => tileset(call, ctx, call.params.id)),
  implement(contract.getTileJson, (call, ctx) => tileJson(call, ctx, call.params.id)),
  implement(contract.getTile, (call, ctx) => tile(call, ctx, call.params.id, call.params, call.query)),
  implement(contract.getTileXyz, (call, ctx) => tile(call, ctx, call.params.id, call.params, call.query)),
  implement(contract.getStac, (call, ctx) => stacRoot(call, ctx)),
  implement(contract.listStacCollections, (call, ctx) => stacCollections(call, ctx)),
  implement(contract.getStacCollection, (call, ctx) => stacCollection(call, ctx, call.params.id)),
  implement(contract.listStacItems, (call, ctx) => stacItems(call, ctx, call.params.id)),
  implement(contract.getStacItem, (call, ctx) => stacOne(call, ctx, call.params.id, call.params.itemId)),
  implement(contract.getStacAsset, (call, ctx) => stacAsset(call, ctx, call.params, call.query.part)),
  implement(contract.getStacConformance, async (call) => stacConformance(call)),
  implement(contract.postStacSearch, (call, ctx) => stacItems(call, ctx, null, { body: call.body })),
  implement(contract.searchStac, (call, ctx) => stacItems(call, ctx, null)),
  implement(contract.registerImage, async ({ actor, query, request }, ctx) =>
    registerImage(ctx, actor!, await uploadedFile(request), query),
  ),
  implement(contract.removeImage, async ({ actor, params }, ctx) => {
    await removeImage(ctx, actor!, params.id);
    return undefined;
  }),
];
