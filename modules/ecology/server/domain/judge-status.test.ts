import { expect, test } from 'vitest';
import { changeOf, gradesOf, judgeStatus } from './judge-status.ts';
import { rollUp } from './roll-up.ts';

const flat = { bio: 60, veg: 60, water: 60, land_stress: 40, pollution_load: 40 };

test('an event lowers the grade and leaves the index', () => {
  const { judged } = judgeStatus('EI', { indices: flat, event: 'serious' });
  expect(judged).toMatchObject({ value: 60, gradeOfIndex: '良', grade: '较差' });
});

test('what lacks is named: sub-indices and the single figures behind them', () => {
  const { defects } = judgeStatus('EI', { area: 100, indices: { bio: 1, veg: 2, water: 3, land_stress: 4 } });
  expect(defects[0]!.definition.code).toBe('ECOLOGY_INPUT_INCOMPLETE');
  expect(defects[0]!.params.items).toContain('precipitation');
  expect(defects[0]!.params.items).toContain('emissions.COD');
});

test('habitats may exceed the area by what rounding makes, and no more', () => {
  const input = { area: 100, indices: { veg: 1, water: 1, land_stress: 1, pollution_load: 1 } };
  expect(judgeStatus('EI', { ...input, habitat: { 沙地: 100.05 } }).judged).not.toBeNull();
  expect(judgeStatus('EI', { ...input, habitat: { 沙地: 100.2 } }).defects[0]!.params).toEqual({
    sum: 100.2,
    area: 100,
  });
});

test('each method has its own classes of change', () => {
  expect(changeOf('EI', 57, 2020, 60)).toMatchObject({ against: 2020, difference: -3, zh: '明显变化' });
  expect(changeOf('EQI', 57, 2020, 60)).toMatchObject({ zh: '一般变化', direction: 'worse' });
  expect(gradesOf('EI').map((one) => one.zh)).toEqual(['优', '良', '一般', '较差', '差']);
});

test('indices are never averaged', () => {
  expect(rollUp('EQI', [{ eqi: 50, area: 1 }])).toMatchObject({ judged: null, reason: 'method' });
  expect(rollUp('EI', [{ area: 1, indices: flat }])).toMatchObject({ reason: 'figures-missing', lacking: 1 });
  expect(rollUp('EI', [])).toMatchObject({ reason: 'no-county' });
});
