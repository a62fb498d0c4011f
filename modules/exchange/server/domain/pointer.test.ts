import { expect, test } from 'vitest';
import { pointed } from './pointer.ts';

/** The example document of RFC 6901 §5. */
const DOCUMENT = { foo: ['bar', 'baz'], '': 0, 'a/b': 1, 'c%d': 2, 'm~n': 8, ' ': 7 };

test.each([
  ['', DOCUMENT],
  ['/foo', ['bar', 'baz']],
  ['/foo/0', 'bar'],
  ['/', 0],
  ['/a~1b', 1],
  ['/c%d', 2],
  ['/m~0n', 8],
  ['/ ', 7],
  ['/foo/00', undefined],
  ['/foo/2', undefined],
  ['/__proto__', undefined],
  ['/foo/0/0', undefined],
])('“%s”', (pointer, wanted) => {
  expect(pointed(DOCUMENT, pointer)).toEqual(wanted);
});
