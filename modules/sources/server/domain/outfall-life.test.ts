import { describe, expect, test } from 'vitest';
import { OUTFALL_ACTS, OUTFALL_STATES } from '../../contract.ts';
import {
  after,
  earlier,
  lacksOfMonitor,
  lacksOfPlan,
  lacksOfTrace,
  lacksOfTreat,
  obstacle,
} from './outfall-life.ts';

const TODAY = '2026-11-20';

test('every state allows these acts, and no other', () => {
  const possible = Object.fromEntries(
    OUTFALL_STATES.map((state) => [
      state,
      OUTFALL_ACTS.filter((act) => after(state, act, 'surveyed') !== null).join(' '),
    ]),
  );
  expect(possible).toEqual({
    surveyed: 'monitor',
    monitored: 'monitor trace return',
    traced: 'plan treat return',
    treated: 'close return',
    closed: 'return',
  });
});

test('the acts lead along 查、测、溯、治、销', () => {
  expect(after('surveyed', 'monitor')).toBe('monitored');
  expect(after('monitored', 'trace')).toBe('traced');
  expect(after('traced', 'plan')).toBe('traced');
  expect(after('traced', 'treat')).toBe('treated');
  expect(after('treated', 'close')).toBe('closed');
});

test('a return goes back only, and says where to', () => {
  expect(after('treated', 'return', 'traced')).toBe('traced');
  expect(after('closed', 'return', 'treated')).toBe('treated');
  expect(after('treated', 'return', 'treated')).toBeNull();
  expect(after('monitored', 'return', 'closed')).toBeNull();
  expect(after('monitored', 'return')).toBeNull();
  expect(earlier('surveyed')).toEqual([]);
  expect(earlier('traced')).toEqual(['surveyed', 'monitored']);
});

describe('obstacles', () => {
  const had = { treatment: 'ban', plannedBy: 'a', treatedBy: 'b' };
  test('whoever planned or treated does not close', () => {
    expect(obstacle('close', 'a', had)).toBe('own-work');
    expect(obstacle('close', 'b', had)).toBe('own-work');
    expect(obstacle('close', 'c', had)).toBeNull();
  });
  test('a treatment that nobody planned is not done', () => {
    expect(obstacle('treat', 'a', { treatment: null, plannedBy: null, treatedBy: null })).toBe('no-plan');
    expect(obstacle('treat', 'a', had)).toBeNull();
  });
});

describe('what a step needs', () => {
  const base = { sampledOn: TODAY, results: [], taskId: null, evidence: [] };
  const result = { item: '氨氮', value: 1.2, detectionLimit: null, unit: 'mg/L' };
  test('monitoring: results or a task, and what nothing was found of a limit', () => {
    expect(lacksOfMonitor(base, TODAY)).toEqual(['results']);
    expect(lacksOfMonitor({ ...base, taskId: 3 }, TODAY)).toEqual([]);
    expect(lacksOfMonitor({ ...base, results: [{ ...result, value: null }] }, TODAY)).toEqual([
      'detection-limit',
    ]);
    expect(
      lacksOfMonitor({ ...base, results: [{ ...result, value: null, detectionLimit: 0.025 }] }, TODAY),
    ).toEqual([]);
    expect(lacksOfMonitor({ ...base, results: [result, result], sampledOn: '2026-11-21' }, TODAY)).toEqual([
      'item-twice',
      'future',
    ]);
  });
  test('tracing: a responsible body or enterprise, a basis and evidence', () => {
    expect(lacksOfTrace({ responsible: ' ', enterpriseId: null, basis: '', evidence: [] })).toEqual([
      'responsible',
      'basis',
      'evidence',
    ]);
    expect(lacksOfTrace({ responsible: '', enterpriseId: 1, basis: '管网排查', evidence: ['a'] })).toEqual(
      [],
    );
  });
  test('treatment: a measure, somebody, a day to come; done: not tomorrow, with evidence', () => {
    const plan = { treatment: 'ban', measure: '封堵', responsible: '区政府', deadline: TODAY } as const;
    expect(lacksOfPlan(plan, TODAY)).toEqual([]);
    expect(lacksOfPlan({ ...plan, measure: '', responsible: '', deadline: '2026-11-19' }, TODAY)).toEqual([
      'measure',
      'responsible',
      'deadline-past',
    ]);
    expect(lacksOfTreat({ doneOn: '2026-11-21', note: null, evidence: [] }, TODAY)).toEqual([
      'future',
      'evidence',
    ]);
  });
});
