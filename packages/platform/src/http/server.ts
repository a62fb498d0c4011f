import { randomUUID } from 'node:crypto';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import { type TypeBoxTypeProvider, TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import { TarimError } from '@tarim/kernel';
import Fastify, { type FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import type { Actor } from '../contract/index.ts';
import { platformErrors } from '../errors.ts';
import type { BoundRoute, Context, ModuleDefinition } from '../module.ts';
import { addLiveRoute } from './live-route.ts';
import { sendProblem } from './problem.ts';
import { addWebFaces, type WebFaces } from './static.ts';
import type { Authentication } from './types.ts';

export interface HttpOptions {
  readonly ctx: Context;
  readonly modules: readonly ModuleDefinition[];
  readonly auth: Authentication;
  /** Routes of the platform itself. */
  readonly routes?: readonly BoundRoute[];
  readonly web?: WebFaces;
  /** Requests a minute of one address; absent: no limit (tests). */
  readonly requestsPerMinute?: number;
}

const BODY_LIMIT = 36 << 20;

/** The HTTP side of the platform: every route of every module behind the same fences. */
export async function createHttp(options: HttpOptions): Promise<FastifyInstance> {
  const { ctx } = options;
  const app = Fastify({
    loggerInstance: ctx.log.child({ part: 'http' }),
    disableRequestLogging: true,
    genReqId: () => randomUUID(),
    bodyLimit: BODY_LIMIT,
    trustProxy: 'loopback',
    routerOptions: { ignoreTrailingSlash: true },
  } as never).withTypeProvider<TypeBoxTypeProvider>();
  app.setValidatorCompiler(TypeBoxValidatorCompiler as never);
  app.setErrorHandler((error, request, reply) => sendProblem(error, request as never, reply as never));
  app.setNotFoundHandler((request, reply) =>
    sendProblem(new TarimError(platformErrors.notFound), request as never, reply as never),
  );
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        workerSrc: ["'self'", 'blob:'],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'self'"],
        upgradeInsecureRequests: null,
      },
    },
    strictTransportSecurity: false,
    crossOriginEmbedderPolicy: false,
  });
  await app.register(cookie);
  await app.register(compress, { threshold: 1_024, encodings: ['br', 'gzip', 'deflate'] });
  await app.register(multipart, { limits: { fileSize: 32 << 20, files: 1 } });
  if (options.requestsPerMinute)
    await app.register(rateLimit, { max: options.requestsPerMinute, timeWindow: 60_000 });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: '塔里木 Tarim', version: '0.1.0', license: { name: 'Apache-2.0' } },
    },
  });
  app.register(async (inner) => {
    for (const bound of [...(options.routes ?? []), ...options.modules.flatMap((one) => one.routes ?? [])])
      addRoute(inner as never, bound, options);
    addLiveRoute(
      inner as never,
      ctx,
      options.auth,
      Object.assign({}, ...options.modules.map((one) => one.liveTopics ?? {})),
    );
    addOperations(inner as never, ctx);
  });
  if (options.web) await addWebFaces(app as never, options.web);
  await app.ready();
  return app as never;
}

function addOperations(app: FastifyInstance, ctx: Context): void {
  app.get('/api/openapi.json', { schema: { hide: true } as never }, async () => app.swagger());
  app.get('/healthz', async () => ({ ok: true }));
  app.get('/readyz', async () => {
    await sql`select 1`.execute(ctx.db);
    return { ok: true };
  });
  app.get('/metrics', async (_request, reply) =>
    reply.type(ctx.metrics.contentType).send(await ctx.metrics.metrics()),
  );
}

function addRoute(app: FastifyInstance, { def, handle }: BoundRoute, options: HttpOptions): void {
  const { ctx, auth } = options;
  const schema: Record<string, unknown> = {
    operationId: def.id,
    summary: def.summary,
    tags: [def.id.split('.')[0]],
  };
  if (def.params) schema.params = def.params;
  if (def.query) schema.querystring = def.query;
  if (def.body && def.bodyKind !== 'multipart') schema.body = def.body;
  app.route({
    method: def.method,
    url: def.path,
    schema: schema as never,
    handler: async (request, reply) => {
      const actor = await admit(def.access, request, ctx, auth);
      if (def.method !== 'GET' && !def.access.startsWith('api-key:')) refuseCrossSite(request);
      const answer = await handle(
        {
          params: request.params,
          query: request.query,
          body: request.body,
          actor,
          log: request.log as never,
          request,
          reply,
        },
        ctx,
      );
      if (reply.sent || reply.raw.headersSent || def.response === undefined) {
        if (!reply.sent && answer === undefined && def.response === undefined) return reply.code(204).send();
        return reply.sent ? reply : answer;
      }
      return answer;
    },
  });
}

async function admit(
  access: string,
  request: Parameters<Authentication['authenticate']>[0],
  ctx: Context,
  auth: Authentication,
): Promise<Actor | null> {
  if (access.startsWith('api-key:')) {
    if (!(await auth.verifyApiKey(request, access.slice('api-key:'.length))))
      throw new TarimError(platformErrors.apiKeyInvalid);
    return null;
  }
  const actor = await auth.authenticate(request);
  if (access === 'public') return actor;
  if (!actor) throw new TarimError(platformErrors.unauthenticated);
  if (access !== 'signed-in') ctx.policy.require(actor, access);
  return actor;
}

/** Another site's page can send our cookie but not this header, nor hide where it comes from. */
function refuseCrossSite(request: { headers: Record<string, unknown> }): void {
  const site = request.headers['sec-fetch-site'];
  const foreign = site !== undefined && site !== 'same-origin' && site !== 'none';
  if (foreign || request.headers['x-tarim'] !== '1') throw new TarimError(platformErrors.crossSite);
}
