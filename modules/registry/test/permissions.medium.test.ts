import { DEMO_ACCOUNTS } from '@tarim/identity/server';
import type { RouteDef } from '@tarim/platform/contract';
import { expect, test } from 'vitest';
import * as contract from '../contract.ts';
import { registryRoutes } from '../server/routes.ts';
import { account, KARAMAY, limitOf, SHIHEZI, TIANSHAN, USCC, type World, world } from './seed.ts';

type Place = keyof World['ids'];
const UNIT: Readonly<Record<Place, string>> = { urumqi: TIANSHAN, karamay: KARAMAY, shihezi: SHIHEZI };

/** Who may write where, from the table of roles (docs/zh): administrators everywhere, a station in its own prefecture. */
const WRITERS: Readonly<Record<string, readonly Place[]>> = {
  admin: ['urumqi', 'karamay', 'shihezi'],
  station: ['urumqi'],
  // People of the same station, each with a part in manual monitoring.
  ...Object.fromEntries(
    ['sampler', 'analyst', 'checker', 'reviewer', 'signer'].map((name) => [name, ['urumqi'] as const]),
  ),
};
const READERS = ['admin', 'duty', 'duty-bt', 'station', 'officer', 'radiation', 'planner', 'auditor'];

const READING: readonly RouteDef[] = [
  contract.listEnterprises,
  contract.getEnterprise,
  contract.listPoints,
  contract.getPoint,
  contract.listDevices,
  contract.listHistory,
  contract.listLocalLimits,
  contract.exportRegistry,
];
const OFFICE: readonly RouteDef[] = [
  contract.importTemplate,
  contract.importRegistry,
  contract.importErrorFile,
];
const reason = { reason: 'test of who may' };

/** Every writing route with a body that is right, aimed at the objects of a place. */
function writing(w: World, place: Place): [RouteDef, { params?: object; body: object }][] {
  const { enterprise, point, device } = w.ids[place];
  const unitPath = UNIT[place];
  const enterpriseBody = { uscc: USCC[place], name: '改名', unitPath };
  const pointBody = { code: `${place}-DA001`, name: '改名', kind: 'outlet-gas', unitPath };
  const deviceBody = { mn: `65A0${place.toUpperCase()}`.padEnd(24, '0'), pointId: point, edition: '2017' };
  const instrument = { pointId: point, name: '烟气分析仪', codes: ['a21026'] };
  const at = (id: number, body: object) => ({ params: { id }, body });
  return [
    [contract.updateEnterprise, at(enterprise, enterpriseBody)],
    [contract.updatePoint, at(point, pointBody)],
    [contract.createPoint, { body: { ...pointBody, code: 'NEW', enterpriseId: enterprise } }],
    [contract.createEnterprise, { body: { uscc: '91650102MA00000042', name: '新企业', unitPath } }],
    [contract.createDevice, { body: { ...deviceBody, mn: '65A0000000000000000000FF' } }],
    [contract.updateDevice, at(device, deviceBody)],
    [contract.closeDevice, at(device, reason)],
    [contract.reopenDevice, at(device, reason)],
    [contract.createInstrument, { body: instrument }],
    [contract.updateInstrument, at(instrumentOf[place], instrument)],
    [contract.closeInstrument, at(instrumentOf[place], reason)],
    [contract.reopenInstrument, at(instrumentOf[place], reason)],
    [contract.putParameters, at(point, { parameters: [{ code: 'a21026', unit: 'mg/m³' }] })],
    [contract.createLimit, { body: limitOf(point, { basis: 'day' }) }],
    [contract.updateLimit, at(limitIds[place], limitOf(point))],
    [contract.createLocalLimit, { body: localLimitOf(unitPath, 'day') }],
    [contract.updateLocalLimit, at(localLimits[place], localLimitOf(unitPath, 'hour'))],
    [contract.closePoint, at(point, reason)],
    [contract.reopenPoint, at(point, reason)],
    [contract.closeEnterprise, at(enterprise, reason)],
    [contract.reopenEnterprise, at(enterprise, reason)],
  ];
}

