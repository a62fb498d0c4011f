import { expect, test } from 'vitest';
import { isWanted, nameMatches } from './drop.ts';
import { isPublicAddress, safeAddress } from './safe-host.ts';

test.each([
  ['8.8.8.8', true],
  ['2400:3200::1', true],
  ['10.1.2.3', false],
  ['172.31.255.255', false],
  ['172.32.0.1', true],
  ['192.168.0.1', false],
  ['100.64.0.1', false],
  ['169.254.169.254', false],
  ['127.8.8.8', false],
  ['0.0.0.0', false],
  ['224.0.0.1', false],
  ['::1', false],
  ['::ffff:8.8.8.8', false],
  ['fe80::1', false],
  ['fd00::1', false],
  ['2001:db8::1', false],
  ['64:ff9b::a00:1', false],
  ['not an address', false],
])('%s is of the public internet: %s', (address, wanted) => {
  expect(isPublicAddress(address)).toBe(wanted);
});

test('what is allowed is a name with its port, not the machine', async () => {
  const allowed = [{ host: '127.0.0.1', port: 8080 }];
  expect(await safeAddress('127.0.0.1', 8080, allowed)).toEqual({ address: '127.0.0.1', family: 4 });
  for (const [host, port] of [
    ['127.0.0.1', 22],
    ['localhost', 8080],
    ['[::1]', 8080],
  ] as const)
    await expect(safeAddress(host, port, allowed)).rejects.toMatchObject({
      code: 'EXCHANGE_ADDRESS_REFUSED',
    });
});

test.each([
  ['*.csv', '台账.CSV', true],
  ['台账-????.csv', '台账-2026.csv', true],
  ['台账-????.csv', '台账-26.csv', false],
  ['a*b*c', 'aXbYbZc', true],
  ['*', '', true],
  ['', 'a', false],
])('%s over %s: %s', (pattern, name, wanted) => {
  expect(nameMatches(pattern, name)).toBe(wanted);
});

test('a pattern of many stars is no long work', () => {
  expect(nameMatches('*a'.repeat(60), 'a'.repeat(59))).toBe(false);
});

test('hidden files, unfinished ones and ways out of the folder are not for us', () => {
  for (const name of ['.hidden', 'a.csv.part', 'a.tmp', '../a.csv', 'a\\b.csv', 'a\nb'])
    expect(isWanted('*', name)).toBe(false);
  expect(isWanted('*', 'a.csv')).toBe(true);
});
