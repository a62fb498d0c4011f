import { describe, expect, test } from 'vitest';
import { parseFilter, parseOrder } from './parse.ts';

const codeOf = (text: string): { code: string; params: unknown } | null => {
  try {
    parseFilter(text);
    return null;
  } catch (error) {
    const { code, params } = error as { code: string; params: unknown };
    return { code, params };
  }
};

/** The tree with brackets, so that precedence can be read. */
function told(e: ReturnType<typeof parseFilter>): string {
  if (e.kind === 'literal') return JSON.stringify(e.value);
  if (e.kind === 'path') return e.names.join('/');
  if (e.kind === 'call') return `${e.name}(${e.args.map(told).join(',')})`;
  if (e.kind === 'unary') return `(${e.op} ${told(e.of)})`;
  if (e.kind === 'in') return `(${told(e.of)} in ${e.list.map(told).join(',')})`;
  return `(${told(e.left)} ${e.op} ${told(e.right)})`;
}

describe('filters', () => {
  // Forms of OGC 18-088 §9.3.3.5 and of its tables of operators and functions.
  test.each([
    ['result lt 10.00', '(result lt 10)'],
    [
      'Datastream/id eq 1 and phenomenonTime gt 2010-06-01T00:00:00Z',
      '((Datastream/id eq 1) and (phenomenonTime gt "2010-06-01T00:00:00.000Z"))',
    ],
    [
      "geo.distance(location,geography'POINT (-122 43)') gt 1",
      '(geo.distance(location,"POINT (-122 43)") gt 1)',
    ],
    ["substringof('Sensor Things',description)", 'substringof("Sensor Things",description)'],
    ['result mul 2 add 3 gt 7 or not result eq 1', '((((result mul 2) add 3) gt 7) or (not (result eq 1)))'],
    ['result sub 1 sub 2 eq -3', '(((result sub 1) sub 2) eq (- 3))'],
    ["name eq 'O''Neil; drop table x --'", '(name eq "O\'Neil; drop table x --")'],
    ["name eq '博乐🌫'", '(name eq "博乐🌫")'],
    ["resultTime gt now() sub duration'P1D'", '(resultTime gt (now() sub "P1D"))'],
    ['(a or b) and c', '((a or b) and c)'],
    ["name in ('a','b') and id in (1, 2)", '((name in "a","b") and (id in 1,2))'],
    ["not name in ('a')", '(not (name in "a"))'],
    [
      "st_relate(location, geography'POINT (1 2)', 'T*F**F***')",
      'st_relate(location,"POINT (1 2)","T*F**F***")',
    ],
  ])('%s', (text, tree) => {
    expect(told(parseFilter(text))).toBe(tree);
  });

  test.each([
    ['', 0],
    ['result gt', 9],
    ['result gt 5)', 11],
    ["name eq 'open", 8],
    ['result gt 5; drop table x', 11],
    ['a eq 2026-02-30', 5],
    ['a eq 1e999', 5],
    ["a eq '\u0000'", 5],
  ])('%j is refused at %i', (text, at) => {
    expect(codeOf(text)).toMatchObject({ code: 'SENSORTHINGS_FILTER_INVALID', params: { at } });
  });

  test('what is too long, too deep or too large is refused', () => {
    expect(codeOf(`a eq '${'x'.repeat(4_000)}'`)).not.toBeNull();
    expect(codeOf(`${'('.repeat(500)}1${')'.repeat(500)}`)).not.toBeNull();
    expect(codeOf(`${'not '.repeat(100)}a`)).not.toBeNull();
    expect(codeOf(Array.from({ length: 50 }, () => 'a eq 1').join(' or '))).toBeNull();
    expect(codeOf(Array.from({ length: 51 }, () => 'a eq 1').join(' or '))).not.toBeNull();
  });
});

test('orders', () => {
  expect(parseOrder('phenomenonTime desc,result').map((one) => [told(one.by), one.descending])).toEqual([
    ['phenomenonTime', true],
    ['result', false],
  ]);
});
