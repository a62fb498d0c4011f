import { expect, test } from 'vitest';
import { photoFacts } from './exif.ts';

type Entry = readonly [tag: number, type: number, count: number, data: readonly number[]];
const ascii = (text: string) => [...text, '\0'].map((one) => one.charCodeAt(0));

/** A JPEG that is nothing but its EXIF block, laid out by TIFF 6.0 apart from the reader. */
function jpeg(little: boolean, exif: readonly Entry[], gps: readonly Entry[]): ArrayBuffer {
  const bytes: number[] = [];
  const order = (number: number, width: number) => {
    const big = Array.from({ length: width }, (_, i) => (number / 256 ** (width - 1 - i)) & 0xff);
    return little ? big.reverse() : big;
  };
  const put = (at: number, data: readonly number[]) => {
    for (const [i, one] of data.entries()) bytes[at + i] = one;
  };
  let free = 8;
  const take = (size: number) => {
    const at = free;
    free += size;
    return at;
  };
  const write = (entries: readonly Entry[], at: number) => {
    put(at, order(entries.length, 2));
    entries.forEach(([tag, type, count, data], index) => {
      const entry = at + 2 + 12 * index;
      const raw = type === 5 || type === 4 ? data.flatMap((one) => order(one, 4)) : data;
      put(entry, [...order(tag, 2), ...order(type, 2), ...order(count, 4), 0, 0, 0, 0]);
      if (raw.length <= 4) put(entry + 8, raw);
      else {
        const far = take(raw.length);
        put(entry + 8, order(far, 4));
        put(far, raw);
      }
    });
    put(at + 2 + 12 * entries.length, [0, 0, 0, 0]);
  };
  put(0, little ? [0x49, 0x49, 42, 0] : [0x4d, 0x4d, 0, 42]);
  put(4, order(8, 4));
  const main = take(2 + 24 + 4);
  const below = take(2 + 12 * exif.length + 4);
  const place = take(2 + 12 * gps.length + 4);
  write(
    [
      [0x8769, 4, 1, [below]],
      [0x8825, 4, 1, [place]],
    ],
    main,
  );
  write(exif, below);
  write(gps, place);
  const block = [0x45, 0x78, 0x69, 0x66, 0, 0, ...Array.from(bytes, (one) => one ?? 0)];
  const length = block.length + 2;
  return new Uint8Array([0xff, 0xd8, 0xff, 0xe1, length >> 8, length & 0xff, ...block, 0xff, 0xd9]).buffer;
}

const TAKEN: Entry = [0x9003, 2, 20, ascii('2026:11:24 11:00:00')];
const PLACE: readonly Entry[] = [
  [1, 2, 2, ascii('N')],
  [2, 5, 3, [43, 1, 37, 1, 1560, 100]],
  [3, 2, 2, ascii('E')],
  [4, 5, 3, [87, 1, 31, 1, 1560, 100]],
  [17, 5, 1, [9050, 100]],
];

test.each([true, false])('time, place and direction are read, little-endian %s', (little) => {
  // 43° 37′ 15.6″ = 43.621°, 87° 31′ 15.6″ = 87.521°
  expect(photoFacts(jpeg(little, [TAKEN], PLACE))).toEqual({
    takenAt: '2026-11-24T11:00:00+08:00',
    lon: 87.521,
    lat: 43.621,
    bearing: 90.5,
  });
});

test('the offset of the camera holds; south and west are negative', () => {
  const south = PLACE.map((one): Entry => (one[0] === 1 ? [1, 2, 2, ascii('S')] : one));
  const facts = photoFacts(jpeg(true, [TAKEN, [0x9011, 2, 7, ascii('+06:00')]], south));
  expect(facts.takenAt).toBe('2026-11-24T11:00:00+06:00');
  expect(facts.lat).toBe(-43.621);
});

test('what is not there or broken is left out', () => {
  expect(photoFacts(new ArrayBuffer(0))).toEqual({});
  expect(photoFacts(new TextEncoder().encode('no photograph').buffer as ArrayBuffer)).toEqual({});
  expect(photoFacts(jpeg(true, [[0x9003, 2, 20, ascii('2026:13:45 11:00:00')]], []))).toEqual({});
  const whole = jpeg(true, [TAKEN], PLACE);
  for (let length = 0; length < whole.byteLength; length += 7) photoFacts(whole.slice(0, length));
  const noPlace = PLACE.map((one): Entry => (one[0] === 2 ? [2, 5, 3, [43, 0, 0, 0, 0, 0]] : one));
  expect(photoFacts(jpeg(true, [TAKEN], noPlace))).toEqual({
    takenAt: '2026-11-24T11:00:00+08:00',
    bearing: 90.5,
  });
});
