import { describe, expect, it } from 'vitest';
import type { RuleBody, Term } from '../../../contract.ts';
import { compileRule } from './compile.ts';
import { at, FACTS, HOUR, MINUTE, NOON, ruleOf, told } from './engine.fixture.ts';
import { advance, freshState, observe } from './engine.ts';
import { replay } from './replay.ts';

const above = (value: number, more: object = {}): Term =>
  ({ type: 'threshold', code: 'a21002', op: 'above', value, unit: 'mg/m3', ...more }) as Term;
/** One a quarter of an hour from noon on. */
const quarters = (...values: (number | null)[]) =>
  values.map((value, n) => at(NOON + n * 15 * MINUTE, value));

describe('a threshold', () => {
  it('is left only below the easier figure (回差), and stands exactly at the figure as not above', () => {
    const rule = ruleOf([above(100, { clear: 80 })]);
    const { changes } = replay(rule, quarters(100, 101, 90, 81, 80, 100), NOON + 2 * HOUR);
    expect(told(changes)).toEqual([
      '15 seen>pending',
      '15 held>firing',
      '60 cleared>recovering',
      '60 quiet>closed',
    ]);
  });

  it('is measured by the figure that raises it also while the easier one keeps it', () => {
    const rule = ruleOf([above(100, { clear: 80 })]);
    const { ended } = replay(rule, quarters(101, 90, 90, 10), NOON + 2 * HOUR);
    expect(ended[0]!.evidence).toMatchObject({ value: 90, limit: 100, ratio: 0.9 });
    expect(ended[0]!.peak).toMatchObject({ value: 101, limit: 100, ratio: 1.01 });
  });

  it('is told in the unit of the point: 0.1 g/m³ is 100 mg/m³', () => {
    const rule = ruleOf([above(0.1, { unit: 'g/m3' })]);
    expect(told(replay(rule, quarters(99, 101), NOON + HOUR).changes)).toEqual([
      '15 seen>pending',
      '15 held>firing',
    ]);
  });

  it('cannot be evaluated where the units measure different things, and says why', () => {
    const rule = ruleOf([above(1, { unit: 'm3/h' })]);
    const { state, changes } = replay(rule, quarters(500), NOON);
    expect([state.trouble, changes]).toEqual(['unit-foreign', []]);
  });

  it('does not compare what an instrument at fault says', () => {
    const rule = ruleOf([above(100)]);
    const faulty = at(NOON, 500, { flags: ['D', null, null] });
    expect(replay(rule, [faulty], NOON).changes).toEqual([]);
  });
});

describe('durations', () => {
  it('run on the time of observations: pending, firing, recovering, again, closed at its own instant', () => {
    const rule = ruleOf([above(100)], { pendingFor: 1800, recoverFor: 1800 });
    const run = replay(rule, quarters(120, 120, 120, 50, 130, 50), NOON + 4 * HOUR);
    expect(told(run.changes)).toEqual([
      '0 seen>pending',
      '30 held>firing',
      '45 cleared>recovering',
      '60 again>firing',
      '75 cleared>recovering',
      '105 quiet>closed',
    ]);
    const [alarm] = run.ended;
    expect([alarm!.firedAt, alarm!.closedAt]).toEqual([NOON + 30 * MINUTE, NOON + 105 * MINUTE]);
    expect([alarm!.peak.value, alarm!.peak.limit, alarm!.peak.ratio]).toEqual([130, 100, 1.3]);
  });

  it('of a term: it counts after it has been true for so long', () => {
    const rule = ruleOf([above(100, { holdMinutes: 30 })]);
    expect(told(replay(rule, quarters(120, 50, 120, 120, 120), NOON + HOUR).changes)).toEqual([
      '60 seen>pending',
      '60 held>firing',
    ]);
  });
});

