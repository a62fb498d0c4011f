import { expect, test } from 'vitest';
import { mayOf } from './session.tsx';

const may = mayOf([
  { action: 'registry.write', unitPaths: ['/650000/650100/', '/BT/'], enterpriseIds: [] },
  { action: 'registry.read', unitPaths: ['/'], enterpriseIds: [] },
  { action: 'enterprise.read-own', unitPaths: [], enterpriseIds: [7] },
]);

test('without a unit: whether it may be done anywhere', () => {
  expect(may('registry.write')).toBe(true);
  expect(may('enterprise.read-own')).toBe(true);
  expect(may('alarm.configure')).toBe(false);
});

test('with a unit: there, in it and below it, and nowhere else', () => {
  expect(may('registry.write', '/650000/650100/650102/')).toBe(true);
  expect(may('registry.write', '/BT/BT08/')).toBe(true);
  expect(may('registry.write', '/650000/')).toBe(false);
  expect(may('registry.write', '/')).toBe(false);
  expect(may('registry.read', '/650000/652300/')).toBe(true);
  // Codes that begin alike are another unit.
  expect(
    mayOf([{ action: 'a.b', unitPaths: ['/650000/6501/'], enterpriseIds: [] }])('a.b', '/650000/650100/'),
  ).toBe(false);
});
