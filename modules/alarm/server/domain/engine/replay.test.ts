import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at, HOUR, MINUTE, NOON, ruleOf } from './engine.fixture.ts';
import { advance, freshState } from './engine.ts';
import { anchorBefore, replay, run } from './replay.ts';
import type { EngineChange, Episode, Observation, SeriesState } from './types.ts';

const RULES = [
  ruleOf([{ type: 'threshold', code: 'a21002', op: 'above', value: 50, unit: null, clear: 40 }], {
    pendingFor: 1200,
    recoverFor: 1800,
    noDataMinutes: 50,
  }),
  ruleOf([{ type: 'absent', minutes: 40 }], { pendingFor: 600, recoverFor: 600 }),
  ruleOf([], {
    condition: {
      join: 'any',
      parts: [
        { type: 'rate', code: 'a21002', per: 'percent', op: 'above', value: 60, withinMinutes: 60 },
        {
          join: 'all',
          terms: [
            { type: 'absent', minutes: 30 },
            { type: 'flag', flags: ['M'] },
          ],
        },
      ],
    },
    recoverFor: 900,
    ladder: [{ severity: 'critical', afterMinutes: 30 }],
  }),
];

/** The live way: batches as they arrive, ticks in between, states kept now and then, replay from one when something is late. */
function live(
  rule: (typeof RULES)[number],
  batches: readonly (readonly Observation[])[],
  ticks: readonly number[],
) {
  const store: Observation[] = [];
  let state = freshState(rule);
  let anchors: SeriesState[] = [state];
  let ended: Episode[] = [];
  let changes: EngineChange[] = [];
  batches.forEach((batch, n) => {
    store.push(...batch);
    const since = Math.min(...batch.map((one) => one.at));
    if (since <= state.at) {
      const anchor = anchorBefore(anchors, since)!;
      anchors = anchors.filter((one) => one.at <= anchor.at);
      ended = ended.filter((one) => one.closedAt! <= anchor.at);
      changes = changes.filter((one) => one.at <= anchor.at);
      const later = store.filter((one) => one.at > anchor.at);
      const again = run(rule, anchor, later, Math.max(...later.map((one) => one.at)));
      state = again.state;
      ended.push(...again.ended);
      changes.push(...again.changes);
    } else {
      const next = run(rule, state, batch, Math.max(...batch.map((one) => one.at)));
      state = next.state;
      ended.push(...next.ended);
      changes.push(...next.changes);
    }
    const tick = advance(rule, state, ticks[n] ?? state.at);
    state = tick.state;
    ended.push(...tick.ended);
    changes.push(...tick.changes);
    if (n % 3 === 0) anchors.push(state);
  });
  return { state, ended, changes };
}

describe('the same records give the same alarms', () => {
  it('in whatever order and batches they arrive, and however the clock ticks meanwhile', () => {
    const value = fc.oneof(fc.constant(null), fc.integer({ min: 0, max: 100 }));
    const record = fc.record({
      minute: fc.integer({ min: 0, max: 600 }),
      nox: value,
      so2: value,
      flag: fc.constantFrom(null, 'M', 'D'),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(record, { selector: (one) => one.minute, minLength: 1, maxLength: 40 }),
        fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 40, maxLength: 40 }),
        fc.array(fc.integer({ min: 0, max: 700 }), { minLength: 40, maxLength: 40 }),
        fc.constantFrom(...RULES),
        (records, sizes, ticks, rule) => {
          const all = records.map(({ minute, nox, so2, flag }) =>
            at(NOON + minute * MINUTE, nox, { so2, flags: flag === null ? null : [null, flag, null] }),
          );
          const batches: Observation[][] = [];
          for (let from = 0, n = 0; from < all.length; from += sizes[n++ % sizes.length]!)
            batches.push(all.slice(from, from + sizes[n % sizes.length]!));
          const end = NOON + 800 * MINUTE;
          const arrived = live(
            rule,
            batches,
            ticks.map((minute) => NOON + minute * MINUTE),
          );
          const last = advance(rule, arrived.state, end);
          const again = replay(rule, all, end);
          expect([...arrived.ended, ...last.ended]).toEqual(again.ended);
          expect([...arrived.changes, ...last.changes]).toEqual(again.changes);
          expect(last.state.open).toEqual(again.state.open);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('passes time in steps or at once alike', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 900 }), { maxLength: 12 }),
        fc.constantFrom(...RULES),
        (minutes, rule) => {
          const first = run(
            rule,
            freshState(rule),
            [at(NOON, 90, { so2: 1, flags: [null, 'M', null] })],
            NOON,
          );
          let state = first.state;
          const stepwise: EngineChange[] = [];
          for (const minute of [...minutes].sort((a, b) => a - b).concat(1000)) {
            const outcome = advance(rule, state, NOON + minute * MINUTE);
            state = outcome.state;
            stepwise.push(...outcome.changes);
          }
          const once = advance(rule, first.state, NOON + 1000 * MINUTE);
          expect(stepwise).toEqual(once.changes);
          expect(state).toEqual(once.state);
        },
      ),
    );
  });

  it('survives being stored: a state is plain JSON', () => {
    const { state } = run(RULES[0]!, freshState(RULES[0]!), [at(NOON, 90)], NOON + HOUR);
    expect(JSON.parse(JSON.stringify(state))).toEqual(state);
  });
});
