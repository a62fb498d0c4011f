import { expect, test } from 'vitest';
import { coverageOfTargets, isRequired } from './coverage.ts';

const site = (code: string, kind: string, more: object = {}) =>
  ({
    id: Number(code.slice(1)),
    code,
    name: code,
    kind,
    lon: 87.6,
    lat: 43.8,
    lifecycle: 'in-service',
    openedOn: '2020-01-01',
    retiredOn: null,
    active: true,
    ...more,
  }) as never;
const target = (sites: string[], more: object = {}) =>
  ({
    id: 1,
    code: 'T',
    name: 'T',
    kind: 'park',
    unitPath: '/650000/',
    medium: 'groundwater',
    size: null,
    lon: 87.6,
    lat: 43.9,
    simulated: false,
    sites,
    ...more,
  }) as never;
const of = (targets: never[], sites: never[], planned: number[] = [], day = '2026-11-20') =>
  coverageOfTargets(targets, sites, new Set(planned), day);

test('rural sewage has to be monitored from 20 t/d on, and where nobody says how large it is', () => {
  expect(isRequired('rural-sewage', 19.9)).toBe(false);
  expect(isRequired('rural-sewage', 20)).toBe(true);
  expect(isRequired('rural-sewage', null)).toBe(true);
  expect(isRequired('park', null)).toBe(true);
});

test('a named site covers what it is named for only in service and in its medium', () => {
  const sites = [
    site('P1', 'groundwater'),
    site('P2', 'soil'),
    site('P3', 'groundwater', { lifecycle: 'planned' }),
    site('P4', 'groundwater', { retiredOn: '2026-01-01', lifecycle: 'retired' }),
  ];
  const covered = (named: string[]) => of([target(named)], sites)[0]!.covered;
  expect(covered(['P1'])).toBe(true);
  expect(covered(['P2'])).toBe(false);
  expect(covered(['P3'])).toBe(false);
  expect(covered(['P4'])).toBe(false);
  expect(covered(['unknown'])).toBe(false);
  // Retired since, but in service then.
  expect(of([target(['P4'])], sites, [], '2025-06-01')[0]!.covered).toBe(true);
});

test('only a site that covers can be planned; the nearest is told on the ellipsoid and covers nothing', () => {
  const sites = [
    site('P1', 'groundwater'),
    site('P2', 'groundwater', { lon: 88.6 }),
    site('P3', 'soil', { lat: 43.9 }),
  ];
  const [one] = of([target([])], sites);
  // 0.1° of a meridian at 43.85° N: M(φ)·0.1·π/180 = 6 365 940 m · 0.00174533 ≈ 11.11 km.
  expect(one).toMatchObject({ covered: false, planned: false, nearest: { code: 'P1', km: 11.1 } });
  expect(of([target(['P3'])], sites, [3])[0]).toMatchObject({ covered: false, planned: false });
  expect(of([target(['P1'])], sites, [1])[0]).toMatchObject({ covered: true, planned: true });
  expect(of([target([], { lon: null })], sites)[0]!.nearest).toBeNull();
});
