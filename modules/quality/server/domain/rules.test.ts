import { describe, expect, test } from 'vitest';
import { deadlineOf } from './marks.ts';
import { monthSpan, monthsOf } from './months.ts';
import { isLocked, nextLevel, signingObstacle } from './signing.ts';
import { defectOf, type LocalTable, tableOn } from './tables.ts';

const at = (text: string) => Date.parse(`${text}+08:00`);

describe('three levels, three persons', () => {
  const self = { state: 'self', signers: ['a'] } as const;
  const check = { state: 'check', signers: ['a', 'b'] } as const;
  const final = { state: 'final', signers: ['a', 'b', 'c'] } as const;
  test('in their order', () => {
    expect([null, self, check, final].map(nextLevel)).toEqual(['self', 'check', 'final', null]);
    expect(nextLevel({ state: 'returned', signers: ['a'] })).toBe('self');
    expect(nextLevel({ state: 'reopened', signers: ['a'] })).toBe('self');
    expect(signingObstacle(null, 'check', 'b', true)).toBe('not-next');
    expect(signingObstacle(final, 'final', 'd', true)).toBe('not-next');
  });
  test('nobody signs twice; a new version begins anew; only what is over', () => {
    expect(signingObstacle(self, 'check', 'a', true)).toBe('same-person');
    expect(signingObstacle(check, 'final', 'b', true)).toBe('same-person');
    expect(signingObstacle(check, 'final', 'c', true)).toBeNull();
    expect(signingObstacle({ state: 'reopened', signers: ['a'] }, 'self', 'a', true)).toBeNull();
    expect(signingObstacle(null, 'self', 'a', false)).toBe('not-over');
  });
  test('a version under way or official holds the month', () => {
    expect([null, self, final].map(isLocked)).toEqual([false, true, true]);
    expect(isLocked({ state: 'returned' })).toBe(false);
  });
});

describe('tables', () => {
  const row = { kind: 'production', days: 3 };
  const local: LocalTable[] = [
    { id: 1, key: 'mark-deadline', effectiveFrom: '2026-01-01', rows: [row] },
    { id: 2, key: 'mark-deadline', effectiveFrom: '2026-06-01', rows: [{ ...row, days: 5 }] },
    { id: 3, key: 'mark-deadline', effectiveFrom: '2026-06-01', rows: [{ ...row, days: 6 }] },
  ];
  test('the newest version that has begun; before all of them the original', () => {
    const days = (date: string) => tableOn(local, 'mark-deadline', date).rows[0]!.days;
    expect([days('2025-12-31'), days('2026-05-31'), days('2026-06-01')]).toEqual([1, 3, 6]);
    expect(tableOn(local, 'mark-deadline', '2026-07-01')).toMatchObject({
      version: 'local/mark-deadline@3',
      confidence: 'local',
    });
  });
  test('rows of another form are refused', () => {
    expect(defectOf('mark-deadline', [row])).toBeNull();
    expect(defectOf('mark-deadline', [{ ...row, more: 1 }])).toEqual({ row: 1, defect: 'columns' });
    expect(defectOf('mark-deadline', [row, { kind: 'equipment', days: '1' }])).toEqual({
      row: 2,
      defect: 'number',
    });
    expect(defectOf('mark-deadline', [{ kind: '', days: 1 }])?.defect).toBe('text');
    const flag = { flag: 'D', zh: '故障', en: 'fault', effect: 'invalid' };
    expect(defectOf('device-flags', [flag, flag])).toEqual({ row: 2, defect: 'twice' });
    expect(defectOf('device-flags', [{ ...flag, effect: 'gone' }])?.defect).toBe('effect');
  });
});

test('same or next day: a mark of the evening may be made until the end of the morrow', () => {
  const rows = [{ kind: 'production', days: 1 }];
  expect(deadlineOf(at('2026-10-03T22:00:00'), 'production', rows)).toBe(at('2026-10-05T00:00:00'));
  expect(deadlineOf(at('2026-10-03T00:00:00'), 'equipment', rows)).toBe(at('2026-10-04T00:00:00'));
});

test('months are those of Beijing', () => {
  expect(monthSpan('2026-10')).toEqual({ start: at('2026-10-01T00:00:00'), end: at('2026-11-01T00:00:00') });
  expect(monthsOf(at('2026-09-30T23:00:00'), at('2026-11-01T00:00:00'))).toEqual(['2026-09', '2026-10']);
});
