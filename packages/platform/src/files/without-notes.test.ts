import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { withoutCameraNotes } from './without-notes.ts';

const segment = (kind: number, body: string) => {
  const bytes = Buffer.from(body, 'latin1');
  return Buffer.concat([Buffer.from([0xff, kind, (bytes.length + 2) >> 8, (bytes.length + 2) & 255]), bytes]);
};
const chunk = (kind: string, body: Buffer) => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  return Buffer.concat([length, Buffer.from(kind, 'latin1'), body, Buffer.alloc(4)]);
};

test('a JPEG loses EXIF, XMP and comments, and keeps JFIF, tables and its scan', () => {
  const begin = Buffer.from([0xff, 0xd8]);
  const [jfif, tables] = [segment(0xe0, 'JFIF\0'), segment(0xdb, 'table')];
  const scan = Buffer.concat([segment(0xda, 'scan'), Buffer.from('data'), Buffer.from([0xff, 0xd9])]);
  const notes = [
    segment(0xe1, 'Exif\0\0GPS 43.8 87.6'),
    segment(0xe1, 'http://ns.adobe.com/xap'),
    segment(0xfe, 'me'),
  ];
  const bare = withoutCameraNotes(Buffer.concat([begin, jfif, ...notes, tables, scan]))!;
  expect(Buffer.from(bare)).toEqual(Buffer.concat([begin, jfif, tables, scan]));
  // Cut off before its picture begins.
  expect(withoutCameraNotes(Buffer.concat([begin, jfif, notes[0]!]))).toBeNull();
});

test('a PNG loses its texts, EXIF and time, and whatever stands behind its end', () => {
  const sign = Buffer.from('89504e470d0a1a0a', 'hex');
  const [head, data, end] = [
    chunk('IHDR', Buffer.alloc(13)),
    chunk('IDAT', deflateSync(Buffer.alloc(4))),
    chunk('IEND', Buffer.alloc(0)),
  ];
  const notes = ['tEXt', 'iTXt', 'zTXt', 'eXIf', 'tIME'].map((kind) => chunk(kind, Buffer.from('GPS')));
  const whole = Buffer.concat([sign, head, ...notes, data, end, Buffer.from('GPS')]);
  expect(Buffer.from(withoutCameraNotes(whole)!)).toEqual(Buffer.concat([sign, head, data, end]));
  expect(withoutCameraNotes(Buffer.concat([sign, head, data]))).toBeNull();
  expect(withoutCameraNotes(Buffer.from('<svg>'))).toBeNull();
});
