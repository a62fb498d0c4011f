import { expect, test } from 'vitest';
import { askOfFinding, asksOfTracking, severityOfTracking, type TrackedAlarm } from './radiation.ts';

const alarm = (more: Partial<TrackedAlarm>): TrackedAlarm => ({
  kind: 'offline',
  severity: 'high',
  escalated: 0,
  closedAt: null,
  closeReason: null,
  accidentId: null,
  ...more,
});

test('a source that may be gone or bare asks for people at once, the rest when nobody answered', () => {
  expect(asksOfTracking(alarm({ kind: 'source_missing' }))).toBe(true);
  expect(asksOfTracking(alarm({ kind: 'exposed_outside_job' }))).toBe(true);
  expect(asksOfTracking(alarm({ kind: 'left_area' }))).toBe(true);
  expect(asksOfTracking(alarm({}))).toBe(false);
  expect(asksOfTracking(alarm({ escalated: 1 }))).toBe(true);
  expect(asksOfTracking(alarm({ accidentId: 7 }))).toBe(true);
});

test('what ended by itself in time, was announced or found false asks for nobody', () => {
  const at = new Date(0);
  expect(asksOfTracking(alarm({ kind: 'left_area', closedAt: at }))).toBe(false);
  expect(asksOfTracking(alarm({ closedAt: at, escalated: 1 }))).toBe(true);
  expect(asksOfTracking(alarm({ closedAt: at, escalated: 1, closeReason: 'false-alarm' }))).toBe(false);
  expect(asksOfTracking(alarm({ severity: 'announced', escalated: 1 }))).toBe(false);
});

test('what nobody answered is critical from high on', () => {
  expect(severityOfTracking({ severity: 'info', escalated: 1, accidentId: null })).toBe('info');
  expect(severityOfTracking({ severity: 'warn', escalated: 1, accidentId: null })).toBe('warning');
  expect(severityOfTracking({ severity: 'high', escalated: 0, accidentId: null })).toBe('warning');
  expect(severityOfTracking({ severity: 'high', escalated: 1, accidentId: null })).toBe('critical');
  expect(severityOfTracking({ severity: 'critical', escalated: 0, accidentId: null })).toBe('critical');
  expect(severityOfTracking({ severity: 'warn', escalated: 0, accidentId: 7 })).toBe('critical');
});

test('a finding asks as its worst hour does, and only while it is news', () => {
  const to = new Date('2026-11-20T10:00:00+08:00');
  const ask = (kind: 'rise' | 'rain' | 'fault', worst: never | string, hours = 1, state = 'open') =>
    askOfFinding(
      { kind, worst: worst as never, state, to },
      to.getTime() + hours * 3_600_000,
      48 * 3_600_000,
    );
  expect(ask('rise', 'attention')).toBeNull();
  expect(ask('rise', 'alarm')).toEqual({ cause: 'gamma-rise', severity: 'warning' });
  expect(ask('rise', 'urgent', 1, 'acknowledged')).toEqual({ cause: 'gamma-rise', severity: 'critical' });
  expect(ask('fault', 'fault-flat')).toEqual({ cause: 'gamma-fault', severity: 'info' });
  expect(ask('rain', 'rain-suspected')).toBeNull();
  expect(ask('rise', 'urgent', 48)).not.toBeNull();
  expect(ask('rise', 'urgent', 49)).toBeNull();
  expect(ask('rise', 'urgent', 1, 'closed')).toBeNull();
});
