import { expect, test } from 'vitest';
import { completionOf, dueOf, faultLight } from './due.ts';

const at = (text: string) => Date.parse(`${text}:00+08:00`);

test('due so many days after the last record, until the end of that Beijing day; yellow before, red after', () => {
  const plan = { days: 7, warnDays: 1, startOn: '2026-11-01', lastAt: at('2026-11-03T23:30') };
  const light = (now: string) => dueOf({ ...plan, now: at(now) });
  expect(light('2026-11-08T23:59')).toEqual({ dueOn: '2026-11-10', light: 'green' });
  expect(light('2026-11-09T00:00').light).toBe('yellow');
  expect(light('2026-11-10T23:59').light).toBe('yellow');
  expect(light('2026-11-11T00:00').light).toBe('red');
  expect(dueOf({ ...plan, lastAt: null, now: at('2026-11-02T08:00') })).toEqual({
    dueOn: '2026-11-01',
    light: 'red',
  });
  // A record from before the plan began does not bring the first day forward.
  expect(dueOf({ ...plan, lastAt: at('2026-10-01T08:00'), now: at('2026-10-20T08:00') }).dueOn).toBe(
    '2026-11-01',
  );
});

test('completion: each due day asks for a record in the period that ends there', () => {
  // Due on 1, 8, 15, 22 and 29 November; records on the 1st, the 5th and the 22nd serve the 1st, 8th and 22nd.
  const records = ['2026-11-01T09:00', '2026-11-05T09:00', '2026-11-22T09:00'].map(at);
  expect(completionOf({ days: 7, startOn: '2026-11-01' }, records, '2026-11-01', '2026-11-30')).toEqual({
    due: 5,
    done: 3,
  });
  expect(completionOf({ days: 7, startOn: '2026-11-01' }, records, '2026-11-09', '2026-11-16')).toEqual({
    due: 1,
    done: 0,
  });
});

test('a fault: green, yellow in the last quarter, red beyond; repaired in time stays green', () => {
  const fault = { beganAt: at('2026-11-01T00:00'), repairedAt: null, allowedHours: 72 };
  expect(faultLight({ ...fault, now: at('2026-11-03T06:00') })).toEqual({ downHours: 54, light: 'green' });
  expect(faultLight({ ...fault, now: at('2026-11-03T07:00') }).light).toBe('yellow');
  expect(faultLight({ ...fault, now: at('2026-11-04T00:01') }).light).toBe('red');
  const repaired = { ...fault, repairedAt: at('2026-11-04T00:00'), now: at('2026-12-01T00:00') };
  expect(faultLight(repaired)).toEqual({ downHours: 72, light: 'green' });
});
