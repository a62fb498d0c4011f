import { expect, test } from 'vitest';
import { childrenOf, lineOf, type UnitEntry, type UnitNode } from './unit-tree.ts';

const unit = (code: string, path: string, parent: string | null): UnitEntry => ({
  code,
  path,
  parent,
  names: { zh: code },
});
const UNITS = [
  unit('650000', '/650000/', null),
  unit('650100', '/650000/650100/', '650000'),
  unit('650102', '/650000/650100/650102/', '650100'),
  unit('BT', '/BT/', null),
  unit('BT08', '/BT/BT08/', 'BT'),
];

test('units become a tree for each hierarchy', () => {
  const codes = (nodes: readonly UnitNode[]): unknown[] =>
    nodes.map((node) => (node.children.length > 0 ? [node.unit.code, codes(node.children)] : node.unit.code));
  expect(codes(childrenOf(UNITS))).toEqual([
    ['650000', [['650100', ['650102']]]],
    ['BT', ['BT08']],
  ]);
  expect(childrenOf([])).toEqual([]);
});

test('the line of a unit comes down from the top', () => {
  const known = new Map(UNITS.map((one) => [one.path, one]));
  expect(lineOf(known, '/650000/650100/650102/').map((one) => one.code)).toEqual([
    '650000',
    '650100',
    '650102',
  ]);
  expect(lineOf(known, '/BT/').map((one) => one.code)).toEqual(['BT']);
  expect(lineOf(known, '/650000/999999/')).toEqual([]);
});
