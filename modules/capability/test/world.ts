import { fileURLToPath } from 'node:url';
import { makePolicy } from '@tarim/identity/server';
import { inspectionModule } from '@tarim/inspection/server';
import type { Actor, Post } from '@tarim/platform';
import { loadRegionPack, regionModule } from '@tarim/region/server';
import { registryModule } from '@tarim/registry/server';
import { testContext, testServer } from '@tarim/testkit';
import type { ChangeInput, EquipmentInput } from '../contract.ts';
import { capabilityModule } from '../server/module.ts';

const XINJIANG = fileURLToPath(new URL('../../../regions/xinjiang/', import.meta.url));
export const CITY = '/650000/650100/';
export const DIVISION = '/BT/BT08/';
const MODULES = [regionModule, registryModule, inspectionModule, capabilityModule];

const person = (index: number, name: string, role: Post['role'], unitPath: string): Actor => ({
  userId: `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`,
  name,
  posts: [{ role, unitPath }],
});
export const ADMIN = person(1, '管理员', 'administrator', '/');
export const OFFICER = person(2, '市局执法', 'enforcement-officer', CITY);
export const CORPS = person(3, '八师执法', 'enforcement-officer', DIVISION);

export async function house() {
  const ctx = await testContext({
    modules: MODULES,
    policy: makePolicy(),
    now: Date.parse('2026-11-28T10:00:00+08:00'),
  });
  await loadRegionPack(ctx, XINJIANG);
  const server = await testServer(ctx, MODULES);
  const call = async <T>(def: Parameters<typeof server.call>[0], as: Actor, options: object = {}) => {
    const answer = await server.call(def, { as, ...options });
    return { status: answer.status, body: answer.body as T & { code: string } };
  };
  return { ctx, call };
}

export const STANDING = {
  state: 'in-use',
  holder: '张三',
  lentTo: null,
  lentUntil: null,
  certificate: '',
  calibratedTo: null,
  nextCheck: null,
  note: '',
} as const satisfies Omit<ChangeInput, 'on'>;

/** A dose rate meter that is calibrated to the end of the year. */
export const METER: EquipmentInput = {
  ...STANDING,
  unitPath: CITY,
  field: 'radiation',
  item: 'dose-rate-meter',
  kind: 'meter',
  name: 'X-γ 剂量率仪',
  model: 'RX-1',
  serial: 'A-001',
  boughtOn: '2024-03-01',
  calibrates: true,
  certificate: 'JZ-2026-1',
  calibratedTo: '2026-12-31',
};
