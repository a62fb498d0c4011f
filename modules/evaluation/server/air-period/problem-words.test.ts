import { AIR_PERIOD_PROBLEMS as P } from '@tarim/science';
import { expect, test } from 'vitest';
import { problemIn } from './problem-words.ts';

test('the figures of a problem stand in either language', () => {
  const message = 'mean of PM2.5, 35.01, lies above 35 and not after rounding: compared in full it exceeds';
  expect(problemIn({ code: P.rounding.code, message }, 'zh').message).toBe(
    'PM2.5 的 平均值 35.01 高于限值 35，修约后不高于限值：按全数值比较为超标',
  );
  expect(problemIn({ code: P.rounding.code, message }, 'en').message).toBe(message);
});

test('what is not known stays as it is', () => {
  const other = { code: 'OTHER', message: 'Something', path: 'x' };
  expect(problemIn(other, 'zh')).toEqual(other);
});
