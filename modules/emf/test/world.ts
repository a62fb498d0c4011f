import { fileURLToPath } from 'node:url';
import { makePolicy } from '@tarim/identity/server';
import type { Actor, Post } from '@tarim/platform';
import { loadRegionPack, regionModule } from '@tarim/region/server';
import { registryModule } from '@tarim/registry/server';
import { usccCheckDigit } from '@tarim/science';
import { supervisionModule } from '@tarim/supervision/server';
import { testContext, testServer } from '@tarim/testkit';
import { sql } from 'kysely';
import type { FacilityInput, MeasurementInput, Reading } from '../contract.ts';
import { emfModule } from '../server/module.ts';

const XINJIANG = fileURLToPath(new URL('../../../regions/xinjiang/', import.meta.url));
export const COUNTY = '/650000/650100/650102/';
export const CITY = '/650000/650100/';
const MODULES = [regionModule, registryModule, supervisionModule, emfModule];

const person = (
  index: number,
  name: string,
  role: Post['role'],
  unitPath: string,
  enterpriseId?: number,
): Actor => ({
  userId: `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`,
  name,
  posts: [{ role, unitPath, ...(enterpriseId === undefined ? {} : { enterpriseId }) }],
});
export const OFFICER = person(1, '区县辐射', 'radiation-supervisor', COUNTY);
export const COLLEAGUE = person(2, '区县监测', 'monitoring-station', COUNTY);
export const ABOVE = person(3, '市局辐射', 'radiation-supervisor', CITY);
export const ELSEWHERE = person(4, '八师辐射', 'radiation-supervisor', '/BT/BT08/');
export const READER = person(5, '规划', 'planner', '/');
export const OWN = person(6, '企业', 'enterprise', COUNTY, 1);
export const NEIGHBOUR = person(7, '邻居', 'enterprise', COUNTY, 2);

export const uscc = (first17: string): string => first17 + usccCheckDigit(first17);

/** Two enterprises, 1 and 2; the clock stands at noon of a day. */
export async function house(on = '2026-11-20') {
  const ctx = await testContext({
    modules: MODULES,
    policy: makePolicy(),
    now: Date.parse(`${on}T12:00:00+08:00`),
  });
  await loadRegionPack(ctx, XINJIANG);
  await sql`insert into registry.enterprise (uscc, name, unit_path, lon, lat, simulated) values
    (${uscc('91650100000000101')}, '天山通信', ${COUNTY}, 87.6, 43.8, true),
    (${uscc('91650100000000202')}, '邻居', ${COUNTY}, 87.6, 43.8, false)`.execute(ctx.db);
  const server = await testServer(ctx, MODULES);
  const call = async <T>(
    def: Parameters<typeof server.call>[0],
    as: Actor | undefined,
    options: object = {},
  ) => {
    const answer = await server.call(def, { ...(as ? { as } : {}), ...options });
    return { status: answer.status, body: answer.body as T & { code: string } };
  };
  return { ctx, call, server };
}

export const STATION: FacilityInput = {
  code: 'B-1',
  name: '一号基站',
  kind: 'base-station',
  facilityClass: 'two',
  unitPath: COUNTY,
  enterpriseId: 1,
  owner: '',
  uscc: '',
  place: '某路 1 号',
  lon: 87.61789,
  lat: 43.8249,
  bands: [{ fromHz: 9e8, toHz: 9e8 }],
  powerW: 60,
  heightM: 30,
  azimuth: 120,
  beam: 65,
  site: '',
  fence: false,
  signs: false,
  state: 'in-use',
  since: '2025-01-01',
  public: true,
  publicPlace: 'rounded',
};

export const reading = (hz: number, rest: Partial<Reading>): Reading => ({
  fromHz: hz,
  toHz: hz,
  E: null,
  H: null,
  B: null,
  S: null,
  below: [],
  ...rest,
});

export const MEASURED: MeasurementInput = {
  measuredAt: '2026-11-19T10:00:00+08:00',
  minutes: 6,
  method: 'HJ 972-2018',
  instrument: {
    name: '选频仪',
    serial: '17',
    calibratedUntil: '2027-01-01',
    antennaFactor: 18,
    ranges: [{ quantity: 'E', low: 0.2, high: 200 }],
  },
  measuredBy: '监测站',
  place: '居民楼前',
  distanceM: 45,
  heightM: 1.7,
  weather: '晴',
  temperature: null,
  humidity: null,
  load: '正常业务量',
  covers: 'facility',
  field: 'far',
  underLines: false,
  photo: null,
  readings: [reading(9e8, { E: 1.14 })],
};
/** (24/12)²: four times the limit. */
export const OVER: MeasurementInput = { ...MEASURED, readings: [reading(9e8, { E: 24 })] };
