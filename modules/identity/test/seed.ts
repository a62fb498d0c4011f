import { createHttp, type ModuleDefinition, type Post, platformRoutes } from '@tarim/platform';
import { type RouteDef, urlOf } from '@tarim/platform/contract';
import { testContext } from '@tarim/testkit';
import type { InjectOptions } from 'fastify';
import { sql } from 'kysely';
import { onTestFinished } from 'vitest';
import { hashPassword } from '../server/domain/password.ts';
import { authentication, identityModule, makePolicy } from '../server/module.ts';

export const PASSWORD = 'Tarim-2026';

const tablesOf = (name: string): ModuleDefinition => ({
  name,
  migrations: new URL(`../../${name}/server/migrations/`, import.meta.url),
});
const MODULES: readonly ModuleDefinition[] = [identityModule, tablesOf('region'), tablesOf('registry')];

/** One hash for all: making one takes as long as it should. */
let hashed: Promise<string> | undefined;

export interface Answer {
  readonly status: number;
  readonly code: string | null;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects
  readonly body: any;
  readonly cookies: Readonly<Record<string, string>>;
  readonly setCookies: readonly { name: string; httpOnly?: boolean; sameSite?: string }[];
}

/** Identity over real sessions, with units of both hierarchies and one enterprise in each. */
export async function setUp() {
  const ctx = await testContext({ modules: MODULES, policy: makePolicy() });
  await sql`insert into region.unit (code, path, parent, level, hierarchy, names, sort, source, confidence) values
    ('650000', '/650000/', null, 'region', 'region', '{"zh": "自治区", "en": "Region"}', 1, 't', 'sourced'),
    ('650100', '/650000/650100/', '650000', 'prefecture', 'region', '{"zh": "市", "en": "City"}', 2, 't', 'sourced'),
    ('BT', '/BT/', null, 'corps', 'corps', '{"zh": "兵团", "en": "Corps"}', 3, 't', 'sourced'),
    ('BT01', '/BT/BT01/', 'BT', 'division', 'corps', '{"zh": "师", "en": "Division"}', 4, 't', 'sourced')`.execute(
    ctx.db,
  );
  await sql`insert into registry.enterprise (uscc, name, unit_path, simulated) values
    ('91650100TEST000001', '区内企业', '/650000/650100/', false), ('91650100TEST000002', '兵团企业', '/BT/BT01/', false)`.execute(
    ctx.db,
  );
  const routes = platformRoutes({ definitions: () => [] } as never);
  const app = await createHttp({ ctx, modules: [identityModule], routes, auth: authentication(ctx) });
  onTestFinished(() => app.close());
  hashed ??= hashPassword(PASSWORD);
  const password = await hashed;
  let people = 0;

  const send = async (
    def: RouteDef,
    options: {
      params?: object;
      query?: object;
      body?: object;
      cookies?: Readonly<Record<string, string>>;
      from?: string;
    } = {},
  ): Promise<Answer> => {
    const answer = await app.inject({
      method: def.method,
      url: urlOf(def, options.params, options.query),
      headers: { 'x-tarim': '1', cookie: cookieHeader(options.cookies) },
      ...(options.from ? { remoteAddress: options.from } : {}),
      ...(options.body ? { payload: options.body } : {}),
    } as InjectOptions);
    const body = answer.body === '' ? null : answer.json();
    return {
      status: answer.statusCode,
      code: answer.statusCode >= 400 ? (body as { code: string }).code : null,
      body,
      setCookies: answer.cookies as Answer['setCookies'],
      cookies: Object.fromEntries(answer.cookies.map(({ name, value }) => [name, value])),
    };
  };

  return {
    ctx,
    send,
    async person(account: string, posts: readonly Post[]): Promise<string> {
      const id = `00000000-0000-7000-8000-${String(++people).padStart(12, '0')}`;
      await sql`insert into identity.person (id, account, name, password) values (${id}, ${account}, ${account}, ${password})`.execute(
        ctx.db,
      );
      for (const post of posts)
        await sql`insert into identity.post (person_id, role, unit_path, enterprise_id)
          values (${id}, ${post.role}, ${post.unitPath}, ${post.enterpriseId ?? null})`.execute(ctx.db);
      return id;
    },
    audit: async (action: string) =>
      (
        await sql<{
          subject: string;
          actor_name: string | null;
          unit_path: string | null;
          detail: Record<string, unknown>;
        }>`select subject, actor_name, unit_path, detail from platform.audit where action = ${action} order by id`.execute(
          ctx.db,
        )
      ).rows,
  };
}

function cookieHeader(cookies: Readonly<Record<string, string>> = {}): string {
  return Object.entries(cookies)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ');
}
