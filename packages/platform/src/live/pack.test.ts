import { expect, test } from 'vitest';
import { pack } from './notify.ts';

test('messages share payloads that fit into a notification, in order; one that is too large becomes a mark', () => {
  const wires = Array.from(
    { length: 300 },
    (_one, n) => ['t', { n, text: '中文'.repeat(n % 20) }] as [string, object],
  );
  const payloads = pack('me', [...wires, ['big', { text: '很'.repeat(5_000) }]]);
  expect(payloads.length).toBeGreaterThan(1);
  for (const one of payloads) expect(Buffer.byteLength(one)).toBeLessThan(8_000);
  expect(payloads.flatMap((one) => (JSON.parse(one) as [string, unknown[]])[1])).toEqual([
    ...wires,
    ['big', { dropped: true }],
  ]);
  expect(pack('me', [])).toEqual([]);
});
