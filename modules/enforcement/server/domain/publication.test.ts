import { workCalendar } from '@tarim/science';
import { describe, expect, it } from 'vitest';
import type { CaseAct } from '../../contract.ts';
import { clocksOf } from './clocks.ts';
import { creditOf } from './credit.ts';
import { type CaseFile, type Doer, owedOf, type Step, standingOf } from './file.ts';
import { type RefusalKey, refusalOf } from './life.ts';

const CALENDAR = workCalendar();
const ANNA: Doer = { userId: 'a', name: '甲' };
const FILE: CaseFile = {
  filedOn: '2026-09-01',
  actStart: '2026-08-20',
  actEnd: '2026-08-25',
  harm: false,
  party: 'organisation',
  range: { min: 100_000, max: 1_000_000 },
  handlers: [],
  filedBy: ANNA,
};
const steps = (...acts: readonly CaseAct[]): Step[] => acts.map((act) => ({ act, by: ANNA }));
const why = (before: readonly Step[], act: CaseAct): RefusalKey | null =>
  refusalOf(FILE, before, act, ANNA, '2027-12-31', CALENDAR)?.why ?? null;
const clocks = (all: readonly Step[], key: string, day: string) =>
  clocksOf(FILE, standingOf(all), Date.parse(`${day}T12:00:00+08:00`), CALENDAR)
    .filter((one) => one.key === key)
    .map(({ due, doneOn, light }) => ({ due, doneOn, light }));

const decided = (): Step[] =>
  steps(
    { act: 'decide', on: '2026-10-09', kind: 'penalty', amount: 200_000, beside: [], reasons: '理由' },
    { act: 'deliver', on: '2026-10-09', method: 'direct' },
  );
const PUBLISH: CaseAct = { act: 'publish', on: '2026-10-14', grade: 'ordinary' };
type Overturn = Extract<CaseAct, { act: 'overturn' }>;
const overturn = (on: string, outcome: Overturn['outcome'], amount: number | null = null): CaseAct => ({
  act: 'overturn',
  on,
  outcome,
  amount,
  document: '复议决定〔2026〕1号',
  reason: '程序违法',
});
const withdraw = (on: string): CaseAct => ({ act: 'withdraw-publication', on, reason: '决定已被撤销' });

describe('a decision that was published and is overturned (行政处罚法 48)', () => {
  it('is withdrawn within three working days', () => {
    // Friday 13 November 2026: Monday 16, Tuesday 17, Wednesday 18.
    const revoked = [...decided(), ...steps(PUBLISH, overturn('2026-11-13', 'revoked'))];
    expect(clocks(revoked, 'withdrawal', '2026-11-18')).toEqual([
      { due: '2026-11-18', doneOn: null, light: 'yellow' },
    ]);
    expect(clocks(revoked, 'withdrawal', '2026-11-19')[0]?.light).toBe('red');
    const withdrawn = [...revoked, ...steps(withdraw('2026-11-17'))];
    expect(clocks(withdrawn, 'withdrawal', '2026-11-19')).toEqual([
      { due: '2026-11-18', doneOn: '2026-11-17', light: 'done' },
    ]);
    expect(standingOf(withdrawn).published).toBeNull();
    // Its publication had been made in time and stays done.
    expect(clocks(withdrawn, 'publication', '2026-11-19')[0]?.light).toBe('done');
  });

  it('counts over the days off of the National Day', () => {
    // Wednesday 30 September 2026; 1–7 October are days off, so Thursday 8, Friday 9, and Saturday 10, a make-up working day.
    const before: CaseAct[] = [
      { act: 'decide', on: '2026-09-01', kind: 'penalty', amount: 200_000, beside: [], reasons: '理由' },
      { act: 'deliver', on: '2026-09-01', method: 'direct' },
      { act: 'publish', on: '2026-09-02' },
    ];
    expect(
      clocks(steps(...before, overturn('2026-09-30', 'unlawful')), 'withdrawal', '2026-10-08')[0]?.due,
    ).toBe('2026-10-10');
  });

  it('is not withdrawn where nothing was published or nothing happened to it', () => {
    expect(why(decided(), withdraw('2026-11-17'))).toBe('notPublished');
    expect(why([...decided(), ...steps(overturn('2026-11-13', 'void'))], withdraw('2026-11-17'))).toBe(
      'notPublished',
    );
    const published = [...decided(), ...steps(PUBLISH)];
    expect(why(published, withdraw('2026-11-17'))).toBe('notOverturned');
    const revoked = [...published, ...steps(overturn('2026-11-13', 'revoked'))];
    expect(why(revoked, withdraw('2026-11-17'))).toBeNull();
    const withdrawn = [...revoked, ...steps(withdraw('2026-11-17'))];
    expect(why(withdrawn, withdraw('2026-11-18'))).toBe('notPublished');
    expect(why(withdrawn, { ...PUBLISH, on: '2026-11-18' })).toBe('publishOverturned');
    expect(why(withdrawn, overturn('2026-11-18', 'void'))).toBe('overturnedAlready');
    expect(why([], overturn('2026-11-18', 'void'))).toBe('stateUnfit');
  });

  it('is not published any more where it was overturned before', () => {
    const revoked = [...decided(), ...steps(overturn('2026-10-12', 'revoked'))];
    expect(clocks(revoked, 'publication', '2026-10-12')).toEqual([]);
    expect(clocks(revoked, 'withdrawal', '2026-10-12')).toEqual([]);
    expect(why(revoked, PUBLISH)).toBe('publishOverturned');
  });

  it('takes its record of credit with it', () => {
    const withdrawn = [
      ...decided(),
      ...steps(PUBLISH, overturn('2026-11-13', 'revoked'), withdraw('2026-11-17')),
    ];
    expect(creditOf(standingOf(withdrawn), '2027-02-01')?.state).toBe('withdrawn');
    expect(why(withdrawn, { act: 'apply-repair', on: '2027-02-01', commitment: '承诺' })).toBe('creditOver');
  });

  it('leaves what it was changed to, which is published anew', () => {
    const published = [...decided(), ...steps(PUBLISH)];
    expect(why(published, overturn('2026-11-13', 'changed', 300_000))).toBe('overturnRaised');
    const changed = [...published, ...steps(overturn('2026-11-13', 'changed', 120_000))];
    expect(owedOf(standingOf(changed))).toBe(120_000);
    expect(why(changed, { ...PUBLISH, on: '2026-11-16' })).toBe('publishedAlready');
    const again = [...changed, ...steps(withdraw('2026-11-16'))];
    const publish: CaseAct = { act: 'publish', on: '2026-11-20', grade: 'minor' };
    expect(why(again, publish)).toBeNull();
    // Seven working days after Friday 13 November end on Tuesday the 24th.
    expect(clocks(again, 'publication', '2026-11-19').map(({ due }) => due)).toContain('2026-11-24');
    const whole = standingOf([...again, ...steps(publish)]);
    expect(whole.published).toBe('2026-11-20');
    expect(creditOf(whole, '2026-11-20')).toMatchObject({ grade: 'minor', publishedOn: '2026-11-20' });
  });

  it('leaves nothing to pay where it was revoked, all where it was only found unlawful', () => {
    const revoked = standingOf([...decided(), ...steps(overturn('2026-11-13', 'revoked'))]);
    expect([owedOf(revoked), revoked.state]).toEqual([0, 'performed']);
    const unlawful = standingOf([...decided(), ...steps(overturn('2026-11-13', 'unlawful'))]);
    expect([owedOf(unlawful), unlawful.state]).toEqual([200_000, 'delivered']);
  });
});
