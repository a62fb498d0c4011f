import { type BoundRoute, implement, negotiateLanguage, uploadedFile } from '@tarim/platform';
import * as contract from '../contract.ts';
import { listDevices, registerDevice, revokeDevice } from './use-cases/devices.ts';
import { keepEvidence } from './use-cases/evidence.ts';
import { listActs, listOwnActs } from './use-cases/list-acts.ts';
import { fieldPackage } from './use-cases/package.ts';
import { addPiece, evidenceArrived } from './use-cases/pieces.ts';
import { sendAct } from './use-cases/send-act.ts';

const languageOf = (request: { headers: Record<string, unknown> }) =>
  negotiateLanguage(request.headers['accept-language'] as string | undefined);

export const routes: readonly BoundRoute[] = [
  implement(contract.registerDevice, ({ actor, body }, ctx) => registerDevice(ctx, actor!, body.name)),
  implement(contract.listOwnDevices, ({ actor }, ctx) => listDevices(ctx, actor!.userId)),
  implement(contract.listDevices, (_call, ctx) => listDevices(ctx, null)),
  implement(contract.revokeOwnDevice, ({ actor, params, body }, ctx) =>
    revokeDevice(ctx, actor!, { id: params.id, reason: body.reason, own: true }),
  ),
  implement(contract.revokeDevice, ({ actor, params, body }, ctx) =>
    revokeDevice(ctx, actor!, { id: params.id, reason: body.reason, own: false }),
  ),
  implement(contract.fieldPackage, ({ actor, params, query }, ctx) =>
    fieldPackage(ctx, actor!, params.id, query.now),
  ),
  implement(contract.sendEvidence, async ({ actor, params, query, request }, ctx) =>
    keepEvidence(ctx, actor!, params.id, query.sha256, await uploadedFile(request)),
  ),
  implement(contract.evidenceArrived, ({ actor, params }, ctx) =>
    evidenceArrived(ctx, actor!, params.id, params.sha256),
  ),
  implement(contract.sendPiece, async ({ actor, params, query, request }, ctx) =>
    addPiece(ctx, actor!, params.id, { sha256: params.sha256, ...query }, await uploadedFile(request)),
  ),
  implement(contract.sendAct, ({ actor, params, body, request }, ctx) =>
    sendAct(ctx, actor!, { deviceId: params.id, ...body }, languageOf(request)),
  ),
  implement(contract.listOwnActs, ({ actor, request }, ctx) => listOwnActs(ctx, actor!, languageOf(request))),
  implement(contract.listActs, ({ query, request }, ctx) => listActs(ctx, query, languageOf(request))),
];
