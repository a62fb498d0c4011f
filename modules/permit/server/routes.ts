import { type BoundRoute, implement, negotiateLanguage } from '@tarim/platform';
import * as contract from '../contract.ts';
import { actOnApplication, apply, listApplications } from './use-cases/applications.ts';
import { endPermit, registerPermit, submitReport } from './use-cases/change-permits.ts';
import { getPermit, listOpenPermits, listPermits } from './use-cases/read-permits.ts';
import type { Tongue } from './words.ts';

const tongueOf = (request: { headers: { 'accept-language'?: string } }): Tongue =>
  negotiateLanguage(request.headers['accept-language']) === 'en' ? 'en' : 'zh';

export const routes: readonly BoundRoute[] = [
  implement(contract.listPermits, ({ actor, query }, ctx) => listPermits(ctx, actor!, query)),
  implement(contract.getPermit, ({ actor, params }, ctx) => getPermit(ctx, actor!, params.id)),
  implement(contract.registerPermit, ({ actor, body }, ctx) => registerPermit(ctx, actor!, body)),
  implement(contract.endPermit, ({ actor, params, body, request }, ctx) =>
    endPermit(ctx, actor!, params.id, body, tongueOf(request)),
  ),
  implement(contract.submitReport, ({ actor, params, body }, ctx) =>
    submitReport(ctx, actor!, params.id, body),
  ),
  implement(contract.listApplications, ({ actor, query }, ctx) => listApplications(ctx, actor!, query)),
  implement(contract.apply, ({ actor, body }, ctx) => apply(ctx, actor!, body)),
  implement(contract.actOnApplication, ({ actor, params, body, request }, ctx) =>
    actOnApplication(ctx, actor!, params.id, body, tongueOf(request)),
  ),
  implement(contract.listOpenPermits, ({ query }, ctx) => listOpenPermits(ctx, query)),
];
