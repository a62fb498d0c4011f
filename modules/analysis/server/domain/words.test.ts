import { TarimError } from '@tarim/kernel';
import { evaluateWindSource } from '@tarim/science';
import { expect, it } from 'vitest';
import { analysisErrors } from '../errors.ts';
import { failureIn, failureText, problemIn } from './words.ts';

it('tells a problem of the science in Chinese with the figures of the English message', () => {
  const cases = Array.from({ length: 30 }, (_, i) => ({ direction: i * 12, speed: 2, value: i }));
  const { problems } = evaluateWindSource({ cases: [...cases, { direction: null, speed: 0, value: 1 }] });
  const calm = problems.find((one) => one.code.includes('CALM'))!;
  expect(calm).toBeDefined();
  const zh = problemIn('zh', calm);
  expect(zh).toMatch(/[一-龥]/);
  expect(zh).toContain('1');
  expect(zh).not.toContain('{');
  expect(problemIn('en', calm)).toBe(calm.message);
});

it('keeps why a run failed in both languages, and nothing of what was not expected', () => {
  const kept = failureText(new TarimError(analysisErrors.tooManyCells, { cells: 9, limit: 5 }));
  expect(failureIn('zh', kept)).toBe(
    '网格有 9 个，超过 5 个：请加大网格或缩小范围 (ANALYSIS_TOO_MANY_CELLS)',
  );
  expect(failureIn('en', kept)).toContain('9 cells are more than 5');
  expect(failureIn('zh', failureText(new Error('select secret')))).toBe('ANALYSIS_FAILED');
  expect(failureIn('zh', null)).toBeNull();
});
