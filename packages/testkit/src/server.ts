import { type Actor, type Context, createHttp, type ModuleDefinition } from '@tarim/platform';
import { type RouteDef, urlOf } from '@tarim/platform/contract';
import { onTestFinished } from 'vitest';

export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects
  readonly body: any;
  readonly headers: Record<string, unknown>;
}

export interface CallOptions {
  readonly params?: object;
  readonly query?: object;
  readonly body?: unknown;
  /** Who asks; absent: nobody is signed in. */
  readonly as?: Actor;
  readonly headers?: Record<string, string>;
}

export interface TestServer {
  call(def: RouteDef, options?: CallOptions): Promise<Answer>;
  readonly app: Awaited<ReturnType<typeof createHttp>>;
}

/** The HTTP side over a test context: routes with all their fences, without a socket. */
export async function testServer(
  ctx: Context,
  modules: readonly ModuleDefinition[],
  options: { apiKeys?: Record<string, string> } = {},
): Promise<TestServer> {
  const actors = new Map<string, Actor>();
  const app = await createHttp({
    ctx,
    modules,
    auth: {
      authenticate: async (request) => actors.get(String(request.headers['x-test-actor'])) ?? null,
      verifyApiKey: async (request, scope) => {
        const key = String(request.headers.authorization ?? '').replace('Bearer ', '');
        return options.apiKeys?.[key] === scope;
      },
    },
  });
  onTestFinished(() => app.close());
  return {
    app,
    async call(def, { params, query, body, as, headers } = {}) {
      const key = as ? String(actors.size + 1) : '';
      if (as) actors.set(key, as);
      const answer = await app.inject({
        method: def.method,
        url: urlOf(def, params, query),
        headers: { 'x-tarim': '1', ...(as ? { 'x-test-actor': key } : {}), ...headers },
        ...(body === undefined ? {} : { payload: body as object }),
      });
      const json = String(answer.headers['content-type'] ?? '').includes('json');
      return {
        status: answer.statusCode,
        body: json ? answer.json() : answer.rawPayload,
        headers: answer.headers,
      };
    },
  };
}
