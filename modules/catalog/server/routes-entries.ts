import { type BoundRoute, implement } from '@tarim/platform';
import * as contract from '../contract.ts';
import { meter } from './meter.ts';
import { readerOf } from './reader.ts';
import { dcatOf } from './use-cases/dcat.ts';
import { readEntry, sampleOf, searchCatalog } from './use-cases/entries.ts';
import { exportRows } from './use-cases/export.ts';

/** The catalogue itself: every answer is for one reader, so that no cache between may keep it. */
export const entryRoutes: readonly BoundRoute[] = [
  implement(contract.listEntries, async (call, ctx) =>
    searchCatalog(ctx, await readerOf(ctx, call), call.query),
  ),
  implement(contract.getEntry, async (call, ctx) =>
    readEntry(ctx, await readerOf(ctx, call), call.params.id),
  ),
  implement(contract.getSample, async (call, ctx) => {
    const reader = await readerOf(ctx, call);
    const { answer, rows } = await sampleOf(ctx, reader, call.params.id);
    const bytes = Buffer.byteLength(JSON.stringify(answer));
    meter(ctx, reader, {
      dataset: call.params.id,
      interface: 'sample',
      rows: rows.length,
      bytes,
      address: call.request.ip,
    });
    return answer;
  }),
  implement(contract.exportDataset, async (call, ctx) => {
    const { params, query, request, reply } = call;
    const file = await exportRows(ctx, await readerOf(ctx, call), params.id, query, request.ip);
    await reply
      .type(file.mime)
      .header('cache-control', 'no-store')
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
      .send(file.stream);
    return undefined;
  }),
  implement(contract.getDcat, async ({ request, reply }, ctx) => {
    const told = await dcatOf(ctx, `${request.protocol}://${request.host}`);
    await reply
      .type('application/ld+json; charset=utf-8')
      .header('cache-control', 'public, max-age=300')
      .send(JSON.stringify(told));
    return undefined;
  }),
];
