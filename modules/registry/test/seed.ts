import { DEMO_ACCOUNTS, makePolicy } from '@tarim/identity/server';
import { type Actor, type ModuleDefinition, rowsToXlsx, type Sheet, xlsxToSheets } from '@tarim/platform';
import type { RouteDef } from '@tarim/platform/contract';
import { regionModule } from '@tarim/region/server';
import { type Answer, type CallOptions, type TestContext, testContext, testServer } from '@tarim/testkit';
import { sql } from 'kysely';
import * as contract from '../contract.ts';
import { registryModule } from '../server/module.ts';

const MODULES: readonly ModuleDefinition[] = [regionModule, registryModule];

export const URUMQI = '/650000/650100/';
export const TIANSHAN = '/650000/650100/650102/';
export const KARAMAY = '/650000/650200/';
export const SHIHEZI = '/BT/BT08/659001/';
/** Credit codes whose check character is right (GB 32100-2015). */
export const USCC = {
  urumqi: '91650102MA0000001Q',
  karamay: '91650200MA00000024',
  shihezi: '91659001MA000003XE',
} as const;

export interface World {
  readonly ctx: TestContext;
  call(def: RouteDef, options?: CallOptions): Promise<Answer>;
  upload(def: RouteDef, book: readonly Sheet[] | Uint8Array, options?: CallOptions): Promise<Answer>;
  download(as: Actor, query?: object): Promise<{ name: string; rows: unknown[][] }[]>;
  /** Types and payloads of what was published since the last time. */
  events(): Promise<{ type: string; payload: Record<string, unknown> }[]>;
  readonly ids: Readonly<
    Record<'urumqi' | 'karamay' | 'shihezi', { enterprise: number; point: number; device: number }>
  >;
}

/** The person of a demo account. */
export function account(name: string): Actor {
  const index = DEMO_ACCOUNTS.findIndex((one) => one.account === name);
  const { role, unitPath } = DEMO_ACCOUNTS[index]!;
  return {
    userId: `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`,
    name,
    posts: [{ role, unitPath, ...(role === 'enterprise' ? { enterpriseId: 1 } : {}) }],
  };
}

export const ADMIN = account('admin');
export const STATION = account('station');

/** Units of both hierarchies, and in three of them an enterprise with a stack, its logger and a limit. */
export async function world(): Promise<World> {
  const ctx = await testContext({ modules: MODULES, policy: makePolicy() });
  const server = await testServer(ctx, MODULES);
  const units: [string, string, string, string][] = [
    ['650000', '/650000/', 'region', 'region'],
    ['650100', URUMQI, 'prefecture', 'region'],
    ['650102', TIANSHAN, 'county', 'region'],
    ['650200', KARAMAY, 'prefecture', 'region'],
    ['BT', '/BT/', 'corps', 'corps'],
    ['BT08', '/BT/BT08/', 'division', 'corps'],
    ['659001', SHIHEZI, 'city', 'corps'],
  ];
  for (const [code, path, level, hierarchy] of units)
    await sql`insert into region.unit (code, path, level, hierarchy, names, sort, source, confidence)
      values (${code}, ${path}, ${level}, ${hierarchy}, '{"zh": "单元", "en": "unit"}', 1, 'test', 'sourced')`.execute(
      ctx.db,
    );
  const call: World['call'] = (def, options) => server.call(def, options);
  let heard = 0;
  const made: World = {
    ctx,
    call,
    upload: async (def, book, options) => {
      const bytes = book instanceof Uint8Array ? book : await rowsToXlsx(book);
      return call(def, { ...options, ...multipart(bytes, options?.headers) });
    },
    download: async (as, query = {}) => {
      const answer = await call(contract.exportRegistry, { as, query });
      return xlsxToSheets(answer.body as Uint8Array);
    },
    events: async () => {
      const { rows } = await sql<{ id: number; type: string; payload: Record<string, unknown> }>`
        select id, type, payload from platform.outbox where id > ${heard} order by id`.execute(ctx.db);
      heard = rows.at(-1)?.id ?? heard;
      return rows.map(({ type, payload }) => ({ type, payload }));
    },
    ids: {
      urumqi: await plant(call, 'urumqi', TIANSHAN),
      karamay: await plant(call, 'karamay', KARAMAY),
      shihezi: await plant(call, 'shihezi', SHIHEZI),
    },
  };
  await made.events();
  return made;
}

function multipart(bytes: Uint8Array, headers: Record<string, string> = {}): CallOptions {
  const mark = 'tarim-test-boundary';
  const head = `--${mark}\r\ncontent-disposition: form-data; name="file"; filename="a.xlsx"\r\ncontent-type: application/octet-stream\r\n\r\n`;
  return {
    body: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${mark}--\r\n`)]),
    headers: { ...headers, 'content-type': `multipart/form-data; boundary=${mark}` },
  };
}

async function plant(
  call: World['call'],
  name: keyof typeof USCC,
  unitPath: string,
): Promise<{ enterprise: number; point: number; device: number }> {
  const made = async (def: RouteDef, body: object) => {
    const answer = await call(def, { as: ADMIN, body });
    if (answer.status !== 200) throw new Error(`${def.id}: ${JSON.stringify(answer.body)}`);
    return answer.body.id as number;
  };
  const enterprise = await made(contract.createEnterprise, {
    uscc: USCC[name],
    name: `${name} 热电`,
    unitPath,
  });
  const point = await made(contract.createPoint, {
    code: `${name}-DA001`,
    name: `${name} 1 号烟囱`,
    kind: 'outlet-gas',
    unitPath,
    enterpriseId: enterprise,
    public: true,
  });
  const device = await made(contract.createDevice, {
    mn: `65A0${name.toUpperCase()}`.padEnd(24, '0'),
    pointId: point,
    edition: '2017',
    minuteInterval: 10,
    password: '123456',
  });
  await call(contract.putParameters, {
    as: ADMIN,
    params: { id: point },
    body: {
      parameters: [
        { code: 'a21026', unit: 'mg/m³', decimals: 1, rangeLow: 0, rangeHigh: 500 },
        { code: 'a19001', unit: '%', decimals: 2 },
      ],
    },
  });
  await made(contract.createLimit, limitOf(point));
  return { enterprise, point, device };
}

/** SO₂ by the hour at reference oxygen, as a permit writes it. */
export const limitOf = (pointId: number, other: object = {}) => ({
  pointId,
  code: 'a21026',
  basis: 'hour',
  measure: 'converted',
  upper: 35,
  referenceO2: 6,
  standard: 'GB 13223-2011',
  clause: '表 2',
  effectiveFrom: '2026-01-01',
  ...other,
});
