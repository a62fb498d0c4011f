import { expect, test } from 'vitest';
import { judgeTask } from './judge-task.ts';

const at = Date.parse('2026-10-12T10:00:00+08:00');
const mg = (item: string, value: number | null, detectionLimit: number | null = null) => ({
  item,
  value,
  detectionLimit,
  unit: 'mg/L',
});

// Limits of GB 3838-2002 table 1, class III: CODMn 6, NH3-N 1.0, TP 0.2 (rivers); class II: 4, 0.5, 0.1.
test('a section takes the worst class of its items; a multiple is over class III', () => {
  const { grade, verdict, exceeding } = judgeTask({ kind: 'surface-water', attributes: {} }, at, [
    [mg('高锰酸盐指数', 3.2), mg('氨氮', 0.3), mg('总磷', 0.31)],
  ]);
  expect(grade).toBe('V');
  expect(verdict).toBe('exceeds');
  expect(exceeding).toEqual([{ item: '总磷', multiple: 0.55 }]);
});

test('a section whose goal is class IV keeps it; a lake has its own limits of phosphorus', () => {
  const values = [[mg('氨氮', 1.2)]];
  const goal = { kind: 'surface-water', attributes: { targetClass: 'IV' } };
  expect(judgeTask(goal, at, values)).toMatchObject({ grade: 'IV', verdict: 'meets' });
  const lake = { kind: 'surface-water', attributes: { waterKind: 'lake' } };
  // 0.06 mg/L is class II in a river (≤ 0.1), class IV in a lake (≤ 0.1, class III ≤ 0.05).
  expect(judgeTask(lake, at, [[mg('总磷', 0.06)]]).grade).toBe('IV');
  expect(judgeTask({ kind: 'surface-water', attributes: {} }, at, [[mg('总磷', 0.06)]]).grade).toBe('II');
});

test('what was not detected does not exceed, and two samples enter by their mean', () => {
  const site = { kind: 'surface-water', attributes: {} };
  expect(judgeTask(site, at, [[mg('氨氮', null, 0.025)]]).grade).toBe('I');
  // (0.9 + 1.3) / 2 = 1.1 > 1.0
  expect(judgeTask(site, at, [[mg('氨氮', 0.9)], [mg('氨氮', 1.3)]]).grade).toBe('IV');
});

test('groundwater of class IV exceeds; a word is a word', () => {
  const { grade, verdict } = judgeTask({ kind: 'groundwater', attributes: {} }, at, [
    [mg('总硬度', 520), { item: '肉眼可见物', value: 0, detectionLimit: null, unit: '无量纲' }],
  ]);
  // Total hardness: III ≤ 450, IV ≤ 650 mg/L.
  expect({ grade, verdict }).toEqual({ grade: 'IV', verdict: 'exceeds' });
});

test('soil of farmland goes by its pH', () => {
  const kg = (item: string, value: number) => ({ item, value, detectionLimit: null, unit: 'mg/kg' });
  const site = { kind: 'soil', attributes: { land: 'other' } };
  const ph = { item: 'pH', value: 8.1, detectionLimit: null, unit: '无量纲' };
  // GB 15618-2018, other land, pH > 7.5: Cd screening 0.6, control 4.0.
  expect(judgeTask(site, at, [[ph, kg('镉', 0.5)]])).toMatchObject({ grade: '优先保护类', verdict: 'meets' });
  expect(judgeTask(site, at, [[ph, kg('镉', 0.9)]])).toMatchObject({
    grade: '安全利用类',
    verdict: 'exceeds',
  });
});

test('noise needs its zone; a medium without a rule has no grade', () => {
  const db = (item: string, value: number) => ({ item, value, detectionLimit: null, unit: 'dB(A)' });
  const levels = [[db('Ld', 61), db('Ln', 48)]];
  expect(judgeTask({ kind: 'noise', attributes: { zone: '2' } }, at, levels)).toMatchObject({
    verdict: 'exceeds',
    exceeding: [{ item: 'Ld' }],
  });
  expect(judgeTask({ kind: 'noise', attributes: {} }, at, levels).verdict).toBeNull();
  expect(judgeTask({ kind: 'ecology', attributes: {} }, at, levels)).toEqual({
    grade: null,
    verdict: null,
    target: null,
    exceeding: [],
    finding: null,
  });
});
