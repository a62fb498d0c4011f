import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_SLOTS, mergeSlots, type Slots } from './record-merge.ts';

const record = (values: Record<string, number>, lsn: number, flags?: (string | null)[]): Slots => ({
  layout: Object.keys(values).join(','),
  values: Object.values(values),
  flags: flags ?? null,
  lsn,
});
const bySlot = (slots: Slots): Record<string, number | null> =>
  Object.fromEntries(slots.layout.split(',').map((name, index) => [name, slots.values[index]!]));

describe('a further frame of the same record', () => {
  test('with the same values is a duplicate, whatever of them it repeats', () => {
    const full = record({ 'a.Avg': 1, 'b.Avg': 2 }, 10, ['N', 'N']);
    expect(mergeSlots(full, record({ 'b.Avg': 2 }, 20, ['N'])).is).toBe('duplicate');
    // Without a mark it says nothing of the mark.
    expect(mergeSlots(full, record({ 'b.Avg': 2, 'a.Avg': 1 }, 20)).is).toBe('duplicate');
  });

  test('adds what is not there and leaves the rest, each slot with its frame', () => {
    const outcome = mergeSlots(record({ 'b.Avg': 2 }, 10, ['N']), record({ 'a.Avg': 1 }, 20));
    expect(outcome).toEqual({
      is: 'merged',
      slots: { layout: 'a.Avg,b.Avg', values: [1, 2], flags: [null, 'N'], lsn: 20, lsns: [20, 10] },
    });
  });

  test('changes only the slot that differs', () => {
    const outcome = mergeSlots(record({ 'a.Avg': 1, 'b.Avg': 2 }, 10), record({ 'b.Avg': 3 }, 20));
    expect(outcome).toEqual({
      is: 'revised',
      slots: { layout: 'a.Avg,b.Avg', values: [1, 3], flags: null, lsn: 20, lsns: [10, 20] },
    });
  });

  test('a new mark on the same value is a change: it decides whether the value counts', () => {
    const outcome = mergeSlots(record({ 'a.Avg': 1 }, 10, ['N']), record({ 'a.Avg': 1 }, 20, ['D']));
    expect(outcome).toMatchObject({ is: 'revised', slots: { flags: ['D'], lsns: null } });
  });

  test('that is older than what stands there does not come back over it', () => {
    const now = record({ 'a.Avg': 5 }, 30);
    expect(mergeSlots(now, record({ 'a.Avg': 4 }, 20)).is).toBe('superseded');
    const adds = mergeSlots(now, record({ 'a.Avg': 4, 'b.Avg': 1 }, 20));
    expect(adds).toMatchObject({ is: 'merged', slots: { values: [5, 1], lsn: 30, lsns: [30, 20] } });
  });

  test('cannot make a record wider than any logger is', () => {
    const wide = (from: number) =>
      record(Object.fromEntries(Array.from({ length: MAX_SLOTS }, (_, i) => [`f${from + i}.Avg`, i])), from);
    expect(mergeSlots(wide(0), wide(1)).is).toBe('too-many');
  });
});

test('nothing vanishes: after any frames each slot holds the newest value that was sent for it', () => {
  const slots = fc.dictionary(
    fc.constantFrom('a.Avg', 'b.Avg', 'c.Avg', 'c.Min'),
    fc.integer({ min: 0, max: 2 }),
    {
      minKeys: 1,
    },
  );
  fc.assert(
    fc.property(fc.array(slots, { minLength: 1, maxLength: 8 }), (frames) => {
      let now = record(frames[0]!, 0);
      const expected = { ...frames[0]! };
      const brought: Record<string, number> = Object.fromEntries(
        Object.keys(expected).map((name) => [name, 0]),
      );
      frames.slice(1).forEach((sent, index) => {
        const lsn = index + 1;
        const outcome = mergeSlots(now, record(sent, lsn));
        if ('slots' in outcome) now = outcome.slots;
        for (const [name, value] of Object.entries(sent)) {
          if (expected[name] !== value) brought[name] = lsn;
          expected[name] = value;
        }
      });
      expect(bySlot(now)).toEqual(expected);
      const names = now.layout.split(',');
      expect(Object.fromEntries(names.map((name, i) => [name, now.lsns?.[i] ?? now.lsn]))).toEqual(brought);
    }),
  );
});
