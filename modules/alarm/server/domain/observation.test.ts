import { describe, expect, it } from 'vitest';
import type { Alarm, Rule } from './alarm.ts';
import { decide, type Known, type Observation } from './observation.ts';

const H = 3_600_000;
const NOON = Date.parse('2026-11-24T12:00:00+08:00');
const rule: Rule = {
  id: 1,
  kind: 'exceedance',
  enabled: true,
  pendingFor: 0,
  recoverFor: 3600,
  severity: 'warning',
  params: { historicalAfterHours: 48 },
  escalation: [],
};
const hour = (word: Observation['word'], time = NOON): Observation => ({
  pointId: 7,
  code: 'a21026',
  period: 'hour',
  time,
  word,
  value: 40,
  limit: 35,
  ratio: 40 / 35,
  revision: 0,
});
const nothing: Known = { open: null, restsOn: null, latest: null };
const open = { life: { state: 'firing' } } as Alarm;
const now = NOON + H + 60_000;

describe('an exceeding value', () => {
  it('raises an alarm', () => {
    expect(decide(hour('exceeds'), nothing, rule, now)).toEqual({ do: 'raise', clearAt: null });
  });

  it('is the cause of the open alarm again', () => {
    expect(decide(hour('exceeds'), { ...nothing, open }, rule, now).do).toBe('cause');
  });

  it('only refreshes the alarm that rests on it already', () => {
    expect(decide(hour('exceeds'), { ...nothing, open, restsOn: { withdrawn: false } }, rule, now).do).toBe(
      'refresh',
    );
  });

  it('raises anew when it had been withdrawn and comes back', () => {
    expect(decide(hour('exceeds'), { ...nothing, restsOn: { withdrawn: true } }, rule, now).do).toBe('raise');
  });

  it('of a point that is closed is recorded only: nothing would ever clear an alarm', () => {
    expect(decide(hour('exceeds'), nothing, rule, now, false).do).toBe('record');
    expect(decide(hour('meets'), nothing, rule, now, false).do).toBe('ignore');
  });

  it('is recorded as historical only when its end is more than 48 h ago', () => {
    const at = (age: number) => decide(hour('exceeds', now - age - H), nothing, rule, now).do;
    expect(at(48 * H)).toBe('raise');
    expect(at(48 * H + 1)).toBe('record');
  });

  it('raises and clears when a later hour is known to meet the limit', () => {
    const latest = { time: NOON, word: 'meets' } as const;
    expect(decide(hour('exceeds', NOON - 3 * H), { ...nothing, latest }, rule, now)).toEqual({
      do: 'raise',
      clearAt: NOON + H,
    });
    expect(decide(hour('exceeds'), { ...nothing, latest }, rule, now)).toEqual({
      do: 'raise',
      clearAt: null,
    });
  });

  it('raises nothing under a disabled rule, but goes on with what is open', () => {
    expect(decide(hour('exceeds'), nothing, { ...rule, enabled: false }, now).do).toBe('ignore');
    expect(decide(hour('exceeds'), { ...nothing, open }, { ...rule, enabled: false }, now).do).toBe('cause');
  });
});

describe('a value that does not exceed', () => {
  it('clears an open alarm, and concerns nobody else', () => {
    expect(decide(hour('meets'), { ...nothing, open }, rule, now).do).toBe('clear');
    expect(decide(hour('meets'), nothing, rule, now).do).toBe('ignore');
  });

  it('withdraws the ground of an alarm when it is a recomputation', () => {
    for (const word of ['meets', 'not-judged'] as const) {
      expect(decide(hour(word), { ...nothing, open, restsOn: { withdrawn: false } }, rule, now).do).toBe(
        'withdraw',
      );
    }
  });

  it('tells nothing when it could not be judged', () => {
    expect(decide(hour('not-judged'), { ...nothing, open }, rule, now).do).toBe('ignore');
  });
});
