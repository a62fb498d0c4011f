import { type BoundRoute, type Context, implement, type RouteCall } from '@tarim/platform';
import * as contract from '../contract.ts';
import { isFresh } from './snapshot.ts';
import { MAX_AGE_S, snapshotsOf } from './snapshots.ts';
import { airNow } from './use-cases/air-now.ts';
import { cityDays, cityHours } from './use-cases/city-series.ts';
import { enterprise } from './use-cases/enterprise.ts';
import { enterprises } from './use-cases/enterprises.ts';
import { meta } from './use-cases/meta.ts';
import { publicationFactors, publicationPoints } from './use-cases/publication-scope.ts';
import { publications, setPublication } from './use-cases/publications.ts';
import { station } from './use-cases/station.ts';
import { waterStations } from './use-cases/water-stations.ts';

/** Answers from what is kept, with an ETag; 304 to those who have it. */
async function cached<R extends object>(
  call: Pick<RouteCall<unknown, unknown, unknown>, 'request' | 'reply'>,
  ctx: Context,
  key: string,
  compute: () => Promise<R>,
): Promise<R> {
  const { body, etag } = await snapshotsOf(ctx).get(key, compute);
  if (isFresh(call.request, call.reply, etag, MAX_AGE_S)) {
    await call.reply.code(304).send();
    return undefined as unknown as R;
  }
  return body as R;
}

export const routes: readonly BoundRoute[] = [
  implement(contract.portalAirNow, (call, ctx) => cached(call, ctx, 'air', () => airNow(ctx))),
  implement(contract.portalCityHours, (call, ctx) =>
    cached(call, ctx, `hours/${call.params.code}`, () => cityHours(ctx, call.params.code)),
  ),
  implement(contract.portalCityDays, (call, ctx) =>
    cached(call, ctx, `days/${call.params.code}`, () => cityDays(ctx, call.params.code)),
  ),
  implement(contract.portalStation, (call, ctx) =>
    cached(call, ctx, `station/${call.params.id}`, () => station(ctx, call.params.id)),
  ),
  implement(contract.portalEnterprises, (call, ctx) =>
    cached(call, ctx, `enterprises/${JSON.stringify(call.query)}`, () => enterprises(ctx, call.query)),
  ),
  implement(contract.portalEnterprise, (call, ctx) =>
    cached(call, ctx, `enterprise/${call.params.id}`, () => enterprise(ctx, call.params.id)),
  ),
  implement(contract.portalWaterStations, (call, ctx) =>
    cached(call, ctx, 'water', () => waterStations(ctx)),
  ),
  implement(contract.portalMeta, (call, ctx) => cached(call, ctx, 'meta', () => meta(ctx))),

  implement(contract.listPublications, (_call, ctx) => publications(ctx)),
  implement(contract.listPublicationPoints, ({ query }, ctx) => publicationPoints(ctx, query)),
  implement(contract.listPublicationFactors, (_call, ctx) => publicationFactors(ctx)),
  implement(contract.setPublication, async ({ actor, body }, ctx) => {
    const answer = await setPublication(ctx, actor!, body);
    snapshotsOf(ctx).clear();
    return answer;
  }),
];
