import type { Post } from '@tarim/platform';
import { expect, test } from 'vitest';
import { commonUnit, refusalOf } from './posts.ts';

const post = (role: Post['role'], unitPath: string): Post => ({ role, unitPath });
const ADMIN = post('administrator', '/');
const DIVISION = post('administrator', '/BT/BT01/');

test('the unit of a person is the one that all posts lie in', () => {
  expect(commonUnit([post('planner', '/650000/650100/650102/')])).toBe('/650000/650100/650102/');
  expect(commonUnit([post('planner', '/650000/650100/650102/'), post('planner', '/650000/650100/')])).toBe(
    '/650000/650100/',
  );
  // Codes that begin alike are not the same unit.
  expect(commonUnit([post('planner', '/650000/6501/'), post('planner', '/650000/650100/')])).toBe('/650000/');
  expect(commonUnit([post('planner', '/650000/'), post('planner', '/BT/')])).toBe('/');
  expect(commonUnit([])).toBe('/');
});

const change = (
  before: readonly Post[],
  after: readonly Post[],
  options: { self?: boolean; others?: number; active?: boolean } = {},
) =>
  refusalOf({
    before: { active: true, posts: before },
    after: { active: options.active ?? true, posts: after },
    self: options.self ?? false,
    others: options.others ?? 1,
  });

test('nobody shuts himself out', () => {
  expect(change([ADMIN], [ADMIN], { self: true, active: false })).toBe('self');
  expect(change([ADMIN], [post('planner', '/')], { self: true })).toBe('self');
  expect(change([ADMIN], [DIVISION], { self: true })).toBe('self');
  expect(change([DIVISION], [ADMIN], { self: true })).toBe(null);
  expect(change([DIVISION], [DIVISION, post('planner', '/BT/BT01/')], { self: true })).toBe(null);
  expect(change([post('planner', '/')], [post('auditor', '/')], { self: true })).toBe(null);
});

test('somebody is left who administers the whole platform', () => {
  expect(change([ADMIN], [ADMIN], { active: false, others: 0 })).toBe('last');
  expect(change([ADMIN], [DIVISION], { others: 0 })).toBe('last');
  expect(change([ADMIN], [DIVISION], { others: 1 })).toBe(null);
  expect(change([ADMIN], [ADMIN, DIVISION], { others: 0 })).toBe(null);
  expect(change([DIVISION], [], { others: 0 })).toBe(null);
});