describe('the other terms', () => {
  it('limit: a share of the limit in force', () => {
    const rule = ruleOf([{ type: 'limit', code: 'a21002', op: 'above', ratio: 0.9 }]);
    expect(told(replay(rule, quarters(90, 91), NOON + HOUR).changes)[0]).toBe('15 seen>pending');
  });

  it('limit: without one it is an error, not a silence', () => {
    const rule = ruleOf([{ type: 'limit', code: 'a21026', op: 'above', ratio: 0.9 }]);
    const run = replay(rule, [at(NOON, null, { so2: 90 })], NOON);
    expect(run.state.trouble).toBe('limit-missing');
  });

  it('compare: NOx above twice SO₂', () => {
    const rule = ruleOf([{ type: 'compare', code: 'a21002', other: 'a21026', op: 'above', ratio: 2 }]);
    const run = replay(rule, [at(NOON, 40, { so2: 20 }), at(NOON + HOUR, 41, { so2: 20 })], NOON + HOUR);
    expect(told(run.changes)[0]).toBe('60 seen>pending');
  });

  it('rate: 40 → 90 within a quarter is 200 an hour and 125 %', () => {
    const rate = (per: 'hour' | 'percent', value: number) =>
      ruleOf([{ type: 'rate', code: 'a21002', per, op: 'above', value, withinMinutes: 20 }]);
    const fired = (rule: ReturnType<typeof rate>) =>
      replay(rule, quarters(40, 90), NOON + HOUR).changes.length > 0;
    expect(
      [rate('hour', 199), rate('hour', 200), rate('percent', 124), rate('percent', 125)].map(fired),
    ).toEqual([true, false, true, false]);
  });

  it('rate: a value too long ago is none', () => {
    const rule = ruleOf([
      { type: 'rate', code: 'a21002', per: 'percent', op: 'above', value: 1, withinMinutes: 10 },
    ]);
    expect(replay(rule, quarters(1, 100, 900), NOON + HOUR).changes).toEqual([]);
  });

  it('flag: of one factor or of any', () => {
    const flagged = at(NOON, 1, { flags: [null, 'M', null] });
    const fires = (code?: string) =>
      replay(ruleOf([{ type: 'flag', flags: ['M'], ...(code ? { code } : {}) }]), [flagged], NOON).changes
        .length;
    expect([fires(), fires('a21026'), fires('a21002')]).toEqual([2, 2, 0]);
  });
});

describe('silence', () => {
  const rule = ruleOf([{ type: 'absent', minutes: 45 }], { pendingFor: 900 });

  it('fires by itself at its own instant, and ends with the next observation', () => {
    const { changes } = replay(rule, [at(NOON, 1), at(NOON + 2 * HOUR, 1)], NOON + 3 * HOUR);
    expect(told(changes)).toEqual([
      '45 seen>pending',
      '60 held>firing',
      '120 cleared>recovering',
      '120 quiet>closed',
      '165 seen>pending',
      '180 held>firing',
    ]);
  });

  it('is the same however often somebody asks', () => {
    let state = observe(rule, freshState(rule), at(NOON, 1)).state;
    const changes = [];
    for (let minute = 1; minute <= 120; minute += 7) {
      const outcome = advance(rule, state, NOON + minute * MINUTE);
      state = outcome.state;
      changes.push(...outcome.changes);
    }
    expect(told(changes)).toEqual(['45 seen>pending', '60 held>firing']);
  });

  it('by intervals asks what was agreed with the site', () => {
    const three = ruleOf([{ type: 'absent', intervals: 3 }]);
    expect(told(replay(three, [at(NOON, 1)], NOON + 3 * HOUR).changes)[0]).toBe('180 seen>pending');
    const daily = ruleOf([{ type: 'absent', intervals: 3 }], { basis: 'day' });
    expect(replay(daily, [at(NOON, 1)], NOON + 9 * HOUR).state.trouble).toBe('interval-unknown');
  });
});

describe('what is not known', () => {
  it('shows no-data while an alarm is open, and goes on with the next observation', () => {
    const rule = ruleOf([above(100)], { noDataMinutes: 60 });
    const { changes } = replay(rule, [at(NOON, 120), at(NOON + 2 * HOUR, 120)], NOON + 2 * HOUR);
    expect(told(changes)).toEqual([
      '0 seen>pending',
      '0 held>firing',
      '60 no-data>no-data',
      '120 data-again>firing',
    ]);
  });

  it('is decided by the rest where that suffices (Kleene)', () => {
    const terms: Term[] = [
      above(100),
      { type: 'threshold', code: 'a21026', op: 'above', value: 5, unit: null },
    ];
    const tree = (join: 'all' | 'any') => ruleOf([], { condition: { join, parts: terms } });
    const run = (join: 'all' | 'any', nox: number) =>
      replay(tree(join), [at(NOON, nox)], NOON).changes.length;
    expect([run('any', 120), run('any', 50), run('all', 120)]).toEqual([2, 0, 0]);
  });
});

