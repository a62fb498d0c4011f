import { fileURLToPath } from 'node:url';
import { authentication, makePolicy } from '@tarim/identity/server';
import { createHttp, platformRoutes } from '@tarim/platform';
import { type RouteDef, urlOf } from '@tarim/platform/contract';
import { loadRegionPack } from '@tarim/region/server';
import { testContext } from '@tarim/testkit';
import { onTestFinished } from 'vitest';
import { hashPassword } from '../../../../modules/identity/server/domain/password.ts';
import { allModules } from '../../src/modules.ts';
import { seedCollected } from './collected.ts';
import { MARK, seedObjects, seedPerson, TARGET_UNIT, upload, withFrame } from './objects.ts';
import { EVERYBODY, PASSWORD, PEOPLE, type Who } from './people.ts';
import { REQUESTS, type Request } from './requests.ts';

const REGION = fileURLToPath(new URL('../../../../regions/xinjiang/', import.meta.url));

export interface Answer {
  readonly status: number;
  readonly code: string | null;
  readonly text: string;
}

/** The whole product on a database of its own, with everybody signed in as people really sign in. */
export async function makeWorld() {
  const modules = allModules();
  const ctx = await testContext({ modules, policy: makePolicy() });
  await loadRegionPack(ctx, REGION);
  await seedObjects(ctx.db);
  await seedCollected(ctx.db, TARGET_UNIT);
  await ctx.datasets.renew(ctx.db);
  await ctx.audit.record(ctx.db, {
    actor: null,
    action: 'test.done',
    subject: MARK,
    unitPath: TARGET_UNIT,
  });
  withFrame(modules, ctx.clock.now());
  const routes = platformRoutes({ definitions: () => [] } as never);
  const app = await createHttp({ ctx, modules, routes, auth: authentication(ctx) });
  onTestFinished(() => app.close());

  const cookies = new Map<Who, string>();
  const password = await hashPassword(PASSWORD);
  for (const who of EVERYBODY) {
    const posts = PEOPLE[who];
    if (!posts) continue;
    await seedPerson(ctx.db, who.toLowerCase(), password, posts);
    const answer = await app.inject({
      method: 'POST',
      url: '/api/identity/sign-in',
      headers: { 'x-tarim': '1' },
      payload: { account: who.toLowerCase(), password: PASSWORD },
    });
    const session = answer.cookies.find((one) => one.name === 'tarim_session');
    cookies.set(who, `tarim_session=${session!.value}`);
  }
  const headersOf = (who: Who) => ({
    'x-tarim': '1',
    ...(cookies.has(who) ? { cookie: cookies.get(who)! } : {}),
  });
  const file = await upload();

  return {
    ctx,
    app,
    headersOf,
    routes: new Map<string, RouteDef>(
      [...routes, ...modules.flatMap((one) => one.routes ?? [])].map(({ def }) => [def.id, def]),
    ),
    topics: modules.flatMap((one) => Object.keys(one.liveTopics ?? {})),
    ask(row: string, def: RouteDef, who: Who): Promise<Answer> {
      return this.send(def, REQUESTS[row] ?? {}, who);
    },
    async send(def: RouteDef, request: Request, who: Who): Promise<Answer> {
      const { params, query, body, multipart } = request;
      const answer = await app.inject({
        method: def.method,
        url: urlOf(def, params, query),
        headers: { ...headersOf(who), ...(multipart ? file.headers : {}) },
        ...(multipart ? { payload: file.payload } : body === undefined ? {} : { payload: body as object }),
      });
      const problem = String(answer.headers['content-type']).startsWith('application/problem+json');
      return {
        status: answer.statusCode,
        code: problem ? (answer.json() as { code: string }).code : null,
        text: answer.body,
      };
    },
  };
}

export type World = Awaited<ReturnType<typeof makeWorld>>;
