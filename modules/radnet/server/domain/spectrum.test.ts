import { expect, test } from 'vitest';
import { readSpectrum } from './spectrum.ts';

const read = (text: string) => readSpectrum(Buffer.from(text, 'utf8'));

test('channels or energies with counts are a curve', () => {
  expect(read('channel,count\r\n1,0\r\n2,15\r\n3,7\r\n')).toEqual({
    format: 'csv',
    curve: { axis: 'channel', x: [1, 2, 3], counts: [0, 15, 7] },
  });
  expect(read('energy_keV;counts\n609.3;120\n661.7;15.5')).toEqual({
    format: 'csv',
    curve: { axis: 'energy', x: [609.3, 661.7], counts: [120, 15.5] },
  });
  expect(read('0\t3\n1\t4')).toMatchObject({ format: 'csv', curve: { axis: 'channel', x: [0, 1] } });
});

test('a table that does not go on as one is refused with its line', () => {
  expect(read('channel,count\n1,0\n1,2')).toEqual({ why: 'line', line: 3 });
  expect(read('channel,count\n1,0\n2,-1')).toEqual({ why: 'line', line: 3 });
  expect(read('channel,count\n1,0\n2,abc\n3,1')).toEqual({ why: 'line', line: 3 });
  expect(read('channel,count\n1,0\n\n3,1')).toEqual({ why: 'line', line: 3 });
  expect(read('channel,count\n1,0')).toEqual({ why: 'line', line: 2 });
  const many = Array.from({ length: 16_385 }, (_, i) => `${i},1`).join('\n');
  expect(read(many)).toEqual({ why: 'line', line: 16_385 });
});

test('N42 is told by its root; other text is kept, what is no text is not', () => {
  expect(
    read('<?xml version="1.0"?>\n<RadInstrumentData xmlns="http://physics.nist.gov/N42/2011/N42">'),
  ).toEqual({ format: 'n42', curve: null });
  expect(read('$SPEC_ID:\nstation 1\n$DATA:\n0 3\n1')).toEqual({ format: 'text', curve: null });
  expect(read('')).toEqual({ why: 'binary' });
  expect(read('a\u0000b')).toEqual({ why: 'binary' });
  expect(readSpectrum(Uint8Array.of(0xff, 0xd8, 0xff, 0xe0))).toEqual({ why: 'binary' });
});
