import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { COLUMNS } from '../sql/write.ts';
import { changesOf, type Names } from './history.ts';

const names: Names = { enterprise: new Map([[7, '天山热电']]), point: new Map([[3, '1 号烟囱']]) };

test('an update tells the fields that differ, whatever the order of keys inside', () => {
  const before = { id: 1, name: 'a', public: true, attributes: { a: 1, b: 2 }, updated_at: 'x' };
  const after = { ...before, name: 'b', updated_at: 'y' };
  expect(changesOf('point', before, after, names)).toEqual([{ field: 'name', before: 'a', after: 'b' }]);
});

test('ids stand with the names they have, and as ids where they have none any more', () => {
  expect(changesOf('point', { enterprise_id: 7 }, { enterprise_id: 8 }, names)).toEqual([
    { field: 'enterpriseId', before: '天山热电', after: '8' },
  ]);
  expect(changesOf('device', { point_id: 2 }, { point_id: 3 }, names)).toEqual([
    { field: 'pointId', before: '2', after: '1 号烟囱' },
  ]);
});

test('of something new or removed the fields that hold something', () => {
  const row = {
    id: 1,
    point_id: 3,
    unit_path: '/x/',
    codes: ['a21026', 'a21002'],
    serial: null,
    active: true,
  };
  const fields = [
    ['codes', 'a21026, a21002'],
    ['active', true],
  ] as const;
  expect(changesOf('instrument', null, row, names)).toEqual(
    fields.map(([field, after]) => ({ field, before: null, after })),
  );
  expect(changesOf('instrument', row, null, names)).toEqual(
    fields.map(([field, before]) => ({ field, before, after: null })),
  );
});

test('an empty list or set of attributes is nothing', () => {
  expect(changesOf('instrument', null, { codes: [], attributes: {} }, names)).toEqual([]);
});

test('every field that people write has a name in history, in both languages', () => {
  const fields = new Set(Object.values(COLUMNS).flatMap((table) => Object.keys(table)));
  for (const language of ['zh-CN', 'en']) {
    const texts = JSON.parse(readFileSync(new URL(`../../i18n/${language}.json`, import.meta.url), 'utf8'));
    expect([...fields].filter((field) => !(`field.${field}` in texts))).toEqual([]);
    expect(Object.keys(COLUMNS).filter((table) => !(`table.${table}` in texts))).toEqual([]);
  }
});
