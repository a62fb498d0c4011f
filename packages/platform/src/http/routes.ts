import { TarimError } from '@tarim/kernel';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Actor, RouteDef } from '../contract/index.ts';
import { platformErrors } from '../errors.ts';
import type { BoundRoute, Context, Machine } from '../module.ts';
import { admitPerson } from '../policy.ts';
import type { Authentication } from './types.ts';

/** Largest bodies: what a form needs, what a machine sends in a batch, what a person uploads. */
const BODY_LIMIT = { json: 2 << 20, machine: 4 << 20, text: 16 << 20, multipart: 36 << 20 } as const;
/** Guessing of passwords is slowed down per address. */
const SIGN_IN_PER_MINUTE = 20;
const MACHINE_PER_MINUTE = 6_000;
const API_KEY = 'api-key:';

interface Caller {
  readonly actor: Actor | null;
  readonly machine: Machine | null;
}
const callers = new WeakMap<FastifyRequest, Caller>();

/** Requests whose handler has begun to answer by itself (files, streams). */
const answering = new WeakSet<FastifyRequest>();

/** Before any route is added: notes who answers by itself. Called in the moment of `reply.send`, ahead of other hooks. */
export function watchAnswers(app: FastifyInstance): void {
  app.addHook('onSend', (request, _reply, payload, done) => {
    answering.add(request);
    done(null, payload);
  });
}

const isMachine = (def: RouteDef) => def.access.startsWith(API_KEY);

function bodyLimitOf(def: RouteDef): number {
  if (def.bodyKind === 'multipart' || def.bodyKind === 'text') return BODY_LIMIT[def.bodyKind];
  return isMachine(def) ? BODY_LIMIT.machine : BODY_LIMIT.json;
}

function rateLimitOf(def: RouteDef): { max: number } | undefined {
  // Loggers of a whole prefecture may come from one address, so machines may ask more often than people.
  if (isMachine(def)) return { max: def.requestsPerMinute ?? MACHINE_PER_MINUTE };
  const max =
    def.requestsPerMinute ??
    (/sign-?in|login/i.test(def.path) && def.method !== 'GET' ? SIGN_IN_PER_MINUTE : undefined);
  return max === undefined ? undefined : { max };
}

/** Whom a route lets in, and what it takes, for readers of the API's description. */
function schemaOf(def: RouteDef): Record<string, unknown> {
  const schema: Record<string, unknown> = {
    operationId: def.id,
    summary: def.summary,
    tags: [def.id.split('.')[0]],
    description: `access: ${def.access}${def.scope ? ` (${def.scope})` : ''}`,
    security: def.access === 'public' ? [] : isMachine(def) ? [{ apiKey: [] }] : [{ session: [] }],
  };
  if (def.params) schema.params = def.params;
  if (def.query) schema.querystring = def.query;
  if (def.body && def.bodyKind !== 'multipart') schema.body = def.body;
  if (def.bodyKind === 'multipart') schema.consumes = ['multipart/form-data'];
  if (def.response) schema.response = { 200: def.response };
  return schema;
}

/** Binds a route behind its fences, which come before the body is read: who asks, from where, may they. */
export function addRoute(
  app: FastifyInstance,
  { def, handle }: BoundRoute,
  ctx: Context,
  auth: Authentication,
): void {
  const rateLimit = rateLimitOf(def);
  app.route({
    method: def.method,
    url: def.path,
    schema: schemaOf(def) as never,
    bodyLimit: bodyLimitOf(def),
    config: rateLimit === undefined ? {} : ({ rateLimit } as never),
    onRequest: async (request) => {
      if (def.method !== 'GET' && !isMachine(def) && !def.keysOnly) refuseCrossSite(request);
      callers.set(request, await admit(def, request, ctx, auth));
    },
    handler: async (request, reply) => {
      const { params, query, body, log } = request;
      const answer = await handle(
        { params, query, body, ...callers.get(request)!, log: log as never, request, reply },
        ctx,
      );
      if (answering.has(request) || reply.sent || reply.raw.headersSent) return reply;
      if (answer === undefined) return reply.code(204).send();
      return answer;
    },
  });
}

async function admit(
  { access, scope, keysOnly }: Pick<RouteDef, 'access' | 'scope' | 'keysOnly'>,
  request: FastifyRequest,
  ctx: Context,
  auth: Authentication,
): Promise<Caller> {
  if (access.startsWith(API_KEY)) {
    const machine = await auth.verifyApiKey(request, access.slice(API_KEY.length));
    if (!machine) throw new TarimError(platformErrors.apiKeyInvalid);
    return { actor: null, machine };
  }
  const actor = keysOnly ? null : await auth.authenticate(request);
  admitPerson(ctx.policy, actor, access, scope);
  return { actor, machine: null };
}

/** Another site's page can send our cookie but not this header, nor hide where it comes from. */
function refuseCrossSite(request: FastifyRequest): void {
  const site = request.headers['sec-fetch-site'];
  const foreign = site !== undefined && site !== 'same-origin' && site !== 'none';
  if (foreign || request.headers['x-tarim'] !== '1') throw new TarimError(platformErrors.crossSite);
}
