import { expectedNet } from '@tarim/science';
import { describe, expect, test } from 'vitest';
import { judgedSource, type RegisteredSource, referenceOf } from './judged-source.ts';

/** Ir-192 (73.83 days), 3.7 TBq on 21 September, 12 µSv/h over 0.12 on the evening of that day. */
const CAMERA: RegisteredSource = {
  nuclide: 'Ir-192',
  activity: 3.7e12,
  measuredOn: '2026-09-21',
  category: 'II',
  baseline: 12,
  baselineAt: new Date('2026-09-21T22:00:00+08:00'),
  background: 0.12,
  referenceActivity: 3.7e12,
  referenceOn: '2026-09-21',
};
const NIGHT = Date.parse('2026-11-20T22:00:00+08:00');
const LEDGER = { nuclide: 'Ir-192', activityBq: 3.7e12, measuredOn: '2026-09-21', category: 'II' as const };
const expected = (ledger?: typeof LEDGER, one = CAMERA) =>
  expectedNet(judgedSource(one, ledger).settings, NIGHT);

describe('what is expected of a source', () => {
  test('60 days leave 2^(−60/73.83) = 0.5693 of 11.88: 6.763, with the ledger or without', () => {
    expect(expected()).toBeCloseTo(6.763, 2);
    expect(expected(LEDGER)).toBeCloseTo(6.763, 2);
    expect([judgedSource(CAMERA, undefined).facts, judgedSource(CAMERA, LEDGER).facts]).toEqual([
      'registered',
      'ledger',
    ]);
  });
  test('half the activity in the ledger: half of it', () => {
    expect(expected({ ...LEDGER, activityBq: 1.85e12 })).toBeCloseTo(3.3816, 2);
  });
  test('the same source on another day of reference is the same: 3.7e12·2^(−30/73.83) = 2.7917e12 of 21 October', () => {
    expect(expected({ ...LEDGER, activityBq: 2.7917e12, measuredOn: '2026-10-21' })).toBeCloseTo(6.763, 2);
  });
  test('a new source of 3.7 TBq of 20 November in the same container: 11.88 on its day', () => {
    const now = expected({ ...LEDGER, measuredOn: '2026-11-20' });
    expect(now).toBeCloseTo(11.88, 2);
  });
  test('Co-60 in the ledger (5.27 years): what was measured has hardly decayed, 2^(−60/1925) = 0.9786', () => {
    expect(expected({ ...LEDGER, nuclide: 'Co-60' })).toBeCloseTo(11.626, 1);
  });
  test('a ledger that does not say the activity changes nothing of it; its category stands', () => {
    const silent = { ...LEDGER, activityBq: null, category: 'III' } as never;
    expect(expected(silent)).toBeCloseTo(6.763, 2);
    expect(judgedSource(CAMERA, silent).settings.category).toBe('III');
  });
  test('a baseline entered now is of the source that the ledger has now', () => {
    expect(referenceOf(CAMERA, { ...LEDGER, activityBq: 1.85e12 })).toEqual({
      activity: 1.85e12,
      on: '2026-09-21',
    });
    expect(referenceOf(CAMERA, undefined)).toEqual({ activity: 3.7e12, on: '2026-09-21' });
    expect(
      expected({ ...LEDGER, activityBq: 1.85e12 }, { ...CAMERA, referenceActivity: 1.85e12 }),
    ).toBeCloseTo(6.763, 2);
  });
});
