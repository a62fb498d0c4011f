import { expect, test } from 'vitest';
import { bandWords, frequencyWords, percentWords } from './words.ts';

test('frequencies and percentages as people say them', () => {
  expect([50, 526_500, 9e8, 2.6e9].map(frequencyWords)).toEqual(['50 Hz', '526.5 kHz', '900 MHz', '2.6 GHz']);
  expect(bandWords({ fromHz: 3.4e9, toHz: 3.6e9 })).toBe('3.4 GHz – 3.6 GHz');
  expect([percentWords(0.9025, false), percentWords(0.0278, true), percentWords(144, false)]).toEqual([
    '0.9 %',
    '< 0.028 %',
    '144 %',
  ]);
  expect(percentWords(null, false)).toBe('—');
  // Just over the limit is not shown as the limit.
  expect([percentWords(100.04, false), percentWords(100, false)]).toEqual(['100.04 %', '100 %']);
});
