import { MOBILE_RULES } from '@tarim/standards';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluateMobile } from './evaluate.ts';
import { newMobileState, stepMobile } from './step.ts';
import type { MobileEvent, MobileSettings } from './types.ts';

const RULES = MOBILE_RULES.data;
const START = Date.parse('2026-11-20T08:00:00+08:00');
const MINUTE = 60_000;
const DAY = 86_400_000;
const SETTINGS: MobileSettings = {
  category: 'II',
  halfLifeDays: 73.827,
  baseline: 12,
  baselineAt: START - 60 * DAY,
  background: 0.12,
};

/** Folds events at one-minute steps (unless they say when) and tells `kind action` of each. */
function fold(events: readonly Partial<MobileEvent>[], settings = SETTINGS) {
  let state = newMobileState(RULES);
  const told: string[] = [];
  events.forEach((event, i) => {
    const next = stepMobile(state, { time: START + i * MINUTE, ...event }, settings, RULES);
    state = next.state;
    told.push(
      ...next.alarms.map(
        (one) => `${one.kind} ${one.action}${one.action === 'repeated' ? ` ${one.count}` : ''}`,
      ),
    );
  });
  return { state, told };
}
const fix = (inside: boolean, more: object = {}) => ({ fix: { lat: 44, lon: 87, inside, ...more } });

describe('MOB-1', () => {
  test('too few satellites, too high an HDOP, faster than 200 km/h', () => {
    const { told, state } = fold([
      fix(true),
      fix(false, { satellites: 3 }),
      fix(false, { hdop: 4.1 }),
      // 0.2° of latitude are 22 km: in three minutes 445 km/h.
      { fix: { lat: 44.2, lon: 87, inside: false } },
      // 0.05° in four minutes: 83 km/h.
      { fix: { lat: 44.05, lon: 87, inside: true, satellites: 4, hdop: 4 } },
    ]);
    expect(told).toEqual(Array(3).fill('fix_rejected told'));
    expect([state.rejectedFixes, state.lastFix!.lat]).toEqual([3, 44.05]);
  });
});

describe('MOB-2', () => {
  test('left after three accepted fixes outside, back after two inside; the deciding fix gives the time', () => {
    const { told, state } = fold([true, false, false, false, false, true, true].map((inside) => fix(inside)));
    expect(told).toEqual([
      'left_area raised',
      'left_area repeated 2',
      'back_in_area told',
      'left_area cleared',
    ]);
    expect(state.open).toEqual({});
    let open = newMobileState(RULES);
    for (let i = 0; i < 3; i++)
      open = stepMobile(open, { time: START + i * MINUTE, ...fix(false) }, SETTINGS, RULES).state;
    expect(open.open.left_area!.since).toBe(START + 2 * MINUTE);
  });
  test('a fix inside, or one not accepted, does not make three in a row', () => {
    const bad = fix(false, { satellites: 1 });
    expect(fold([fix(false), fix(false), fix(true), fix(false), fix(false), bad]).told).toEqual([
      'fix_rejected told',
    ]);
  });
});

describe('MOB-3', () => {
  test('Ir-192, 60 d later: half of 6.763 is 3.38; net 3.18, 3.08, 3.18 is a missing source', () => {
    const events = [3.3, 3.2, 3.3].map((rate) => ({ rate, stowed: true }));
    const { told, state } = fold(events);
    expect(told).toEqual(['source_missing raised']);
    expect(state.open.source_missing).toMatchObject({
      severity: 'critical',
      count: 1,
      since: START + 2 * MINUTE,
    });
    // A reading in between that is as it should be, and nothing is missing.
    expect(fold([events[0]!, events[1]!, { rate: 6.9, stowed: true }, events[2]!]).told).toEqual([]);
    // Out of the container there is no low reading.
    expect(fold(events.map((one) => ({ ...one, stowed: false }))).told).toEqual([]);
  });
  test('the same reading is right after 200 days, and after three years nothing can be told', () => {
    // 11.88·2^(−200/73.827) = 1.817: net 1.7 is as expected.
    const later = { ...SETTINGS, baselineAt: START - 200 * DAY };
    expect(fold(Array(3).fill({ rate: 1.82, stowed: true }), later).told).toEqual([]);
    // 11.88·2^(−1095/73.827) = 0.0004, below three backgrounds.
    const old = { ...SETTINGS, baselineAt: START - 1_095 * DAY };
    expect(fold(Array(3).fill({ rate: 0.12, stowed: true }), old).told).toEqual(['not_judgeable raised']);
  });
});

test('MOB-4: five times the expected rate twice in a row, unless a job is open', () => {
  // 5·6.763 = 33.8.
  const high = { rate: 34, stowed: false };
  expect(fold([high, { ...high, jobOpen: false }]).told).toEqual(['exposed_outside_job raised']);
  expect(fold([{ ...high, jobOpen: true }, high, high]).told).toEqual([]);
  expect(fold([high, { rate: 33, stowed: false }, high]).told).toEqual([]);
});

