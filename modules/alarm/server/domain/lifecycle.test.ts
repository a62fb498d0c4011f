import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Life, raise, record, type Signal, step } from './lifecycle.ts';

const H = 3_600_000;
const waits = { pendingFor: 2 * H, recoverFor: H };
const atOnce = { pendingFor: 0, recoverFor: 0 };

function run(life: Life, signals: Signal[], durations = waits) {
  const path: string[] = [];
  let current = life;
  for (const signal of signals) {
    const outcome = step(current, signal, durations);
    for (const change of outcome.changes) path.push(`${change.from}>${change.to}:${change.why}`);
    current = outcome.life;
  }
  return { life: current, path };
}

describe('raising an alarm', () => {
  it('waits as pending when the cause must last', () => {
    const { life, changes } = raise(0, waits);
    expect(life.state).toBe('pending');
    expect(changes).toEqual([{ from: null, to: 'pending', why: 'seen' }]);
  });

  it('fires at once without a waiting time, and still tells both steps', () => {
    const { life, changes } = raise(0, atOnce);
    expect(life.state).toBe('firing');
    expect(changes.map((change) => change.to)).toEqual(['pending', 'firing']);
  });

  it('records what came too late as closed', () => {
    expect(record(5).life.state).toBe('closed');
    expect(record(5).changes).toEqual([{ from: null, to: 'closed', why: 'historical' }]);
  });
});

describe('pending', () => {
  const pending = raise(0, waits).life;

  it('fires when the cause has lasted exactly as long as asked', () => {
    expect(run(pending, [{ kind: 'cause', at: 2 * H - 1 }]).life.state).toBe('pending');
    expect(run(pending, [{ kind: 'cause', at: 2 * H }]).path).toEqual(['pending>firing:held']);
  });

  it('is not fired by the clock alone', () => {
    expect(run(pending, [{ kind: 'tick', at: 100 * H }]).path).toEqual([]);
  });

  it('closes when the cause goes before it fired', () => {
    expect(run(pending, [{ kind: 'clear', at: H, why: 'cleared' }]).path).toEqual(['pending>closed:cleared']);
  });

  it('counts hours that came late: an earlier cause makes it older', () => {
    expect(run(pending, [{ kind: 'cause', at: -2 * H }]).path).toEqual(['pending>firing:held']);
  });
});

describe('what is taken out of the watch', () => {
  const states: Life[] = ['pending', 'firing', 'recovering'].map((state) => ({
    state: state as Life['state'],
    startedAt: 0,
    lastCauseAt: H,
    clearSince: state === 'recovering' ? 2 * H : null,
  }));

  it.each(states)('ends at once from %j, without a recovery to wait for', (life) => {
    const { life: end, path } = run(life, [{ kind: 'withdraw', at: 3 * H }]);
    expect(path).toEqual([`${life.state}>closed:withdrawn`]);
    expect(end.clearSince).toBe(life.state === 'recovering' ? 2 * H : 3 * H);
  });

  it('does not end twice', () => {
    expect(run(record(0).life, [{ kind: 'withdraw', at: H }]).path).toEqual([]);
  });
});

describe('firing and recovering', () => {
  const firing = raise(10 * H, { ...waits, pendingFor: 0 }).life;

  it('recovers, waits and closes', () => {
    const { path } = run(firing, [
      { kind: 'clear', at: 11 * H, why: 'cleared' },
      { kind: 'tick', at: 12 * H - 1 },
      { kind: 'tick', at: 12 * H },
    ]);
    expect(path).toEqual(['firing>recovering:cleared', 'recovering>closed:quiet']);
  });

  it('closes in the same breath when no quiet time is asked', () => {
    expect(run(firing, [{ kind: 'clear', at: 11 * H, why: 'cleared' }], atOnce).path).toEqual([
      'firing>recovering:cleared',
      'recovering>closed:quiet',
    ]);
  });

  it('fires again when the cause returns while recovering', () => {
    const { life, path } = run(firing, [
      { kind: 'clear', at: 11 * H, why: 'cleared' },
      { kind: 'cause', at: 11.5 * H },
      { kind: 'tick', at: 20 * H },
    ]);
    expect(path).toEqual(['firing>recovering:cleared', 'recovering>firing:again']);
    expect(life.clearSince).toBeNull();
  });

  it('is not cleared by an older observation', () => {
    expect(run(firing, [{ kind: 'clear', at: 9 * H, why: 'cleared' }]).path).toEqual([]);
  });

  it('is cleared by a recomputation of the very observation that made it', () => {
    expect(run(firing, [{ kind: 'clear', at: 10 * H, why: 'revised' }]).path).toEqual([
      'firing>recovering:revised',
    ]);
  });

  it('is not fired again by a late observation of the past', () => {
    const { life, path } = run(firing, [
      { kind: 'clear', at: 12 * H, why: 'cleared' },
      { kind: 'cause', at: 8 * H },
    ]);
    expect(path).toEqual(['firing>recovering:cleared']);
    expect(life).toMatchObject({ state: 'recovering', startedAt: 8 * H });
  });

  it('closes by hand from every open state', () => {
    for (const start of [
      raise(0, waits).life,
      firing,
      run(firing, [{ kind: 'clear', at: 11 * H, why: 'cleared' }]).life,
    ]) {
      expect(run(start, [{ kind: 'close', at: 12 * H }]).path).toEqual([`${start.state}>closed:hand`]);
    }
  });
});

describe('whatever comes', () => {
  const signal = fc.record({
    kind: fc.constantFrom('cause', 'clear', 'tick', 'withdraw', 'close'),
    at: fc.integer({ min: 0, max: 50 }).map((n) => n * H),
    why: fc.constantFrom('cleared', 'revised'),
  }) as unknown as import('fast-check').Arbitrary<Signal>;
  const allowed = new Set([
    'pending>firing',
    'pending>closed',
    'firing>recovering',
    'firing>closed',
    'recovering>firing',
    'recovering>closed',
  ]);

  it('only takes the drawn ways, never leaves closed, and keeps its times in order', () => {
    fc.assert(
      fc.property(
        fc.array(signal, { maxLength: 40 }),
        fc.constantFrom(waits, atOnce),
        (signals, durations) => {
          let life = raise(5 * H, durations).life;
          for (const one of signals) {
            const outcome = step(life, one, durations);
            for (const change of outcome.changes) {
              expect(allowed).toContain(`${change.from}>${change.to}`);
            }
            if (life.state === 'closed') expect(outcome.life).toBe(life);
            expect(outcome.life.startedAt).toBeLessThanOrEqual(outcome.life.lastCauseAt);
            expect(outcome.life.clearSince === null).toBe(['pending', 'firing'].includes(outcome.life.state));
            life = outcome.life;
          }
        },
      ),
    );
  });
});
