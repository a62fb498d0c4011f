import type { Actor, Role } from '@tarim/platform';
import { expect, test } from 'vitest';
import { can, grantsOf, scope } from './policy.ts';

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
  expect(can(person('auditor', '/'), 'platform.audit')).toBe(true);
});

test('without a unit the whole platform is asked for: a post below the top does not cover it', () => {
  const division = person('administrator', '/BT/BT01/');
  expect(can(division, 'identity.manage')).toBe(false);
  expect(can(division, 'identity.manage', { unitPath: '/BT/BT01/' })).toBe(true);
  expect(can(person('administrator', '/'), 'identity.manage')).toBe(true);
  // Reading is for the shared map.
  expect(can(division, 'registry.read')).toBe(true);
});

test('what has its effect everywhere is not done from a unit, whatever is named', () => {
  const division = person('administrator', '/BT/BT01/');
  for (const action of ['alarm.configure', 'platform.run-jobs', 'telemetry.quarantine']) {
    expect(can(division, action, { unitPath: '/BT/BT01/' })).toBe(false);
    expect(can(person('administrator', '/'), action, { unitPath: '/BT/BT01/' })).toBe(true);
    expect(scope(division, action)).toMatchObject({ unitPaths: [], enterpriseIds: [] });
  }
});

test('where something may be done counts the posts whose role grants it', () => {
  const two: Actor = {
    userId: 'u',
    name: 'n',
    posts: [
      { role: 'planner', unitPath: '/650000/' },
      { role: 'monitoring-station', unitPath: '/650000/650100/' },
      { role: 'enterprise', unitPath: '/650000/650100/', enterpriseId: 7 },
    ],
  };
  expect(scope(two, 'registry.write')).toEqual({
    unitPaths: ['/650000/650100/'],
    enterpriseIds: [],
    reading: false,
  });
  expect(scope(two, 'registry.read')).toEqual({ unitPaths: ['/'], enterpriseIds: [], reading: true });
  expect(scope(two, 'enterprise.read-own')).toMatchObject({ unitPaths: [], enterpriseIds: [7] });
});

test('pages are told what may be done and where, and not what may be done nowhere', () => {
  const division = grantsOf(person('administrator', '/BT/BT01/'));
  expect(division.find((one) => one.action === 'registry.write')?.unitPaths).toEqual(['/BT/BT01/']);
  expect(division.map((one) => one.action)).not.toContain('alarm.configure');
  expect(grantsOf(person('enterprise', '/650000/'))).toEqual([]);
  expect(grantsOf(person('enterprise', '/650000/', 7))).toMatchObject([
    { action: 'emf.file', unitPaths: [], enterpriseIds: [7] },
    { action: 'enterprise.read-own', unitPaths: [], enterpriseIds: [7] },
    { action: 'operation.record', unitPaths: [], enterpriseIds: [7] },
    { action: 'permit.file', unitPaths: [], enterpriseIds: [7] },
    { action: 'quality.mark', unitPaths: [], enterpriseIds: [7] },
    { action: 'quality.self-review', unitPaths: [], enterpriseIds: [7] },
    { action: 'radiation.file', unitPaths: [], enterpriseIds: [7] },
  ]);
});
