import { type BoundRoute, implement } from '@tarim/platform';
import * as contract from '../contract.ts';
import { askForSharing, readReceipt } from './use-cases/ask.ts';
import { approveRequest, refuseRequest, revokeGrant, withdrawRequest } from './use-cases/decide.ts';
import { issueByReceipt, issueOwn } from './use-cases/keys.ts';
import { readRequest, readRequests, readUse } from './use-cases/requests.ts';

export const sharingRoutes: readonly BoundRoute[] = [
  implement(contract.askForSharing, ({ actor, body }, ctx) => askForSharing(ctx, actor, body)),
  implement(contract.readReceipt, ({ body }, ctx) => readReceipt(ctx, body.receipt)),
  implement(contract.issueByReceipt, ({ body, reply }, ctx) => {
    reply.header('cache-control', 'no-store');
    return issueByReceipt(ctx, body.receipt);
  }),
  implement(contract.listRequests, ({ actor, query }, ctx) => readRequests(ctx, actor!, query)),
  implement(contract.getRequest, ({ actor, params }, ctx) => readRequest(ctx, actor!, params.id)),
  implement(contract.listUse, ({ actor, params, query }, ctx) => readUse(ctx, actor!, params.id, query)),
  implement(contract.approveRequest, ({ actor, params, body }, ctx) =>
    approveRequest(ctx, actor!, params.id, body),
  ),
  implement(contract.refuseRequest, ({ actor, params, body }, ctx) =>
    refuseRequest(ctx, actor!, params.id, body.reason),
  ),
  implement(contract.revokeGrant, ({ actor, params, body }, ctx) =>
    revokeGrant(ctx, actor!, params.id, body.reason),
  ),
  implement(contract.withdrawRequest, ({ actor, params }, ctx) => withdrawRequest(ctx, actor!, params.id)),
  implement(contract.issueKey, ({ actor, params, reply }, ctx) => {
    reply.header('cache-control', 'no-store');
    return issueOwn(ctx, actor!, params.id);
  }),
];
