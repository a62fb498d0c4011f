import { expect, test } from 'vitest';
import { jpeg2000Head } from './jpeg2000.ts';

/** Boxes as annex I of ISO/IEC 15444-1 lays them out: signature, file type, header with the size of the image. */
const boxed = (height: number, width: number, components: number) => {
  const ihdr = Buffer.alloc(22);
  ihdr.writeUInt32BE(22, 0);
  ihdr.write('ihdr', 4, 'latin1');
  ihdr.writeUInt32BE(height, 8);
  ihdr.writeUInt32BE(width, 12);
  ihdr.writeUInt16BE(components, 16);
  return Buffer.concat([
    Buffer.from('0000000c6a5020200d0a870a', 'hex'),
    Buffer.from('00000014667479706a703220000000006a703220', 'hex'),
    Buffer.from('0000002d6a703268', 'hex'),
    ihdr,
  ]);
};

test('the size stands in the box of the image header', () => {
  expect(jpeg2000Head(boxed(10_980, 10_980, 1))).toEqual({ cells: 10_980 ** 2 });
  expect(jpeg2000Head(boxed(100, 200, 3))).toEqual({ cells: 60_000 });
});

test('a bare code stream has it in its first marker', () => {
  const stream = Buffer.alloc(64);
  stream.writeUInt32BE(0xff4fff51, 0);
  stream.writeUInt32BE(4_000, 8);
  stream.writeUInt32BE(3_000, 12);
  expect(jpeg2000Head(stream)).toEqual({ cells: 12_000_000 });
});

test('a file cut off before its size says nothing of it; others are none', () => {
  expect(jpeg2000Head(boxed(1, 1, 1).subarray(0, 40))).toEqual({ cells: null });
  expect(jpeg2000Head(Buffer.from('II*\0 a tiff begins so'))).toBeNull();
  expect(jpeg2000Head(Buffer.alloc(0))).toBeNull();
});
