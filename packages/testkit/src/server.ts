import { type Actor, type Context, createHttp, type Machine, type ModuleDefinition } from '@tarim/platform';
import { type RouteDef, urlOf } from '@tarim/platform/contract';
import { Compile } from 'typebox/compile';
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
  /** @throws Error when a successful answer is not what the contract promises */
  call(def: RouteDef, options?: CallOptions): Promise<Answer>;
  readonly app: Awaited<ReturnType<typeof createHttp>>;
}

export interface TestServerOptions {
  /** Key → scope, for keys of everywhere; or the machine that holds it. */
  readonly apiKeys?: Record<string, string | ({ readonly scope: string } & Partial<Machine>)>;
}

/** The HTTP side over a test context: routes with all their fences, without a socket. */
export async function testServer(
  ctx: Context,
  modules: readonly ModuleDefinition[],
  options: TestServerOptions = {},
): Promise<TestServer> {
  const actors = new Map<string, Actor>();
  const app = await createHttp({
    ctx,
    modules,
    auth: {
      authenticate: async (request) => actors.get(String(request.headers['x-test-actor'])) ?? null,
      verifyApiKey: async (request, scope) => {
        const key = String(request.headers.authorization ?? '').replace('Bearer ', '');
        const known = options.apiKeys?.[key];
        const machine = typeof known === 'string' ? { scope: known } : known;
        if (machine?.scope !== scope) return null;
        return { keyId: key, name: key, prefix: key.slice(0, 12), unitPath: '/', mns: null, ...machine };
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
      const content = json ? answer.json() : answer.rawPayload;
      if (answer.statusCode === 200 && json) keepPromise(def, content);
      return { status: answer.statusCode, body: content, headers: answer.headers };
    },
  };
}

/** The web is built against the contract: an answer that differs from it is a defect, whatever the test looks at. */
function keepPromise(def: RouteDef, content: unknown): void {
  if (!def.response) return;
  const validator = Compile(def.response);
  if (validator.Check(content)) return;
  const reasons = validator.Errors(content).slice(0, 5);
  throw new Error(
    `the answer of ${def.id} is not what its contract promises: ${reasons.map((one) => `${one.instancePath} ${one.message}`).join('; ')}`,
  );
}
