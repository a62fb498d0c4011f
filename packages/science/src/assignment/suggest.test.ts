import type { AssignmentParameters } from '@tarim/standards';
import { describe, expect, test } from 'vitest';
import { greatCircleKm, suggestOfficers } from './suggest.ts';
import type { AssignmentInput, AssignmentOfficer } from './types.ts';

/** Round figures of the test's own, so that scores can be worked out by hand. */
const PARAMETERS: AssignmentParameters = {
  weights: { distance: 0.5, load: 0.3, speciality: 0.2 },
  farKm: 200,
  fullLoad: 10,
  caseCounts: 1,
  mostVisitsADay: 2,
};
const hour = (at: string) => Date.parse(`2026-11-28T${at}:00+08:00`);
const OBJECT = {
  id: '7',
  unitPath: '/650000/650100/650102/',
  place: { lon: 87, lat: 44 },
  speciality: null,
} as const;
const ask = (officers: AssignmentOfficer[], more: Partial<AssignmentInput> = {}): AssignmentInput => ({
  object: OBJECT,
  on: '2026-11-28',
  from: hour('12:00'),
  to: hour('14:00'),
  joint: false,
  officers,
  ...more,
});
const officer = (id: string, more: Partial<AssignmentOfficer> = {}): AssignmentOfficer => ({
  id,
  unitPath: '/650000/650100/',
  onPost: true,
  certifiedTo: '2026-11-28',
  specialities: [],
  recusals: [],
  seat: { lon: 87, lat: 44 },
  visits: 0,
  cases: 0,
  sameDay: [],
  ...more,
});

test('great circles: a degree of the meridian is π/180 of the mean radius, of the parallel of 60° about half', () => {
  expect(greatCircleKm({ lon: 87, lat: 43 }, { lon: 87, lat: 44 })).toBeCloseTo(111.195, 3);
  // sin(d/2) = cos 60° · sin 0.5° = 0.00436326775: d = 0.00872656 rad, times 6,371.0088 km.
  expect(greatCircleKm({ lon: 87, lat: 60 }, { lon: 88, lat: 60 })).toBeCloseTo(55.597, 3);
});

describe('scores', () => {
  test('distance, load and speciality by their weights', () => {
    const { candidates, proposed, problems } = suggestOfficers(
      ask(
        [
          // 111.195 km of 200: 0.44402 · 0.5; four of ten in hand: 0.6 · 0.3; speciality: 0.2. Together 0.60201.
          officer('a', { seat: { lon: 87, lat: 43 }, visits: 3, cases: 1, specialities: ['air'] }),
          // Beside it, nothing in hand, without the speciality: 0.5 + 0.3.
          officer('b'),
          // Twice as far: beyond 200 km nothing; ten in hand: nothing; speciality 0.2.
          officer('c', { seat: { lon: 87, lat: 42 }, visits: 12, specialities: ['air', 'water'] }),
        ],
        { object: { ...OBJECT, speciality: 'air' } },
      ),
      PARAMETERS,
    );
    expect(candidates.map(({ id, score }) => [id, score])).toEqual([
      ['b', 0.8],
      ['a', 0.602],
      ['c', 0.2],
    ]);
    expect(candidates[1]).toMatchObject({ speciality: 1, start: 'seat', visits: 3, cases: 1 });
    expect(candidates[1]!.km).toBeCloseTo(111.195, 3);
    expect(candidates[2]).toMatchObject({ distance: 0, load: 0 });
    // The one with the speciality leads although another scores more.
    expect(proposed).toEqual(['a', 'b']);
    expect(problems).toEqual([]);
  });

  test('who has a visit before comes from there, who has it after from the seat', () => {
    const far = { lon: 87, lat: 40 };
    const visit = (from: string, to: string) => ({ from: hour(from), to: hour(to), place: far });
    const { candidates } = suggestOfficers(
      ask([
        officer('before', { sameDay: [visit('09:00', '12:00')] }),
        officer('after', { sameDay: [visit('14:00', '16:00')] }),
      ]),
      PARAMETERS,
    );
    expect(candidates.map(({ id, start }) => [id, start])).toEqual([
      ['after', 'seat'],
      ['before', 'visit'],
    ]);
    expect(candidates[1]!.km).toBeCloseTo(4 * 111.195, 2);
  });

  test('an unknown place counts as far; equal scores stand by load, then by id', () => {
    const { candidates } = suggestOfficers(
      ask([officer('z', { seat: null }), officer('y'), officer('x')]),
      PARAMETERS,
    );
    expect(candidates.map(({ id, km, score }) => [id, km, score])).toEqual([
      ['x', 0, 1],
      ['y', 0, 1],
      ['z', null, 0.5],
    ]);
  });
});

describe('grounds', () => {
  const groundsOf = (one: Partial<AssignmentOfficer>, more: Partial<AssignmentInput> = {}) =>
    suggestOfficers(ask([officer('a', one)], more), PARAMETERS).excluded[0]?.grounds ?? [];

  test('post, certificate of the day and recusal', () => {
    expect(groundsOf({})).toEqual([]);
    expect(groundsOf({ certifiedTo: '2026-11-27' })).toEqual(['certificate']);
    expect(groundsOf({ onPost: false, recusals: ['6', '7'] })).toEqual(['off-post', 'recused']);
  });

  test('the unit covers the object; the other hierarchy comes in a joint operation only', () => {
    expect(groundsOf({ unitPath: '/650000/650100/650103/' })).toEqual(['unit']);
    expect(groundsOf({ unitPath: '/650000/650100/650103/' }, { joint: true })).toEqual(['unit']);
    expect(groundsOf({ unitPath: '/' })).toEqual([]);
    expect(groundsOf({ unitPath: '/BT/BT12/' })).toEqual(['hierarchy']);
    expect(groundsOf({ unitPath: '/BT/BT12/' }, { joint: true })).toEqual([]);
  });

  test('another visit at the same hours, or as many as a day takes', () => {
    const at = (from: string, to: string) => ({ from: hour(from), to: hour(to), place: null });
    expect(groundsOf({ sameDay: [at('13:59', '15:00')] })).toEqual(['busy']);
    // One that ends when the other begins is in nobody's way.
    expect(groundsOf({ sameDay: [at('10:00', '12:00')] })).toEqual([]);
    expect(groundsOf({ sameDay: [at('08:00', '09:00'), at('15:00', '16:00')] })).toEqual(['day-full']);
    // Without hours nothing overlaps.
    expect(groundsOf({ sameDay: [at('12:00', '14:00')] }, { from: null, to: null })).toEqual([]);
  });
});

test('fewer than two, or nobody with the speciality, is said', () => {
  expect(
    suggestOfficers(ask([officer('a')], { object: { ...OBJECT, speciality: 'noise' } }), PARAMETERS),
  ).toMatchObject({ proposed: ['a'], problems: ['team-short', 'speciality'] });
});
