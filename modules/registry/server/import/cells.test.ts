import { expect, test } from 'vitest';
import { type CellKind, readCell, writeCell } from './cells.ts';

test.each<[CellKind, unknown]>([
  ['text', '排污许可证'],
  ['number', 1e-7],
  ['number', -0.3],
  ['integer', 0],
  ['date', '2024-02-29'],
  ['boolean', false],
  ['list', ['a21026', 'a21002']],
  ['object', { process: 'coal', n: 1, wet: true }],
])('%s %j comes back as it went', (kind, value) => {
  expect(readCell(writeCell(value, kind), kind)).toEqual({ value });
});

test('an empty cell says nothing, a dash says: nothing any more', () => {
  expect([readCell(null, 'text'), readCell('  ', 'number'), readCell('', 'list')]).toEqual([
    { value: undefined },
    { value: undefined },
    { value: undefined },
  ]);
  expect([readCell('-', 'number'), readCell('—', 'text'), readCell('-', 'list')]).toEqual([
    { value: null },
    { value: null },
    { value: [] },
  ]);
  expect([writeCell(null, 'text'), writeCell({}, 'object'), writeCell([], 'list')]).toEqual([null, null, '']);
});

test.each<[CellKind, string]>([
  ['number', '12a'],
  ['number', '1e999'],
  ['integer', '1.5'],
  ['date', '2026/1/1'],
  ['boolean', '也许'],
  ['object', '["a"]'],
  ['object', '{a:1}'],
])('%s: “%s” is not', (kind, cell) => {
  expect(readCell(cell, kind)).toBe('unreadable');
});

test('as office programs hand cells over', () => {
  expect(readCell(2017, 'text')).toEqual({ value: '2017' });
  expect(readCell(true, 'boolean')).toEqual({ value: true });
  expect(readCell('2026-01-01 08:30:00', 'date')).toEqual({ value: '2026-01-01' });
});