describe('MOB-5', () => {
  const at = (minutes: number, event: Partial<MobileEvent> = { tick: true }) => ({
    ...event,
    time: START + minutes * MINUTE,
  });
  const heard = at(0, { interval: 60, battery: 90 });
  test('more than three intervals, then an hour; contact clears', () => {
    expect(fold([heard, at(3)]).told).toEqual([]);
    const { told, state } = fold([heard, at(4), at(59), at(60)]);
    expect(told).toEqual(['offline raised', 'offline repeated 2', 'offline changed']);
    expect(state.open.offline).toMatchObject({ severity: 'critical', count: 3 });
    expect(fold([heard, at(4), at(5, { battery: 90 })]).told.at(-1)).toBe('offline cleared');
    const low = { ...SETTINGS, category: 'IV' as const };
    expect(fold([heard, at(60)], low).state.open.offline!.severity).toBe('high');
  });
  test('the interval in force counts: an hour of silence of a parked terminal is none', () => {
    expect(fold([at(0, { interval: 1_800, battery: 90 }), at(90)]).told).toEqual([]);
  });
  test('an announced outage is shown as announced until it ends', () => {
    const outage = at(1, { outageUntil: START + 120 * MINUTE });
    const { told, state } = fold([heard, outage, at(70), at(121)]);
    expect(told).toEqual(['offline raised', 'offline changed']);
    expect(state.open.offline!.severity).toBe('critical');
    expect(fold([heard, outage, at(70)]).state.open.offline!.severity).toBe('announced');
  });
  test('a replay without ticks tells the silence when contact comes back', () => {
    expect(fold([heard, at(30, { battery: 90 })]).told).toEqual(['offline raised', 'offline cleared']);
  });
});

test('MOB-6, MOB-7, MOB-8', () => {
  expect(fold([{ tamper: true }, { tamper: true }, { close: 'tamper' }]).told).toEqual([
    'tamper raised',
    'tamper repeated 2',
    'tamper cleared',
  ]);
  expect(fold([{ battery: 20 }, { battery: 19 }, { battery: 4 }, { battery: 80 }]).told).toEqual([
    'battery raised',
    'battery changed',
    'battery cleared',
  ]);
  const moved = (region: string, filed = false) => fix(true, { region, filed });
  expect(fold([moved('6501'), moved('6501'), moved('6523'), moved('6540', true)]).told).toEqual([
    'border_crossing raised',
  ]);
});

test('the state is JSON, and a stream cut anywhere tells the same', () => {
  const events = fc.array(
    fc.record({
      rate: fc.double({ min: 0, max: 80, noNaN: true }),
      stowed: fc.boolean(),
      battery: fc.integer({ min: 0, max: 100 }),
      fix: fc.record({
        lat: fc.double({ min: 44, max: 44.1, noNaN: true }),
        lon: fc.constant(87),
        inside: fc.boolean(),
      }),
    }),
    { minLength: 2, maxLength: 30 },
  );
  fc.assert(
    fc.property(events, fc.nat(), (list, cut) => {
      const timed = list.map((one, i) => ({ ...one, time: START + i * MINUTE }));
      const common = { nuclide: 'Ir-192', category: 'II', baseline: 12, baselineAt: START, background: 0.1 };
      const whole = evaluateMobile({ ...common, events: timed });
      const at = 1 + (cut % (list.length - 1));
      const first = evaluateMobile({ ...common, events: timed.slice(0, at) });
      const state = JSON.parse(JSON.stringify(first.state));
      const second = evaluateMobile({ ...common, events: timed.slice(at), state });
      expect([...first.alarms, ...second.alarms]).toEqual(whole.alarms);
      expect(second.state).toEqual(whole.state);
      // One open alarm a kind: what is raised while open never raises again.
      for (const [kind, one] of Object.entries(whole.open))
        expect([kind, one.count >= 1]).toEqual([kind, true]);
    }),
  );
});

test('what is wrong is told', () => {
  const codes = (input: object) => evaluateMobile(input as never).problems.map((one) => one.code);
  expect(codes({ events: [{ rate: 1 }] })).toContain('RADIATION_MOBILE_EVENT_INVALID');
  expect(codes({ events: [], state: { open: 1 } })).toContain('RADIATION_MOBILE_STATE_INVALID');
  fc.assert(
    fc.property(fc.anything(), fc.object(), (x, event) => {
      const answer = evaluateMobile({ events: [x, { ...event, time: 1 }], state: x, baseline: x } as never);
      expect(Array.isArray(answer.alarms)).toBe(true);
    }),
  );
});

test('without a half-life nothing is expected, and that is told', () => {
  const events = [{ time: START, rate: 3.3, stowed: true }];
  const of = (nuclide: string) =>
    evaluateMobile({ nuclide, baseline: 12, background: 0.12, baselineAt: START, events } as never).problems;
  expect(of('Ir-192').map((one) => one.code)).toEqual(['RADIATION_MOBILE_RULES_OURS']);
  expect(of('Zz-1')).toContainEqual(
    expect.objectContaining({
      code: 'RADIATION_MOBILE_NOT_EXPECTED',
      message: expect.stringContaining('halfLifeDays'),
    }),
  );
});
