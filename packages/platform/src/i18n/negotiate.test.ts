import { expect, test } from 'vitest';
import { directionOf, negotiateLanguage } from './negotiate.ts';

test('the best of our languages, by what the browser prefers', () => {
  const cases: [string | undefined, string][] = [
    [undefined, 'zh-CN'],
    ['', 'zh-CN'],
    ['zh-TW,zh;q=0.9,en;q=0.8', 'zh-CN'],
    ['en-GB,en;q=0.9,zh;q=0.5', 'en'],
    ['fr,en;q=0.3,ug;q=0.7', 'ug'],
    ['kk-CN, ug-CN;q=0.8', 'ug'],
    ['en;q=0, ru', 'zh-CN'],
    ['*', 'zh-CN'],
    [';;;q=,,', 'zh-CN'],
  ];
  for (const [header, language] of cases) expect(negotiateLanguage(header), header).toBe(language);
  expect([directionOf('ug'), directionOf('en'), directionOf('zh-CN')]).toEqual(['rtl', 'ltr', 'ltr']);
});
