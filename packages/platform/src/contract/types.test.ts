import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { expect, test } from 'vitest';
import { BigId, IdList, InstantInput, Int4Id, plainText } from './types.ts';

const accepts = (schema: TSchema) => {
  const validator = Compile(schema);
  return (value: unknown) => validator.Check(value);
};

test('an instant is one that both JavaScript and PostgreSQL read', () => {
  const takes = accepts(InstantInput);
  for (const good of ['2026-11-24T12:00:00Z', '2026-11-24T12:00:00.123+08:00', '2024-02-29T23:59:59-00:30']) {
    expect(takes(good)).toBe(true);
    expect(Date.parse(good)).not.toBeNaN();
  }
  for (const bad of [
    '2026-11-24T23:59:60Z',
    '2026-11-24T12:00:00Z[Asia/Shanghai]',
    '0000-01-01T00:00:00Z',
    '2026-02-30T00:00:00Z',
    '2026-11-24T24:00:00Z',
    '2026-11-24',
    '2026-11-24T12:00:00Z\u0000',
  ])
    expect(takes(bad), bad).toBe(false);
});

test('ids stay inside their columns', () => {
  const id = accepts(Int4Id);
  expect([0, 1, 2_147_483_647, 2_147_483_648, 1.5].map(id)).toEqual([false, true, true, false, false]);
  const position = accepts(BigId);
  expect([-1, 0, 2 ** 53 - 1, 2 ** 53].map(position)).toEqual([false, true, true, false]);
  const list = accepts(IdList);
  expect(['1', '1,22', '', '1,', '9999999999', 'a'].map(list)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
});

test('plain text has no NUL and no other control characters', () => {
  const text = accepts(plainText(5, 1));
  expect(['塔里木', 'a\u0000', '', 'abcdef', 'a\nb', 'a\u007f'].map(text)).toEqual([
    true,
    false,
    false,
    false,
    true,
    false,
  ]);
});
