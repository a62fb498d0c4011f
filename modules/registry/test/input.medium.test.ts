import type { RouteDef } from '@tarim/platform/contract';
import { expect, test } from 'vitest';
import * as contract from '../contract.ts';
import { ADMIN, limitOf, TIANSHAN, world } from './seed.ts';

const point = { code: 'P1', name: '一号', kind: 'air', unitPath: TIANSHAN };
const enterprise = { uscc: '91650102MA00000042', name: '新企业', unitPath: TIANSHAN };

/** What is wrong, the status, the code of the answer, and the place that it names. */
type Case = [string, RouteDef, (pointId: number) => object, number, string, string];
const CASES: Case[] = [
  [
    'a limit without bounds',
    contract.createLimit,
    (id) => limitOf(id, { basis: 'day', upper: null }),
    400,
    'REGISTRY_LIMIT_BOUNDS',
    'body/upper',
  ],
  [
    'a limit whose lower bound is the higher',
    contract.createLimit,
    (id) => limitOf(id, { basis: 'day', upper: 6, lower: 9 }),
    400,
    'REGISTRY_LIMIT_BOUNDS_ORDER',
    'body/lower',
  ],
  [
    'a limit that ends before it begins',
    contract.createLimit,
    (id) => limitOf(id, { basis: 'day', effectiveTo: '2025-12-31' }),
    400,
    'REGISTRY_LIMIT_DATES',
    'body/effectiveTo',
  ],
  [
    'a converted limit without its reference oxygen',
    contract.createLimit,
    (id) => limitOf(id, { basis: 'day', referenceO2: undefined }),
    400,
    'REGISTRY_LIMIT_REFERENCE_O2',
    'body/referenceO2',
  ],
  [
    'a limit on what is no factor',
    contract.createLimit,
    (id) => limitOf(id, { code: 'zzz' }),
    400,
    'REGISTRY_FACTOR_UNKNOWN',
    'body/code',
  ],
  [
    'a limit on a code of 2005',
    contract.createLimit,
    (id) => limitOf(id, { code: '011' }),
    400,
    'REGISTRY_FACTOR_LEGACY',
    'body/code',
  ],
  [
    'a day of month 13',
    contract.createLimit,
    (id) => limitOf(id, { effectiveFrom: '2026-13-45' }),
    400,
    'VALIDATION',
    'body/effectiveFrom',
  ],
  [
    'a day before the calendar of the database',
    contract.createLimit,
    (id) => limitOf(id, { effectiveFrom: '0000-01-01' }),
    400,
    'VALIDATION',
    'body/effectiveFrom',
  ],
  [
    'a 31st of February',
    contract.createInstrument,
    (id) => ({ pointId: id, name: 'x', codes: [], installedOn: '2026-02-31' }),
    400,
    'VALIDATION',
    'body/installedOn',
  ],
  [
    'an instrument for what is no factor',
    contract.createInstrument,
    (id) => ({ pointId: id, name: 'x', codes: ['a21026', 'zzz'] }),
    400,
    'REGISTRY_FACTOR_UNKNOWN',
    'body/codes/1',
  ],
  [
    'a range that ends before it begins',
    contract.createInstrument,
    (id) => ({ pointId: id, name: 'x', codes: [], rangeLow: 500, rangeHigh: 0 }),
    400,
    'REGISTRY_RANGE_ORDER',
    'body/rangeLow',
  ],
  [
    'an MN that no frame can carry',
    contract.createDevice,
    (id) => ({ mn: 'bad mn！', pointId: id, edition: '2017' }),
    400,
    'REGISTRY_MN_INVALID',
    'body/mn',
  ],
  [
    'a unit that nobody has',
    contract.createPoint,
    () => ({ ...point, unitPath: '/650000/999999/' }),
    400,
    'REGISTRY_UNIT_UNKNOWN',
    'body/unitPath',
  ],
  [
    'an enterprise of a unit that nobody has',
    contract.createEnterprise,
    () => ({ ...enterprise, unitPath: '/650000/999999/' }),
    400,
    'REGISTRY_UNIT_UNKNOWN',
    'body/unitPath',
  ],
  [
    'an outlet that belongs to nobody',
    contract.createPoint,
    () => ({ ...point, kind: 'outlet-gas' }),
    400,
    'REGISTRY_OUTLET_NEEDS_ENTERPRISE',
    'body/enterpriseId',
  ],
  [
    'an owner that is not there',
    contract.createPoint,
    () => ({ ...point, enterpriseId: 999 }),
    404,
    'REGISTRY_ENTERPRISE_UNKNOWN',
    'body/enterpriseId',
  ],
  [
    'a credit code whose check character is wrong',
    contract.createEnterprise,
    () => ({ ...enterprise, uscc: '91650102MA00000043' }),
    400,
    'REGISTRY_USCC_INVALID',
    'body/uscc',
  ],
  [
    'a name of blanks',
    contract.createPoint,
    () => ({ ...point, name: '  ' }),
    400,
    'VALIDATION',
    'body/name',
  ],
  [
    'a NUL in a name',
    contract.createPoint,
    () => ({ ...point, name: 'a\u0000b' }),
    400,
    'VALIDATION',
    'body/name',
  ],
  [
    'an id that no table holds',
    contract.createDevice,
    () => ({ mn: 'M1', pointId: 99_999_999_999, edition: '2017' }),
    400,
    'VALIDATION',
    'body/pointId',
  ],
];

