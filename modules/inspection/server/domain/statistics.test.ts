import { expect, test } from 'vitest';
import type { CountedRecord, CountedVisit } from '../sql/statistics.ts';
import { CHECKS } from './checks.ts';
import { figuresOf, officerFigures } from './statistics.ts';

const at = (hour: string, day = '28') => Date.parse(`2026-11-${day}T${hour}:00+08:00`);
const visit = (id: number, more: Partial<CountedVisit> = {}): CountedVisit => ({
  id,
  drawId: null,
  enterpriseId: id,
  unitPath: '/650000/650100/',
  team: [],
  state: 'done',
  exemption: null,
  origin: null,
  visitedOn: '2026-11-28',
  result: 'no-problem',
  from: null,
  simulated: false,
  ...more,
});
const ANSWERED = Object.fromEntries(CHECKS.map((row) => [row, 'ok']));
const site = (visitId: number, more: Partial<CountedRecord> = {}): CountedRecord => ({
  visitId,
  form: 'site',
  actId: `act-${visitId}`,
  began: at('10:00'),
  madeAt: new Date(at('11:00')),
  signers: ['甲', '乙'],
  verdicts: ANSWERED,
  evidence: [],
  route: [],
  ...more,
});
const figures = (
  visits: CountedVisit[],
  records: CountedRecord[],
  more: Partial<Parameters<typeof figuresOf>[1]> = {},
) => figuresOf('/', { visits, records, rechecks: [], acts: [], lateMinutes: 30, gapMinutes: 30, ...more });

test('visits by what they were planned for', () => {
  const { kinds, visits, done } = figures(
    [
      visit(1, { drawId: 4 }),
      visit(2, { origin: { kind: 'task', id: 1 }, exemption: 'data-alarm' }),
      visit(3, { origin: { kind: 'clue', id: 1 } }),
      visit(4, { exemption: 'complaint', state: 'planned', result: null, visitedOn: null }),
      visit(5),
      visit(6),
    ],
    [],
  );
  expect(kinds).toEqual({ drawn: 1, task: 1, clue: 1, exempt: 1, counted: 2 });
  expect([visits, done]).toEqual([6, 5]);
});

test('in time within half an hour of the appointment, of those whose beginning is known', () => {
  const visits = [
    visit(1, { from: new Date(at('09:30')) }),
    visit(2, { from: new Date(at('09:29')) }),
    visit(3, { from: new Date(at('09:00')) }),
    visit(4),
  ];
  // Begun at ten: the first within thirty minutes, the second after thirty-one; the third has no record, the fourth no appointment.
  expect(figures(visits, [site(1), site(2), site(4)])).toMatchObject({ appointed: 2, onTime: 0.5 });
});

test('shares of those done: list, signatures, films, pieces of evidence', () => {
  const photo = { name: 'a.jpg', takenAt: at('10:20') };
  const film = { name: 'VID_2.MP4', takenAt: at('10:40') };
  const { outlets: _, ...without } = ANSWERED;
  expect(
    figures(
      [visit(1), visit(2), visit(3), visit(4)],
      [
        site(1, { evidence: [photo, film] }),
        site(2, { verdicts: without, evidence: [photo] }),
        site(3, { signers: ['甲', '甲'], verdicts: { ...ANSWERED, bypass: '' } }),
      ],
    ),
  ).toMatchObject({ checklist: 0.25, twoSigned: 0.5, filmed: 0.25, evidence: 0.75 });
});

test('rectified: at once, or found good by a recheck on a later day; what became a case is not counted here', () => {
  expect(
    figures(
      [
        visit(1, { result: 'corrected' }),
        visit(2, { result: 'ordered' }),
        visit(3, { result: 'ordered' }),
        visit(4, { result: 'filed' }),
      ],
      [],
      {
        rechecks: [
          { enterpriseId: 2, visitedOn: '2026-12-05' },
          { enterpriseId: 3, visitedOn: '2026-11-28' },
        ],
      },
    ),
  ).toMatchObject({ problems: 3, rectified: 2 / 3 });
});

test('a stretch of more than half an hour without evidence is a gap, from the beginning to the seal', () => {
  const taken = (...hours: string[]) => hours.map((hour) => ({ name: 'a.jpg', takenAt: at(hour) }));
  const gaps = (record: Partial<CountedRecord>) => figures([visit(1)], [site(1, record)]).gaps;
  expect(gaps({ evidence: taken('10:30') })).toBe(0);
  expect(gaps({ evidence: taken('10:29') })).toBe(1);
  expect(gaps({ evidence: taken('10:15', '10:35', '10:50') })).toBe(0);
  expect(gaps({ form: 'inquiry' })).toBe(0);
});

test('ways, delays and what does not follow on', () => {
  const { km, syncHours, unchained } = figures(
    [visit(1), visit(2)],
    [
      // One degree and back half of it: 1.5 · 111.195 km.
      site(1, {
        route: [
          [87, 43, 0],
          [87, 44, 1],
          [87, 43.5, 2],
        ],
      }),
      site(2),
    ],
    {
      acts: [
        { id: 'act-1', madeAt: new Date(at('11:00')), receivedAt: new Date(at('12:00')), chained: true },
        { id: 'act-2', madeAt: new Date(at('11:00')), receivedAt: new Date(at('14:00')), chained: false },
        { id: 'of-another', madeAt: new Date(0), receivedAt: new Date(at('14:00')), chained: false },
      ],
    },
  );
  expect(km).toBeCloseTo(166.793, 2);
  expect([syncHours, unchained]).toEqual([2, 1]);
});

test('nothing done: no shares', () => {
  expect(figures([], [])).toMatchObject({
    onTime: null,
    checklist: null,
    evidence: null,
    rectified: null,
    syncHours: null,
  });
});

test('officers by what they had', () => {
  const [jia, yi] = ['甲', '乙'].map((name) => ({ name, certificate: `XJ-${name}` })) as [
    CountedVisit['team'][number],
    CountedVisit['team'][number],
  ];
  expect(officerFigures([visit(1, { team: [jia, yi] }), visit(2, { team: [yi], state: 'planned' })])).toEqual(
    [
      { ...yi, planned: 1, done: 1 },
      { ...jia, planned: 0, done: 1 },
    ],
  );
});
