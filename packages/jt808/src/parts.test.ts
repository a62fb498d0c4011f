import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeFrame, decodeJoined } from './decode.ts';
import { encodeParts } from './encode.ts';
import { PART_LIMITS, PartJoiner } from './parts.ts';
import { FrameReader } from './reader.ts';

const bytes = (...list: number[]) => Uint8Array.from(list);
const part = (sequence: number, total: number, index: number, messageId = '0x0704') => ({
  messageId,
  sequence,
  packet: { total, index },
});
/** Frames of a stream. */
const framesOf = (stream: Uint8Array) => new FrameReader().push(stream).map((piece) => decodeFrame(piece));
const bodyOf = (frame: ReturnType<typeof decodeFrame>) => Uint8Array.from(Buffer.from(frame.bodyHex, 'hex'));

test('parts written by hand: total and number stand behind the sequence; joined in any order', () => {
  // 0x0002 with bit 13 and one byte of body, number 013800000001, sequence 5 and 6, parts 1 and 2 of 2.
  const frame = (head: string) => {
    const content = Buffer.from(head, 'hex');
    return bytes(
      0x7e,
      ...content,
      content.reduce((a, b) => a ^ b, 0),
      0x7e,
    );
  };
  const one = frame('0002' + '2001' + '013800000001' + '0005' + '0002' + '0001' + 'aa');
  const two = frame('0002' + '2001' + '013800000001' + '0006' + '0002' + '0002' + 'bb');
  const [second, first] = framesOf(bytes(...two, ...one));
  expect([first!.header!.packet, second!.header!.packet]).toEqual([
    { total: 2, index: 1 },
    { total: 2, index: 2 },
  ]);
  const joiner = new PartJoiner();
  expect(joiner.take(second!.header!, bodyOf(second!), 0)).toEqual({ kind: 'kept' });
  expect(joiner.take(first!.header!, bodyOf(first!), 1)).toEqual({
    kind: 'whole',
    sequence: 5,
    body: bytes(0xaa, 0xbb),
  });
  // Both come again because their answers were lost.
  expect(joiner.take(second!.header!, bodyOf(second!), 2)).toEqual({ kind: 'again' });
  expect(joiner.take(first!.header!, bodyOf(first!), 3)).toEqual({ kind: 'again' });
});

test('nonsense and overflow are refused, and what waits stays as it was', () => {
  const joiner = new PartJoiner({ ...PART_LIMITS, messages: 2, bytes: 5, total: 3 });
  expect(joiner.take(part(1, 3, 0), bytes(1), 0)).toEqual({ kind: 'refused', why: 'nonsense' });
  expect(joiner.take(part(1, 3, 4), bytes(1), 0)).toEqual({ kind: 'refused', why: 'nonsense' });
  expect(joiner.take(part(1, 4, 1), bytes(1), 0)).toEqual({ kind: 'refused', why: 'overflow' });
  expect(joiner.take(part(1, 3, 1), bytes(1, 2), 0)).toEqual({ kind: 'kept' });
  expect(joiner.take(part(1, 3, 1), bytes(1, 2), 0)).toEqual({ kind: 'again' });
  expect(joiner.take(part(1, 3, 1), bytes(9, 9), 0)).toEqual({ kind: 'refused', why: 'nonsense' });
  expect(joiner.take(part(100, 2, 1), bytes(3), 0)).toEqual({ kind: 'kept' });
  // A third message, and a sixth byte.
  expect(joiner.take(part(200, 2, 1), bytes(4), 0)).toEqual({ kind: 'refused', why: 'overflow' });
  expect(joiner.take(part(2, 3, 2), bytes(5, 6, 7), 0)).toEqual({ kind: 'refused', why: 'overflow' });
  expect(joiner.take(part(2, 3, 2), bytes(5), 0)).toEqual({ kind: 'kept' });
  expect(joiner.take(part(3, 3, 3), bytes(6), 0)).toEqual({
    kind: 'whole',
    sequence: 1,
    body: bytes(1, 2, 5, 6),
  });
  // Its bytes are free again.
  expect(joiner.take(part(200, 2, 1), bytes(4, 4, 4, 4), 0)).toEqual({ kind: 'kept' });
});