test('refuses what cannot be registered, with a code, in the reader’s language, and says where', async () => {
  const w = await world();
  for (const [what, def, body, status, code, path] of CASES)
    for (const language of ['zh-CN', 'en']) {
      const answer = await w.call(def, {
        as: ADMIN,
        body: body(w.ids.urumqi.point),
        headers: { 'accept-language': language },
      });
      expect([what, answer.status, answer.body.code]).toEqual([what, status, code]);
      const problems: { path: string; message: string }[] = answer.body.problems;
      expect(
        problems.map((one) => one.path),
        what,
      ).toContain(path);
      const said = [answer.body.title, ...problems.map((one) => one.message)].join(' ');
      // What was sent is quoted as it was sent.
      const own = said.replaceAll(/[“"].*?[”"]/g, '');
      if (language === 'en') expect(own, what).not.toMatch(/\p{Script=Han}/u);
      else expect(own, what).toMatch(/\p{Script=Han}/u);
    }
  expect(await w.events()).toEqual([]);
});

test('several defects are told at once', async () => {
  const w = await world();
  const { body } = await w.call(contract.createLimit, {
    as: ADMIN,
    body: limitOf(w.ids.urumqi.point, { upper: null, referenceO2: null, effectiveTo: '2025-01-01' }),
  });
  expect(body.problems.map((one: { path: string }) => one.path)).toEqual([
    'body/upper',
    'body/effectiveTo',
    'body/referenceO2',
  ]);
});

test('what is not there is 404, also behind ids that no table holds', async () => {
  const w = await world();
  const unknown: [RouteDef, object, string][] = [
    [contract.updateEnterprise, enterprise, 'REGISTRY_ENTERPRISE_UNKNOWN'],
    [contract.updatePoint, point, 'REGISTRY_POINT_UNKNOWN'],
    [contract.updateDevice, { mn: 'M', pointId: 1, edition: '2017' }, 'REGISTRY_DEVICE_UNKNOWN'],
    [contract.updateInstrument, { pointId: 1, name: 'x', codes: [] }, 'REGISTRY_INSTRUMENT_UNKNOWN'],
    [contract.updateLimit, limitOf(1), 'REGISTRY_LIMIT_UNKNOWN'],
    [contract.putParameters, { parameters: [] }, 'REGISTRY_POINT_UNKNOWN'],
    [contract.closePoint, { reason: 'xx' }, 'REGISTRY_POINT_UNKNOWN'],
    [contract.closeDevice, { reason: 'xx' }, 'REGISTRY_DEVICE_UNKNOWN'],
    [contract.closeInstrument, { reason: 'xx' }, 'REGISTRY_INSTRUMENT_UNKNOWN'],
    [contract.closeEnterprise, { reason: 'xx' }, 'REGISTRY_ENTERPRISE_UNKNOWN'],
  ];
  for (const [def, body, code] of unknown) {
    const answer = await w.call(def, { as: ADMIN, params: { id: 4_711 }, body });
    expect([def.id, answer.status, answer.body.code]).toEqual([def.id, 404, code]);
    const far = await w.call(def, { as: ADMIN, params: { id: 99_999_999_999 }, body });
    expect([def.id, far.status]).toEqual([def.id, 400]);
  }
});

test('an MN of another form is registered, with a remark in the language of who asks', async () => {
  const w = await world();
  const body = { mn: 'a110000_0001', pointId: w.ids.urumqi.point, edition: '2017' };
  const made = await w.call(contract.createDevice, {
    as: ADMIN,
    body,
    headers: { 'accept-language': 'en' },
  });
  expect(made.status).toBe(200);
  expect(made.body.remarks.map((one: { code: string }) => one.code)).toEqual(['MN_LENGTH', 'MN_CHARACTER']);
  expect(made.body.remarks[0].message).toBe('The MN has 12 characters, edition 2017 asks for 24');
  const read = await w.call(contract.getPoint, { as: ADMIN, params: { id: w.ids.urumqi.point } });
  expect(read.body.devices.at(-1).remarks[0].message).toBe('MN 为 12 位，2017 版应为 24 位');
});

test('names of factors come in the language of who asks', async () => {
  const w = await world();
  const ask = { as: ADMIN, params: { id: w.ids.urumqi.point } };
  const nameOf = async (language: string) =>
    (await w.call(contract.getPoint, { ...ask, headers: { 'accept-language': language } })).body.parameters[0]
      .name;
  expect([await nameOf('zh-CN'), await nameOf('en')]).toEqual(['二氧化硫', 'Sulphur dioxide']);
});
