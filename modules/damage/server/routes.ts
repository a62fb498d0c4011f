import { type BoundRoute, implement, negotiateLanguage } from '@tarim/platform';
import * as contract from '../contract.ts';
import { actOnCase } from './use-cases/act-on-case.ts';
import { estimateOf } from './use-cases/estimate.ts';
import { changeSimpleLimit, simpleLimits } from './use-cases/limits.ts';
import { openCase } from './use-cases/open-case.ts';
import {
  caseDocument,
  getCase,
  listCases,
  listOpenCompensations,
  type Tongue,
} from './use-cases/read-cases.ts';
import { damageStatistics } from './use-cases/statistics.ts';

const tongueOf = (request: { headers: { 'accept-language'?: string } }): Tongue =>
  negotiateLanguage(request.headers['accept-language']) === 'en' ? 'en' : 'zh';

export const routes: readonly BoundRoute[] = [
  implement(contract.listDamageCases, ({ query }, ctx) => listCases(ctx, query)),
  implement(contract.getDamageCase, ({ actor, params }, ctx) => getCase(ctx, actor!, params.id)),
  implement(contract.openDamageCase, ({ actor, body }, ctx) => openCase(ctx, actor!, body)),
  implement(contract.actOnDamageCase, ({ actor, params, body, request }, ctx) =>
    actOnCase(ctx, actor!, params.id, body, tongueOf(request)),
  ),
  implement(contract.listSimpleLimits, (_call, ctx) => simpleLimits(ctx)),
  implement(contract.setSimpleLimit, ({ actor, body }, ctx) => changeSimpleLimit(ctx, actor!, body)),
  implement(contract.estimateDamage, async ({ body, request }) => estimateOf(body, tongueOf(request))),
  implement(contract.getDamageDocument, async ({ actor, params, query, reply }, ctx) => {
    const { bytes, mime, name } = await caseDocument(ctx, actor!, params.id, params.kind, query.format);
    reply.type(mime).header('content-disposition', `inline; filename="${name}"`);
    await reply.send(Buffer.from(bytes));
    return undefined;
  }),
  implement(contract.damageStatistics, ({ query, request }, ctx) =>
    damageStatistics(ctx, query, tongueOf(request)),
  ),
  implement(contract.listOpenCompensations, ({ query }, ctx) => listOpenCompensations(ctx, query.before)),
];
