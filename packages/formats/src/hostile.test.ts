import { crc32, deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { memoryInput } from './input.ts';
import { LIMITS } from './limits.ts';
import { csvRows } from './read/csv.ts';
import { scanLines, scanObject } from './read/json-scan.ts';
import { readZip, wholeEntry } from './zip/read-zip.ts';

/** A ZIP of one entry, written out after PKWARE's APPNOTE; `declared` may lie about the unpacked size. */
function zipOf(name: string, content: Buffer, { declared = content.length, spoil = false } = {}): Buffer {
  const packed = deflateRawSync(content);
  if (spoil) packed.fill(0xff, packed.length >> 1);
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(8, 8);
  head.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(crc32(content), 16);
  entry.writeUInt32LE(packed.length, 20);
  entry.writeUInt32LE(declared, 24);
  entry.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length + name.length, 12);
  end.writeUInt32LE(head.length + name.length + packed.length, 16);
  return Buffer.concat([head, Buffer.from(name), packed, entry, Buffer.from(name), end]);
}

describe('archives', () => {
  const text = Buffer.from('abc'.repeat(1_000));
  test('an honest one is read', async () => {
    const [item] = await readZip(memoryInput(zipOf('a.txt', text)));
    expect(await wholeEntry(item!, 10_000)).toEqual(text);
  });

  test('zeros without end are refused by their ratio before anything is unpacked', async () => {
    const bomb = zipOf('a', Buffer.alloc(20 << 20));
    await expect(readZip(memoryInput(bomb))).rejects.toMatchObject({ code: 'FORMATS_ZIP_BOMB' });
  });

  test('the sum of all entries is limited', async () => {
    const read = readZip(memoryInput(zipOf('a', text)), { ...LIMITS, maxUnpackedBytes: 2_999 });
    await expect(read).rejects.toMatchObject({ code: 'FORMATS_TOO_LARGE' });
  });

  test('a directory that lies about the size is found out while unpacking', async () => {
    const [small] = await readZip(memoryInput(zipOf('a', text, { declared: 10 })));
    await expect(wholeEntry(small!, 10_000)).rejects.toMatchObject({ code: 'FORMATS_ZIP_BOMB' });
    const [large] = await readZip(memoryInput(zipOf('a', text, { declared: 9_000 })));
    await expect(wholeEntry(large!, 10_000)).rejects.toMatchObject({ code: 'FORMATS_TRUNCATED' });
  });

  test('spoilt bytes are refused', async () => {
    const random = Buffer.from(Array.from({ length: 5_000 }, (_, i) => (i * i * 31 + i * 7) % 251));
    const [item] = await readZip(memoryInput(zipOf('a', random, { spoil: true })));
    await expect(wholeEntry(item!, 10_000)).rejects.toMatchObject({
      code: expect.stringMatching(/^FORMATS_(UNREADABLE|TRUNCATED|ZIP_BOMB)$/),
    });
  });

  test.each(['../a', '/a', 'C:a', 'x/../../a', '..\\a'])('the path %s is refused', async (name) => {
    await expect(readZip(memoryInput(zipOf(name, text)))).rejects.toMatchObject({ code: 'FORMATS_ZIP_PATH' });
  });
});

describe('pieces of any size give the same', () => {
  async function* pieces<T extends Buffer | string>(whole: T, size: number) {
    for (let at = 0; at < whole.length; at += size)
      yield (typeof whole === 'string' ? whole.slice(at, at + size) : whole.subarray(at, at + size)) as T;
  }

  test.each([1, 2, 3, 7, 1_000])('of %i', async (size) => {
    const csv = 'a,b\r\n"x ""y""","1\n2"\r\n,\r\nlast,"q"';
    expect(await Array.fromAsync(csvRows(pieces(csv, size), LIMITS))).toEqual([
      ['a', 'b'],
      ['x "y"', '1\n2'],
      ['', ''],
      ['last', 'q'],
    ]);
    const json = Buffer.from(
      ' {"type":"FC","n":[1,{"features":[2]}],"features":[{"a":"乌,]}"},{"b":[[1],[2]]}], "z" : null}',
    );
    expect(await Array.fromAsync(scanObject(pieces(json, size), 'features', LIMITS))).toEqual([
      { key: 'type', value: 'FC' },
      { key: 'n', value: [1, { features: [2] }] },
      { key: 'features', value: { a: '乌,]}' } },
      { key: 'features', value: { b: [[1], [2]] } },
      { key: 'z', value: null },
    ]);
    const lines = Buffer.from('\u001e{"a":1}\n\n{"a":"二"}');
    expect(await Array.fromAsync(scanLines(pieces(lines, size), LIMITS))).toEqual([{ a: 1 }, { a: '二' }]);
  });

  test('a record without end is refused', async () => {
    const limits = { ...LIMITS, maxRecordBytes: 100 };
    const json = Buffer.from(`{"features":["${'x'.repeat(200)}`);
    await expect(Array.fromAsync(scanObject(pieces(json, 50), 'features', limits))).rejects.toMatchObject({
      code: 'FORMATS_TOO_LARGE',
    });
    await expect(
      Array.fromAsync(csvRows(pieces(`a\n"${'x'.repeat(200)}`, 50), limits)),
    ).rejects.toMatchObject({
      code: 'FORMATS_TOO_LARGE',
    });
  });
});