test('what waits too long is given up and told; the sequence numbers wrap', () => {
  const joiner = new PartJoiner();
  expect(joiner.take(part(65_535, 3, 1), bytes(1), 1_000)).toEqual({ kind: 'kept' });
  expect(joiner.take(part(1, 3, 3), bytes(3), 1_000)).toEqual({ kind: 'kept' });
  expect(joiner.expire(1_000 + PART_LIMITS.ms)).toEqual([]);
  expect(joiner.expire(1_001 + PART_LIMITS.ms)).toEqual([
    { messageId: '0x0704', sequence: 65_535, total: 3, missing: [2] },
  ]);
  expect(joiner.toJSON()).toBe(null);
});

test('random bodies, cuts, orders, repetitions, restarts and neighbours: each message comes out once, as it was', () => {
  const location = (lat: number) => ({ lat, lon: 87.3, time: '2026-11-20T08:00:00+08:00' });
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 30_000_000, max: 50_000_000 }), { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 7, max: 1_023 }),
      fc.integer({ min: 0, max: 65_535 }),
      fc.infiniteStream(fc.nat()),
      (lats, size, sequence, chance) => {
        const next = (below: number) => chance.next().value! % below;
        const message = {
          header: { terminal: '013800000001', sequence },
          body: { kind: 'batch', type: 1, locations: lats.map((lat) => location(lat / 1e6)) },
        };
        const { frames } = encodeParts(message, size);
        fc.pre(frames.length > 1 && frames.length <= PART_LIMITS.total);
        const order = frames.flatMap((one) => (next(3) === 0 ? [one, one] : [one]));
        for (let i = order.length - 1; i > 0; i--) {
          const j = next(i + 1);
          [order[i], order[j]] = [order[j]!, order[i]!];
        }
        const stream = Buffer.concat(order);
        const reader = new FrameReader();
        let joiner = new PartJoiner();
        const whole: unknown[] = [];
        for (let at = 0; at < stream.length; ) {
          const cut = 1 + next(200);
          for (const piece of reader.push(stream.subarray(at, at + cut))) {
            const frame = decodeFrame(piece);
            const outcome = joiner.take(frame.header!, bodyOf(frame), at);
            if (outcome.kind === 'refused') throw new Error(outcome.why);
            if (outcome.kind === 'whole') whole.push(decodeJoined(frame.header!, outcome.body).body);
            if (next(4) === 0) {
              const json = joiner.toJSON();
              joiner = json ? PartJoiner.from(JSON.parse(JSON.stringify(json))) : new PartJoiner();
            }
          }
          at += cut;
        }
        expect(whole).toMatchObject([{ kind: 'batch', locations: lats.map((lat) => ({ lat: lat / 1e6 })) }]);
      },
    ),
    { numRuns: 200 },
  );
});

test('whatever headers and bytes come, it keeps its limits', () => {
  const limits = { messages: 3, bytes: 50, total: 5, ms: 100 };
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          sequence: fc.integer({ min: 0, max: 65_535 }),
          total: fc.integer({ min: 0, max: 8 }),
          index: fc.integer({ min: 0, max: 9 }),
          body: fc.uint8Array({ maxLength: 30 }),
          wait: fc.integer({ min: 0, max: 60 }),
        }),
        { maxLength: 80 },
      ),
      (list) => {
        const joiner = new PartJoiner(limits);
        let now = 0;
        for (const { sequence, total, index, body, wait } of list) {
          now += wait;
          joiner.expire(now);
          joiner.take({ messageId: '0x0704', sequence, packet: { total, index } }, body, now);
          const open = joiner.toJSON()?.open ?? [];
          expect(open.length).toBeLessThanOrEqual(limits.messages);
          const size = open.flatMap((one) => one.parts).reduce((sum, [, hex]) => sum + hex.length / 2, 0);
          expect(size).toBeLessThanOrEqual(limits.bytes);
          expect(open.every((one) => now - one.since <= limits.ms)).toBe(true);
        }
      },
    ),
  );
});
