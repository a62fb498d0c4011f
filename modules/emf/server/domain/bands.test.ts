import { expect, test } from 'vitest';
import { readBands } from './bands.ts';

test('bands as people write them', () => {
  expect(readBands('50Hz')).toEqual([{ fromHz: 50, toHz: 50 }]);
  expect(readBands('3400-3600 MHz、0.9 GHz')).toEqual([
    { fromHz: 3.4e9, toHz: 3.6e9 },
    { fromHz: 9e8, toHz: 9e8 },
  ]);
  expect(readBands('2.515–2.675GHz; 526.5 kHz')).toEqual([
    { fromHz: 2.515e9, toHz: 2.675e9 },
    { fromHz: 526_500, toHz: 526_500 },
  ]);
});
test('what cannot be is none', () => {
  for (const text of ['', '900', '3600-3400 MHz', '0.5 Hz', '301 GHz', '50 Hz、x'])
    expect(readBands(text)).toBeNull();
});