const instrumentOf: Record<Place, number> = { urumqi: 0, karamay: 0, shihezi: 0 };
const limitIds: Record<Place, number> = { urumqi: 0, karamay: 0, shihezi: 0 };
const localLimits: Record<Place, number> = { urumqi: 0, karamay: 0, shihezi: 0 };

const localLimitOf = (unitPath: string, basis: 'hour' | 'day') => ({
  unitPath,
  kind: 'outlet-gas',
  code: 'a21026',
  basis,
  measure: 'actual',
  upper: 80,
  standard: 'DB65/T 0000-2026',
  effectiveFrom: '2026-06-01',
});

/** A world with an instrument at each stack. */
async function furnished(): Promise<World> {
  const w = await world();
  for (const place of Object.keys(UNIT) as Place[]) {
    const made = await w.call(contract.createInstrument, {
      as: account('admin'),
      body: { pointId: w.ids[place].point, name: '烟气分析仪', codes: ['a21026'] },
    });
    instrumentOf[place] = made.body.id;
    const { body } = await w.call(contract.getPoint, {
      as: account('admin'),
      params: { id: w.ids[place].point },
    });
    limitIds[place] = body.limits.find((one: { standard: string }) => !one.standard.startsWith('DB65')).id;
    const local = await w.call(contract.createLocalLimit, {
      as: account('admin'),
      body: localLimitOf(UNIT[place], 'hour'),
    });
    localLimits[place] = local.body.id;
  }
  await w.events();
  return w;
}

test('the matrix covers every route of the registry', async () => {
  const w = await furnished();
  const covered = [...READING, ...OFFICE, contract.listFactors, ...writing(w, 'urumqi').map(([def]) => def)];
  expect(covered.map((def) => def.id).sort()).toEqual(registryRoutes.map((one) => one.def.id).sort());
});

test('reading: every post of both hierarchies sees the shared map, and nobody who is not signed in', async () => {
  const w = await world();
  const params = { id: w.ids.shihezi.point };
  for (const def of READING) {
    const ask = { params: /:id/.test(def.path) ? params : {} };
    expect([def.id, (await w.call(def, ask)).status]).toEqual([def.id, 401]);
    for (const name of READERS)
      expect([def.id, name, (await w.call(def, { ...ask, as: account(name) })).status]).toEqual([
        def.id,
        name,
        200,
      ]);
  }
  // The dictionary is nobody's secret.
  expect((await w.call(contract.listFactors)).status).toBe(200);
});

test('reading: people of an enterprise see what is theirs, and nothing that is another’s', async () => {
  const w = await world();
  const as = account('enterprise');
  const { urumqi, shihezi } = w.ids;
  const read = async (def: RouteDef, options: object = {}) => (await w.call(def, { as, ...options })).body;
  expect((await read(contract.listEnterprises)).enterprises.map((one: { id: number }) => one.id)).toEqual([
    urumqi.enterprise,
  ]);
  expect((await read(contract.listPoints)).points.map((one: { id: number }) => one.id)).toEqual([
    urumqi.point,
  ]);
  expect((await read(contract.listDevices)).devices.map((one: { id: number }) => one.id)).toEqual([
    urumqi.device,
  ]);
  expect((await read(contract.getPoint, { params: { id: urumqi.point } })).point.id).toBe(urumqi.point);
  expect((await read(contract.listHistory, { query: { pointId: urumqi.point } })).entries).not.toEqual([]);
  const foreign: [RouteDef, object, number][] = [
    [contract.getPoint, { params: { id: shihezi.point } }, 404],
    [contract.getEnterprise, { params: { id: shihezi.enterprise } }, 404],
    [contract.listHistory, { query: { pointId: shihezi.point } }, 404],
    [contract.listHistory, { query: { enterpriseId: shihezi.enterprise } }, 404],
    [contract.listHistory, {}, 404],
    [contract.exportRegistry, {}, 403],
  ];
  for (const [def, options, status] of foreign)
    expect([def.id, (await w.call(def, { as, ...options })).status]).toEqual([def.id, status]);
});

