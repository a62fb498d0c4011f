import { type BoundRoute, implement, negotiateLanguage } from '@tarim/platform';
import * as contract from '../../contract.ts';
import { compareSites } from './compare.ts';
import { explainMedium } from './explain-medium.ts';
import { explainWater } from './explain-water.ts';
import type { Tongue } from './finding-out.ts';
import { getMedium } from './get-medium.ts';
import { getWater } from './get-water.ts';
import { siteHistory } from './site-history.ts';
import { explainSource, getSources } from './sources.ts';

const tongueOf = (request: { headers: { 'accept-language'?: string } }): Tongue =>
  negotiateLanguage(request.headers['accept-language']) === 'en' ? 'en' : 'zh';

/** Pages of what the signed results come to. */
export const viewRoutes: readonly BoundRoute[] = [
  implement(contract.getWater, ({ query }, ctx) => getWater(ctx, query)),
  implement(contract.explainWater, ({ query, request }, ctx) => explainWater(ctx, query, tongueOf(request))),
  implement(contract.getSources, ({ query, request }, ctx) => getSources(ctx, query, tongueOf(request))),
  implement(contract.explainSource, ({ params, query, request }, ctx) =>
    explainSource(ctx, params.id, query, tongueOf(request)),
  ),
  implement(contract.getMedium, ({ query }, ctx) => getMedium(ctx, query)),
  implement(contract.explainMedium, ({ params, query, request }, ctx) =>
    explainMedium(ctx, params.id, query, tongueOf(request)),
  ),
  implement(contract.getSiteHistory, ({ params, query, request }, ctx) =>
    siteHistory(ctx, params.id, query, tongueOf(request)),
  ),
  implement(contract.compareSites, ({ query }, ctx) => compareSites(ctx, query)),
];
