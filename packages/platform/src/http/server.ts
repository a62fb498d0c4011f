import { randomUUID } from 'node:crypto';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import { TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import { TarimError } from '@tarim/kernel';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import { platformErrors } from '../errors.ts';
import type { BoundRoute, Context, ModuleDefinition } from '../module.ts';
import { addETags } from './etag.ts';
import { addLiveRoute } from './live-route.ts';
import { observeRequests } from './observe.ts';
import { addOperations } from './operations.ts';
import { sendProblem } from './problem.ts';
import { addRoute, watchAnswers } from './routes.ts';
import { addWebFaces, type WebFaces } from './static.ts';
import type { Authentication } from './types.ts';

export interface HttpOptions {
  readonly ctx: Context;
  readonly modules: readonly ModuleDefinition[];
  readonly auth: Authentication;
  /** Routes of the platform itself. */
  readonly routes?: readonly BoundRoute[];
  readonly web?: WebFaces;
  /** How often an open stream shows that it lives and asks whether it still may. */
  readonly heartbeatMs?: number;
  /** Requests a minute of one address; absent: no limit (tests). */
  readonly requestsPerMinute?: number;
  /** Other origins that pages may load map tiles and pictures from (a tile service that the site has set up). */
  readonly mapOrigins?: readonly string[];
  /** Proxies whose `X-Forwarded-For` is believed; `loopback` unless told otherwise. */
  readonly trustProxy?: string;
}

const UPLOAD_LIMIT = 32 << 20;
const SMALLEST_COMPRESSED = 1_024;

/** The HTTP side of the platform: every route of every module behind the same fences. */
export async function createHttp(options: HttpOptions): Promise<FastifyInstance> {
  const { ctx, auth } = options;
  const app = Fastify({
    loggerInstance: ctx.log.child({ part: 'http' }),
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    trustProxy: options.trustProxy ?? 'loopback',
    routerOptions: { ignoreTrailingSlash: true },
  }) as unknown as FastifyInstance;
  app.setValidatorCompiler(TypeBoxValidatorCompiler as never);
  // Answers are what the handler gives; a serialiser made from the schema would drop what it does not understand.
  app.setSerializerCompiler(() => (answer) => JSON.stringify(answer));
  app.setErrorHandler(sendProblem);
  app.setNotFoundHandler((request, reply) =>
    sendProblem(new TarimError(platformErrors.notFound), request, reply),
  );
  watchAnswers(app);
  observeRequests(app, ctx);
  addETags(app);
  await app.register(helmet, headersOf(options));
  await app.register(cookie);
  await app.register(compress, { threshold: SMALLEST_COMPRESSED, encodings: ['br', 'gzip', 'deflate'] });
  await app.register(multipart, {
    limits: { fileSize: UPLOAD_LIMIT, files: 1, fields: 50, fieldSize: 1 << 20 },
  });
  // Batches of requests (OData): their route takes them apart itself.
  app.addContentTypeParser('multipart/mixed', { parseAs: 'string' }, (_request, body, done) =>
    done(null, body),
  );
  if (options.requestsPerMinute)
    await app.register(rateLimit, {
      max: options.requestsPerMinute,
      timeWindow: 60_000,
      // A caller who has gone meanwhile has no address any more.
      keyGenerator: (request) => request.ip ?? 'gone',
    });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: '塔里木 Tarim', version: '0.1.0', license: { name: 'Apache-2.0' } },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'tarim_session' },
          apiKey: { type: 'http', scheme: 'bearer' },
        },
      },
    },
  });
  await app.register(async (inner) => {
    const bound = [...(options.routes ?? []), ...options.modules.flatMap((one) => one.routes ?? [])];
    for (const one of bound) addRoute(inner, one, ctx, auth);
    const topics = Object.assign({}, ...options.modules.map((one) => one.liveTopics ?? {}));
    addLiveRoute(inner, ctx, auth, topics, options.heartbeatMs);
    addOperations(inner, ctx);
  });
  if (options.web) await addWebFaces(app, options.web);
  await app.ready();
  return app;
}

/** MapLibre needs workers from blobs; Ant Design and MapLibre set styles inline; nothing else comes from elsewhere. */
function headersOf({ mapOrigins = [] }: HttpOptions): object {
  return {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:', ...mapOrigins],
        fontSrc: ["'self'", 'data:'],
        workerSrc: ["'self'", 'blob:'],
        connectSrc: ["'self'", ...mapOrigins],
        objectSrc: ["'none'"],
        frameAncestors: ["'self'"],
        // Offices run it on plain HTTP inside their network; a proxy that speaks HTTPS adds these itself.
        upgradeInsecureRequests: null,
      },
    },
    strictTransportSecurity: false,
    crossOriginEmbedderPolicy: false,
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    referrerPolicy: { policy: 'same-origin' },
  };
}