test('office files: template and import for those who register', async () => {
  const w = await world();
  const book = [{ name: '企业', rows: [['统一社会信用代码*', '企业名称*', '行政单元路径*']] }];
  const names = [null, ...DEMO_ACCOUNTS.map((one) => one.account)];
  for (const name of names) {
    const as = name === null ? undefined : account(name);
    const expected = name === null ? 401 : name in WRITERS ? 200 : 403;
    const statuses = [
      (await w.call(contract.importTemplate, { as })).status,
      (await w.upload(contract.importRegistry, book, { as, query: { mode: 'check' } })).status,
      (await w.upload(contract.importErrorFile, book, { as })).status,
    ];
    expect([name, ...statuses]).toEqual([name, expected, expected, expected]);
  }
});

test('writing: only the competent chain, whatever the route and the hierarchy', async () => {
  const w = await furnished();
  const before = await w.download(account('admin'));
  for (const place of Object.keys(UNIT) as Place[])
    for (const [def, ask] of writing(w, place)) {
      expect([def.id, (await w.call(def, ask)).status]).toEqual([def.id, 401]);
      for (const { account: name } of DEMO_ACCOUNTS) {
        if (WRITERS[name]?.includes(place)) continue;
        const { status, body } = await w.call(def, { ...ask, as: account(name) });
        expect([place, def.id, name, status, body.code]).toEqual([place, def.id, name, 403, 'FORBIDDEN']);
      }
    }
  // A refusal that had written something would be no refusal.
  expect(await w.download(account('admin'))).toEqual(before);
  expect(await w.events()).toEqual([]);
});

test.each(['admin', 'station'])('writing: %s may all of it at home', async (name) => {
  const w = await furnished();
  for (const place of WRITERS[name]!)
    for (const [def, ask] of writing(w, place)) {
      if (def === contract.closeEnterprise) await closePointsOf(w, place);
      const { status, body } = await w.call(def, { ...ask, as: account(name) });
      const problem = status === 200 ? null : body.code;
      // The second place registers the same new things again; that they are taken is said only to who may register.
      const taken = place === WRITERS[name]![0] ? [null] : [null, ...TAKEN];
      expect(taken, `${place} ${def.id}`).toContain(problem);
    }
});

const TAKEN = ['REGISTRY_CODE_TAKEN', 'REGISTRY_USCC_TAKEN', 'REGISTRY_MN_TAKEN'];

async function closePointsOf(w: World, place: Place): Promise<void> {
  const { body } = await w.call(contract.getEnterprise, {
    as: account('admin'),
    params: { id: w.ids[place].enterprise },
  });
  for (const point of body.points)
    await w.call(contract.closePoint, { as: account('admin'), params: { id: point.id }, body: reason });
}

test('a change needs a post over where a thing is and over where it goes', async () => {
  const w = await world();
  const { urumqi, karamay } = w.ids;
  const station = account('station');
  const point = { code: 'urumqi-DA001', name: 'x', kind: 'outlet-gas', unitPath: KARAMAY };
  const moves: [RouteDef, object][] = [
    [contract.updatePoint, { params: { id: urumqi.point }, body: point }],
    [
      contract.updatePoint,
      { params: { id: karamay.point }, body: { ...point, code: 'karamay-DA001', unitPath: TIANSHAN } },
    ],
    [
      contract.updateDevice,
      {
        params: { id: karamay.device },
        body: { mn: '65A0KARAMAY0000000000000', pointId: urumqi.point, edition: '2017' },
      },
    ],
    [
      contract.updateDevice,
      {
        params: { id: urumqi.device },
        body: { mn: '65A0URUMQI00000000000000', pointId: karamay.point, edition: '2017' },
      },
    ],
    // Figures of an outlet are shown under the name of its owner.
    [
      contract.updatePoint,
      {
        params: { id: urumqi.point },
        body: { ...point, unitPath: TIANSHAN, enterpriseId: karamay.enterprise },
      },
    ],
  ];
  for (const [def, ask] of moves)
    expect((await w.call(def, { ...ask, as: station })).body.code).toBe('FORBIDDEN');
});
