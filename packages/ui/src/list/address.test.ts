import { expect, test } from 'vitest';
import { changeAddress, parseAddress, writeAddress } from './address.ts';

test('a text of digits stays what it is', () => {
  // Eighteen digits are more than a number holds.
  expect(parseAddress('?q=916501001234567891&n=007&yes=true')).toEqual({
    q: '916501001234567891',
    n: '007',
    yes: 'true',
  });
  expect(writeAddress({ q: '916501001234567891', n: '007' })).toBe('?q=916501001234567891&n=007');
});

test('an address that was written is read as it was', () => {
  const values = { unit: '/650000/652300/', text: '砂石 & 厂=1', since: '2026-11-28T09:00:00+08:00' };
  expect(parseAddress(writeAddress(values))).toEqual(values);
});

test('nothing set leaves nothing behind', () => {
  expect(writeAddress({ state: undefined, unit: null })).toBe('');
  expect(parseAddress('')).toEqual({});
});

test('a change leaves what others keep in the address', () => {
  expect(changeAddress({ clue: '5', state: 'open' }, { state: undefined, text: 'a' })).toEqual({
    clue: '5',
    text: 'a',
  });
  expect(changeAddress({ text: 'a' }, { text: '' })).toEqual({});
});
