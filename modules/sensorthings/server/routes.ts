import { meter, quotaOf, readerOf as sharedReader } from '@tarim/catalog/queries';
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
import type { Answer, Asked, Share } from './domain/exchange.ts';
import { batch } from './use-cases/batch.ts';
import { read, readRoot } from './use-cases/read.ts';
import { write } from './use-cases/write.ts';

type Call = RouteCall<unknown, unknown, unknown>;

/** Answers differ by who asks, so nobody may keep them for others; pages of other sites may read what is public. */
function open({ reply }: Call): void {
  reply.header('access-control-allow-origin', '*').header('cross-origin-resource-policy', 'cross-origin');
  reply.header('access-control-expose-headers', 'link, location, x-share-rows-left, x-share-expires');
  reply.header('cache-control', 'private, no-cache').header('vary', 'cookie, authorization, x-api-key');
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

const SHARED = /^(?:Bearer\s+)?tarim_share_/i;

/** A sharing key, by scope, limits and end as everywhere (`modules/catalog`). @throws TarimError CATALOG_KEY_INVALID, CATALOG_TOO_FAST, CATALOG_QUOTA_USED */
async function shareOf(ctx: Context, call: Call): Promise<Share | null> {
  const { authorization = '', 'x-api-key': own = '' } = call.request.headers;
  if (!SHARED.test(authorization) && !SHARED.test(String(own))) return null;
  const reader = await sharedReader(ctx, call);
  const quota = await quotaOf(ctx, reader);
  return { reader, quota: quota?.quota ?? 0, left: quota?.left ?? 0 };
}

async function askedBy(ctx: Context, call: Call): Promise<Asked> {
  const { request, actor, body } = call;
  const share = await shareOf(ctx, call);
  return {
    method: request.method,
    url: request.url.slice(contract.BASE_PATH.length),
    base: baseOf(call),
    actor: share ? null : actor,
    client: share ? null : await clientOf(ctx, call),
    share,
    address: request.ip ?? '',
    body,
  };
}

/** Sends an answer as it is, and counts what was read. */
async function send(
  ctx: Context,
  call: Call,
  asked: Asked,
  { status, headers, body, given = [] }: Answer,
): Promise<undefined> {
  const { reply } = call;
  open(call);
  reply.code(status).headers(headers);
  const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
  if (text !== undefined && !headers['content-type']) reply.type('application/json; charset=utf-8');
  const reader = asked.share?.reader ?? { actor: asked.actor, key: null };
  const use = { interface: 'sensorthings', address: asked.address };
  given.forEach((one, i) => {
    // The answer is one: its bytes are counted with the first of what it gave.
    meter(ctx, reader, {
      ...use,
      ...one,
      ...(i > 0 ? ({ bytes: 0, more: true } as const) : { bytes: Buffer.byteLength(text ?? '') }),
    });
  });
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
