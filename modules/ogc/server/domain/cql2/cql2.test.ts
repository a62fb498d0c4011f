import { TarimError } from '@tarim/kernel';
import { describe, expect, test } from 'vitest';
import type { Node } from './nodes.ts';
import { parseCql2Json } from './parse-json.ts';
import { parseCql2Text } from './parse-text.ts';

/** An expression in a short form that shows how it was bracketed. */
function short(node: Node): unknown {
  switch (node.kind) {
    case 'call':
      return [node.op, ...node.args.map(short)];
    case 'property':
      return { p: node.name };
    case 'value':
      return node.value;
    case 'geometry':
      return node.geometry.type;
    case 'box':
      return node.box;
    case 'interval':
      return ['interval', node.from && short(node.from), node.to && short(node.to)];
    default:
      return `${node.kind} ${node.value}`;
  }
}
const text = (filter: string) => short(parseCql2Text(filter));
const codeOf = (run: () => unknown) => {
  try {
    run();
    return 'accepted';
  } catch (error) {
    return error instanceof TarimError ? error.definition.code : String(error);
  }
};

describe('CQL2 text', () => {
  test.each([
    ['a = 1', ['=', { p: 'a' }, 1]],
    ["name = 'O''Hara'", ['=', { p: 'name' }, "O'Hara"]],
    ['"two words" <> TRUE', ['<>', { p: 'two words' }, true]],
    ['a=1 OR b=2 AND c=3', ['or', ['=', { p: 'a' }, 1], ['and', ['=', { p: 'b' }, 2], ['=', { p: 'c' }, 3]]]],
    [
      '(a=1 or b=2) and not c=3',
      ['and', ['or', ['=', { p: 'a' }, 1], ['=', { p: 'b' }, 2]], ['not', ['=', { p: 'c' }, 3]]],
    ],
    ['a + 2 * b ^ 2 > -3', ['>', ['+', { p: 'a' }, ['*', 2, ['^', { p: 'b' }, 2]]], -3]],
    ['(a + b) * 2 > 3', ['>', ['*', ['+', { p: 'a' }, { p: 'b' }], 2], 3]],
    [
      'a BETWEEN 1 AND 2 AND b IS NOT NULL',
      ['and', ['between', { p: 'a' }, 1, 2], ['not', ['isnull', { p: 'b' }]]],
    ],
    ["a NOT IN ('x', 'y')", ['not', ['in', { p: 'a' }, 'x', 'y']]],
    ["CASEI(name) LIKE casei('tar%')", ['like', ['casei', { p: 'name' }], ['casei', 'tar%']]],
    ["名称 = '塔里木'", ['=', { p: '名称' }, '塔里木']],
    ['S_INTERSECTS(geometry, POINT(87.6 43.8))', ['s_intersects', { p: 'geometry' }, 'Point']],
    ['s_within(geometry, BBOX(80, 40, 90, 45))', ['s_within', { p: 'geometry' }, [80, 40, 90, 45]]],
    [
      "T_AFTER(at, TIMESTAMP('2026-01-01T00:00:00Z'))",
      ['t_after', { p: 'at' }, 'instant 2026-01-01T00:00:00Z'],
    ],
    [
      "T_DURING(at, INTERVAL('2026-01-01', '..'))",
      ['t_during', { p: 'at' }, ['interval', 'date 2026-01-01', null]],
    ],
    ['a div 2 = 1', ['=', ['div', { p: 'a' }, 2], 1]],
  ])('%s', (filter, tree) => {
    expect(text(filter)).toEqual(tree);
  });

  test.each([
    ['', 'OGC_FILTER_SYNTAX'],
    ['a =', 'OGC_FILTER_SYNTAX'],
    ["a = 'x", 'OGC_FILTER_SYNTAX'],
    ['a = 1 b', 'OGC_FILTER_SYNTAX'],
    ['a = 1; drop table x', 'OGC_FILTER_SYNTAX'],
    ['pg_sleep(10) = 1', 'OGC_FILTER_SYNTAX'],
    ["A_CONTAINS(tags, ('a','b'))", 'OGC_FILTER_FUNCTION'],
    ['a = 1 AND NOT a_overlaps(tags, other)', 'OGC_FILTER_FUNCTION'],
    ['S_INTERSECTS(geometry, POLYGON((0 0, 1 0, 1 1)))', 'OGC_FILTER_SYNTAX'],
    ['S_INTERSECTS(geometry, POINT EMPTY)', 'OGC_FILTER_SYNTAX'],
    ['S_INTERSECTS(geometry, POINT(1e999 0))', 'OGC_FILTER_SYNTAX'],
    [`${'('.repeat(33)}a = 1${')'.repeat(33)}`, 'OGC_FILTER_TOO_LARGE'],
    [`${'NOT '.repeat(50)}a = 1`, 'OGC_FILTER_TOO_LARGE'],
    [`a = ${'-'.repeat(50)}1`, 'OGC_FILTER_TOO_LARGE'],
    [Array.from({ length: 100 }, () => 'a=1').join(' or '), 'OGC_FILTER_TOO_LARGE'],
    ['a'.repeat(4_001), 'OGC_FILTER_TOO_LARGE'],
    [`S_INTERSECTS(geometry, LINESTRING(${'1 1,'.repeat(900)}1 1))`, 'accepted'],
  ])('hostile text %# is answered', (filter, code) => {
    expect(codeOf(() => parseCql2Text(filter))).toBe(code);
  });

  test('an error tells its place', () => {
    expect(() => parseCql2Text('a = 1 AND b ! 2')).toThrow(
      expect.objectContaining({ params: expect.objectContaining({ at: 13 }) }),
    );
  });
});

