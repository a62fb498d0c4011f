import { expect, test } from 'vitest';
import { MOST_ROWS, readAll } from './read-all.ts';

const page = (from: number, size: number, total: number) => {
  const end = Math.min(from + size, total);
  return {
    rows: Array.from({ length: end - from }, (_, index) => from + index),
    next: end < total ? end : null,
  };
};

test('follows the cursor to the end of the list', async () => {
  const asked: (number | undefined)[] = [];
  const rows = await readAll(async (cursor?: number) => {
    asked.push(cursor);
    return page(cursor ?? 0, 3, 7);
  });
  expect(rows).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(asked).toEqual([undefined, 3, 6]);
});

test('stops where it has more than a file takes, and only there', async () => {
  let pages = 0;
  const read = (total: number) =>
    readAll(async (cursor?: number) => {
      pages++;
      return page(cursor ?? 0, 1_000, total);
    });
  expect(await read(MOST_ROWS)).toHaveLength(MOST_ROWS);
  pages = 0;
  expect((await read(10 * MOST_ROWS)).length).toBeGreaterThan(MOST_ROWS);
  expect(pages).toBe(MOST_ROWS / 1_000 + 1);
});
