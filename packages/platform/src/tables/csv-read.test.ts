import { describe, expect, test } from 'vitest';
import { csvToRows } from './csv-read.ts';

const rows = (text: string) => csvToRows(Buffer.from(text, 'utf8'));

describe('a CSV file', () => {
  test.each([
    [
      'a,b\r\n1,2\r\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['\uFEFFa\n"x,\n""y"""\n', [['a'], ['x,\n"y"']]],
    [
      'a,b,\n,,',
      [
        ['a', 'b', ''],
        ['', '', ''],
      ],
    ],
    ['a\rb', [['a'], ['b']]],
    ['', []],
  ])('%j', (text, expected) => expect(rows(text)).toEqual(expected));
  test('is UTF-8 or GB 18030', () => {
    // 城市 in GB 2312.
    expect(csvToRows(Buffer.from([0xb3, 0xc7, 0xca, 0xd0, 0x2c, 0x31]))).toEqual([['城市', '1']]);
  });
  test.each([['\u0000PK'], ['a,"b']])('%j is refused', (text) => {
    expect(() => rows(text)).toThrowError(expect.objectContaining({ code: 'SHEET_UNREADABLE' }));
  });
});