describe('severity, schedule, versions', () => {
  it('climbs the ladder by a condition and by time, and never down', () => {
    const rule = ruleOf([above(100)], {
      severity: 'info',
      noDataMinutes: 1000,
      ladder: [
        { severity: 'critical', when: { join: 'all', parts: [above(200)] } },
        { severity: 'warning', afterMinutes: 20 },
      ],
    });
    const { changes, state } = replay(rule, quarters(120, 120, 250, 120), NOON + HOUR);
    expect(told(changes)).toEqual([
      '0 seen>pending',
      '0 held>firing',
      '20 severer>firing',
      '30 severer>firing',
    ]);
    expect(state.open?.severity).toBe('critical');
  });

  it('holds only in its hours, over midnight too', () => {
    const rule = ruleOf([above(100)], { schedule: { hours: { from: '12:15', to: '12:45' } } });
    expect(told(replay(rule, quarters(120, 120, 120, 120), NOON + HOUR).changes)).toEqual([
      '15 seen>pending',
      '15 held>firing',
      '45 off-schedule>recovering',
      '45 off-schedule>closed',
    ]);
    const night = ruleOf([above(100)], { schedule: { hours: { from: '22:00', to: '06:00' } } });
    const hits = [-15, -10, 0, 5, 6].map(
      (hour) => replay(night, [at(NOON + hour * HOUR, 120)], NOON + hour * HOUR).changes.length > 0,
    );
    expect(hits).toEqual([false, true, false, false, false]);
  });

  it('of silence waits for the season to begin', () => {
    const rule = ruleOf([{ type: 'absent', minutes: 10 }], {
      schedule: { season: { from: '11-25', to: '04-15' } },
    });
    expect(told(replay(rule, [at(NOON, 1)], NOON + 24 * HOUR).changes)).toEqual([
      '720 seen>pending',
      '720 held>firing',
    ]);
  });

  it('ends what a version raised when the version ends, and raises nothing after', () => {
    const rule = ruleOf([above(100)], {}, { to: NOON + 20 * MINUTE });
    expect(told(replay(rule, quarters(120, 120, 120), NOON + HOUR).changes)).toEqual([
      '0 seen>pending',
      '0 held>firing',
      '20 replaced>closed',
    ]);
  });

  it('before a version begins, terms only gather what they remember', () => {
    const rule = ruleOf(
      [{ type: 'rate', code: 'a21002', per: 'percent', op: 'above', value: 50, withinMinutes: 20 }],
      {},
      { from: NOON + 10 * MINUTE },
    );
    expect(told(replay(rule, quarters(40, 90), NOON + 20 * MINUTE).changes)[0]).toBe('15 seen>pending');
  });
});

describe('verdicts and indices', () => {
  const body = (basis: RuleBody['basis'], term: Term): RuleBody => ({
    scope: {},
    basis,
    condition: { join: 'any', parts: [term] },
    severity: 'warning',
    pendingFor: 0,
    recoverFor: 0,
  });
  const compile = (basis: RuleBody['basis'], term: Term) =>
    compileRule({ id: 1, body: body(basis, term), from: 0, to: null }, FACTS);
  const seen = (slots: string[], values: (number | null)[]) => [
    { at: NOON, time: NOON - HOUR, slots, values, flags: null, lsn: null, revision: 3 },
  ];

  it('exceeds, of one factor or of any', () => {
    const slots = ['a21002.word', 'a21002.ratio', 'a21026.word', 'a21026.ratio'];
    const fires = (code?: string) => {
      const rule = compile('verdict-hour', { type: 'verdict', word: 'exceeds', ...(code ? { code } : {}) });
      return replay(rule, seen(slots, [0, 0.5, 1, 1.4]), NOON).changes.length;
    };
    expect([fires(), fires('a21026'), fires('a21002')]).toEqual([2, 2, 0]);
  });

  it('level 4 or worse', () => {
    const rule = compile('aqi', { type: 'aqi', level: 4 });
    const fires = (level: number) =>
      replay(rule, seen(['aqi.level', 'aqi.aqi'], [level, 0]), NOON).changes.length;
    expect([fires(3), fires(4), fires(6)]).toEqual([0, 2, 2]);
  });
});
