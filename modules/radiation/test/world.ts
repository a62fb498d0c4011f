import { fileURLToPath } from 'node:url';
import { makePolicy } from '@tarim/identity/server';
import type { Actor, Post } from '@tarim/platform';
import { loadRegionPack, regionModule } from '@tarim/region/server';
import { registryModule } from '@tarim/registry/server';
import { usccCheckDigit } from '@tarim/science';
import { supervisionModule } from '@tarim/supervision/server';
import { testContext, testServer } from '@tarim/testkit';
import type { ReportItems, SourceInput, UnitInput } from '../contract.ts';
import { radiationModule } from '../server/module.ts';

const XINJIANG = fileURLToPath(new URL('../../../regions/xinjiang/', import.meta.url));
export const CITY = '/650000/650100/';
export const TURPAN = '/650000/650400/';
const MODULES = [regionModule, registryModule, supervisionModule, radiationModule];

const person = (index: number, name: string, role: Post['role'], unitPath: string): Actor => ({
  userId: `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`,
  name,
  posts: [{ role, unitPath }],
});
/** Of the region, of the city, of the Corps' division; and somebody who only reads. */
export const REGION = person(1, '区厅辐射', 'radiation-supervisor', '/650000/');
export const OFFICER = person(2, '市局辐射', 'radiation-supervisor', CITY);
export const CORPS = person(3, '八师辐射', 'radiation-supervisor', '/BT/BT08/');
export const READER = person(4, '规划', 'planner', '/');

export const uscc = (first17: string): string => first17 + usccCheckDigit(first17);
export const HOSPITAL = uscc('91650100000000101');

export async function house(now: string) {
  const ctx = await testContext({
    modules: MODULES,
    policy: makePolicy(),
    now: Date.parse(`${now}T10:00:00+08:00`),
  });
  await loadRegionPack(ctx, XINJIANG);
  const server = await testServer(ctx, MODULES);
  const call = async <T>(def: Parameters<typeof server.call>[0], as: Actor, options: object = {}) => {
    const answer = await server.call(def, { as, ...options });
    return { status: answer.status, body: answer.body as T & { code: string } };
  };
  return { ctx, call };
}

export const UNIT: UnitInput = {
  unitPath: CITY,
  uscc: HOSPITAL,
  name: '模拟医院',
  address: '某路 1 号',
  legalPerson: '甲',
  safetyOfficer: '乙',
  enterpriseId: null,
};

/** 10 Ci of caesium (0.37 TBq), ten years old at the end of 2026: category III. */
export const CAESIUM: SourceInput = {
  code: '0116CS000013',
  noCode: '',
  label: 'CS-1',
  nuclide: 'Cs-137',
  activityBq: 3.7e11,
  measuredOn: '2016-11-28',
  category: 'III',
  use: '料位计',
  place: '一车间',
  origin: 'bought',
  on: '2026-01-05',
  document: '购源合同',
};

export const ITEMS: ReportItems = {
  facilities: '运行正常',
  protection: '已修订',
  staff: '无变动',
  dose: '正常',
  ledgers: '相符',
  environment: '已监测',
  incidents: '无',
  rectification: '无',
  plans: '已制定',
};