describe('CQL2 JSON', () => {
  test('says the same as the text', () => {
    const json = {
      op: 'and',
      args: [
        { op: '=', args: [{ property: 'kind' }, 'air'] },
        { op: 'between', args: [{ property: 'a' }, 1, 2] },
        { op: 'in', args: [{ property: 'b' }, ['x', 'y']] },
        { op: 'not', args: [{ op: 'isNull', args: [{ property: 'c' }] }] },
        { op: 's_intersects', args: [{ property: 'geometry' }, { bbox: [80, 40, 90, 45] }] },
        { op: 't_after', args: [{ property: 'at' }, { date: '2026-01-01' }] },
      ],
    };
    const same =
      "kind = 'air' AND a BETWEEN 1 AND 2 AND b IN ('x','y') AND c IS NOT NULL AND S_INTERSECTS(geometry, BBOX(80,40,90,45)) AND T_AFTER(at, DATE('2026-01-01'))";
    expect(short(parseCql2Json(JSON.stringify(json)))).toEqual(text(same));
  });

  test.each([
    ['{', 'OGC_FILTER_SYNTAX'],
    ['null', 'OGC_FILTER_SYNTAX'],
    ['{"op":"constructor","args":[]}', 'OGC_FILTER_SYNTAX'],
    ...['a_contains', 'a_containedBy', 'a_equals', 'a_overlaps'].map((op): [string, string] => [
      JSON.stringify({ op, args: [{ property: 'tags' }, ['a']] }),
      'OGC_FILTER_FUNCTION',
    ]),
    ['{"op":"=","args":{}}', 'OGC_FILTER_SYNTAX'],
    ['{"op":"=","args":[{"property":"a"},"\\u0000"]}', 'OGC_FILTER_SYNTAX'],
    [`${'{"op":"not","args":['.repeat(40)}true${']}'.repeat(40)}`, 'OGC_FILTER_TOO_LARGE'],
    [JSON.stringify({ op: 'in', args: [{ property: 'a' }, Array(300).fill(1)] }), 'OGC_FILTER_TOO_LARGE'],
  ])('hostile JSON %# is refused', (filter, code) => {
    expect(codeOf(() => parseCql2Json(filter))).toBe(code);
  });
});
