import { meter } from '@tarim/catalog/queries';
import { machineByKey } from '@tarim/identity/queries';
import { TarimError } from '@tarim/kernel';
import {
  type BoundRoute,
  type Context,
  implement,
  type Machine,
  platformErrors,
  type RouteCall,
} from '@tarim/platform';
import * as contract from '../contract.ts';
import type { Answer, Asked } from './domain/exchange.ts';
import { batch } from './use-cases/batch.ts';
import { read, readRoot } from './use-cases/read.ts';
import { write } from './use-cases/write.ts';

type Call = RouteCall<unknown, unknown, unknown>;

/** The entry of the catalogue under which reading through this interface is counted (`modules/registry`). */
export const DATASET = 'monitoring-points';

/** Answers differ by who asks, so nobody may keep them for others; pages of other sites may read what is public. */
function open({ reply }: Call): void {
  reply.header('access-control-allow-origin', '*').header('cross-origin-resource-policy', 'cross-origin');
  reply.header('access-control-expose-headers', 'link, location');
  reply.header('cache-control', 'private, no-cache').header('vary', 'cookie, authorization');
}

const baseOf = ({ request }: Call) => `${request.protocol}://${request.host}`;

/** The key that a client carries, so that it finds again what it wrote; a wrong one is told, not passed over. */
async function clientOf(ctx: Context, { request, machine }: Call): Promise<Machine | null> {
  if (machine) return machine;
  const [, secret] = /^Bearer (tarim_[\w-]+)$/.exec(request.headers.authorization ?? '') ?? [];
  if (!secret || secret.startsWith('tarim_share_')) return null;
  const found = await machineByKey(ctx.db, secret, 'sensorthings', ctx.clock.now());
  if (!found) throw new TarimError(platformErrors.apiKeyInvalid);
  return found;
}

async function askedBy(ctx: Context, call: Call): Promise<Asked> {
  const { request, actor, body } = call;
  return {
    method: request.method,
    url: request.url.slice(contract.BASE_PATH.length),
    base: baseOf(call),
    actor,
    client: await clientOf(ctx, call),
    address: request.ip ?? '',
    body,
  };
}

/** Sends an answer as it is, and counts what was read. */
async function send(
  ctx: Context,
  call: Call,
  asked: Asked,
  { status, headers, body, rows }: Answer,
): Promise<undefined> {
  const { reply } = call;
  open(call);
  reply.code(status).headers(headers);
  const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
  if (text !== undefined && !headers['content-type']) reply.type('application/json; charset=utf-8');
  if (rows !== undefined)
    meter(
      ctx,
      { actor: asked.actor, key: null },
      {
        dataset: DATASET,
        rows,
        bytes: Buffer.byteLength(text ?? ''),
        interface: 'sensorthings',
        address: asked.address,
      },
    );
  await reply.send(text);
  return undefined;
}

const bound =
  (use: (ctx: Context, asked: Asked) => Promise<Answer>) =>
  async (call: Call, ctx: Context): Promise<never> => {
    const asked = await askedBy(ctx, call);
    return (await send(ctx, call, asked, await use(ctx, asked))) as never;
  };

export const sensorthingsRoutes: readonly BoundRoute[] = [
  implement(contract.getRoot, async (call, ctx) => {
    open(call as Call);
    return readRoot(ctx, { base: baseOf(call as Call) }) as never;
  }),
  implement(contract.read, (call, ctx) => bound(read)(call as Call, ctx)),
  implement(contract.create, (call, ctx) => bound(write)(call as Call, ctx)),
  implement(contract.update, (call, ctx) => bound(write)(call as Call, ctx)),
  implement(contract.replace, (call, ctx) => bound(write)(call as Call, ctx)),
  implement(contract.remove, (call, ctx) => bound(write)(call as Call, ctx)),
  implement(contract.batch, (call, ctx) =>
    bound((_ctx, asked) => batch(ctx, asked, call.request))(call as Call, ctx),
  ),
];
