import type { Actor, Role } from '@tarim/platform';
import { expect, test } from 'vitest';
import { actionsOf, can } from './policy.ts';

const person = (role: Role, unitPath: string, enterpriseId?: number): Actor => ({
  userId: 'u',
  name: 'n',
  posts: [{ role, unitPath, enterpriseId }],
});

test('a post writes in its unit and below, and nowhere else', () => {
  const station = person('monitoring-station', '/650000/650100/');
  expect(can(station, 'registry.write', { unitPath: '/650000/650100/650102/' })).toBe(true);
  expect(can(station, 'registry.write', { unitPath: '/650000/650100/' })).toBe(true);
  expect(can(station, 'registry.write', { unitPath: '/650000/' })).toBe(false);
  expect(can(station, 'registry.write', { unitPath: '/650000/652300/' })).toBe(false);
});

test('both hierarchies read the shared map and neither writes the other’s objects', () => {
  const corps = person('duty-officer', '/BT/');
  expect(can(corps, 'telemetry.read', { unitPath: '/650000/650100/' })).toBe(true);
  expect(can(corps, 'alarm.acknowledge', { unitPath: '/650000/650100/' })).toBe(false);
  expect(can(corps, 'alarm.acknowledge', { unitPath: '/BT/BT08/659001/' })).toBe(true);
  expect(can(person('administrator', '/'), 'registry.write', { unitPath: '/BT/BT08/' })).toBe(true);
});

test('a post above a unit whose code begins alike does not reach it', () => {
  expect(
    can(person('monitoring-station', '/650000/6501/'), 'registry.write', { unitPath: '/650000/650100/' }),
  ).toBe(false);
});

test('an enterprise sees its own and nothing else', () => {
  const own = person('enterprise', '/650000/', 7);
  expect(can(own, 'enterprise.read-own', { enterpriseId: 7 })).toBe(true);
  expect(can(own, 'enterprise.read-own', { enterpriseId: 8 })).toBe(false);
  expect(can(own, 'telemetry.read')).toBe(false);
  expect(can(own, 'enterprise.read-own', { enterpriseId: null })).toBe(false);
});

test('roles without a power do not have it', () => {
  expect(can(person('auditor', '/'), 'registry.write', { unitPath: '/650000/' })).toBe(false);
  expect(can(person('enforcement-officer', '/'), 'telemetry.command', { unitPath: '/650000/' })).toBe(false);
  expect(can(person('planner', '/'), 'identity.manage')).toBe(false);
  expect(actionsOf(person('auditor', '/'))).toContain('platform.audit');
});
