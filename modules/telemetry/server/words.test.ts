import { expect, test } from 'vitest';
import { marksOf, markWords } from './words.ts';

test('marks are told in words, in the language of the reader', () => {
  expect(markWords('FLAG_D', 'zh-CN')).toBe('D 仪器仪表故障');
  expect(markWords('D', 'en')).toBe('D instrument fault');
  expect(markWords('INSUFFICIENT', 'en')).toBe('too few valid values');
  expect(markWords('INSUFFICIENT', 'zh-CN')).toBe('有效数据不足');
  // Uyghur lacks these words: they stand in Chinese.
  expect(markWords('RUNNING', 'ug')).toBe('时段尚未结束');
  expect(markWords('Q9', 'en')).toBe('Q9');
});

test('only marks that occur are explained, each once', () => {
  expect(marksOf(['N', null, 'N', 'FLAG_M'], 'zh-CN')).toEqual({
    N: 'N 正常',
    FLAG_M: 'M 处于维护期间',
  });
});
