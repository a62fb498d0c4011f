import { expect, test } from 'vitest';
import { mayChange } from './changes.ts';

test.each([
  ['select 1', false],
  ['  SELECT * from registry.point', false],
  ['begin', false],
  ['set local role none', false],
  ['rollback', false],
  ['commit', true],
  ['insert into a values (1)', true],
  ['\n  update a set b = 1', true],
  ['with x as (select 1) select * from x', true],
  ['with x as (delete from a returning *) select * from x', true],
  ["select nextval('a')", true],
  ['select setval($1, 2)', true],
  ['truncate a', true],
  ['alter table a add b int', true],
  ['copy a from stdin', true],
  ['call f()', true],
  ['', true],
])('%s', (text, expected) => {
  expect(mayChange(text)).toBe(expected);
});
