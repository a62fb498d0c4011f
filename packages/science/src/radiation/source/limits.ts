import { beijingDate } from '@tarim/kernel';
import { DOSE_STANDARD, type DoseLimit } from '@tarim/standards';
import { type Finding, ruleUsed, type Step } from '../../finding.ts';
import { Members } from '../members.ts';
import { RADIATION_PROBLEMS as P } from '../problems.ts';
import { DOSE_UNITS } from '../units.ts';
import { gapsOf, type RecordGap } from './dosimeter.ts';

export type DoseQuantity = DoseLimit['quantity'];

export interface DoseRecord {
  /** Epoch ms, the first and the last day of wearing. */
  readonly from: number;
  readonly to: number;
  readonly doses: Readonly<Partial<Record<DoseQuantity, number>>>;
}

export interface LimitsInput {
  readonly group?: DoseLimit['group'];
  /** Readings of a dosimeter: `from`, `to` (epoch ms), `mSv`, `lens`, `skin`. */
  readonly readings?: readonly object[];
  /** Or sums of years: `{"2022": 12}`, `[{year, mSv}]`, or figures of consecutive years. */
  readonly years?: Readonly<Record<string, number>> | readonly number[] | readonly object[];
  /** Epoch ms; a last reading that is too old then is told. */
  readonly at?: number;
}

export interface DoseJudgement {
  readonly kind: 'limit' | 'investigation';
  readonly quantity: DoseQuantity;
  /** `2026`, `2022–2026`, `2026Q1`. */
  readonly period: string;
  /** mSv */
  readonly value: number;
  readonly limit: number;
  readonly verdict: 'meets' | 'exceeds';
  readonly confidence: string;
}

export interface LimitsResult extends Finding {
  readonly group: DoseLimit['group'];
  readonly verdict: 'meets' | 'exceeds' | 'not-judged';
  readonly judgements: readonly DoseJudgement[];
  /** Levels of practice that were reached: look for the cause; they are no limits. */
  readonly investigations: readonly DoseJudgement[];
  /** Missing, late and overdue readings (卫生部令第55号). */
  readonly gaps: readonly RecordGap[];
}

const MOST = 5_000;
const QUANTITIES = ['effective', 'lens', 'skin'] as const;
const WINDOW = 5;
const GROUP = ['group', '人群'];

/**
 * The dose record of a person against GB 18871-2002 B1: any five consecutive years (sum above five times the mean), single years, lens,
 * skin; gaps of the record; levels of practice told apart from limits. A reading counts in the year of its last day.
 */
export function evaluateLimits(input: LimitsInput): LimitsResult {
  const members = new Members(input);
  const steps: Step[] = [];
  const named = members.word(GROUP, ['worker', 'trainee', 'public']);
  const group = named ?? 'worker';
  // A group that is not known is not a worker: nothing is judged by limits that may be fifty times another's.
  const unnamed = named === null && members.has(GROUP);
  const records = recordsOf(members);
  const sums = yearSums(members, records);
  // A reading that cannot be read is a dose all the same.
  const unread = members.problems.length > 0;
  const judgements: DoseJudgement[] = [];
  for (const quantity of QUANTITIES)
    for (const limit of DOSE_STANDARD.data.limits)
      if (limit.group === group && limit.quantity === quantity && !unnamed)
        judgements.push(...judged(limit, sums[quantity], sums.effective));
  if (judgements.some((one) => one.confidence === 'memory'))
    members.tell(P.limitUnverified, { group }, 'group');
  for (const one of judgements)
    steps.push({
      of: `${one.quantity} ${one.period}`,
      rule: DOSE_STANDARD.code,
      formula: `${one.value} ${one.verdict === 'meets' ? '≤' : '>'} ${one.limit}`,
      result: one.verdict,
    });
  const investigations = group === 'worker' && !unnamed ? reached(members, records, sums.effective) : [];
  const at = members.number(['at', 'asOf', 'today']);
  const none = judgements.length === 0;
  if (none && !unnamed) members.lacks('readings');
  return {
    group,
    verdict: judgements.some((one) => one.verdict === 'exceeds')
      ? 'exceeds'
      : none || unread
        ? 'not-judged'
        : 'meets',
    judgements,
    investigations,
    gaps: group === 'public' ? [] : gapsOf(records, at),
    rules: [ruleUsed(DOSE_STANDARD)],
    used: members.used,
    missing: members.missing,
    steps,
    problems: members.problems,
  };
}

function recordsOf(members: Members): DoseRecord[] {
  const given = members.list(['readings', 'records', '剂量记录'], MOST) ?? [];
  const records = given.flatMap((one, index): DoseRecord[] => {
    const inner = new Members(one, members.problems, `readings.${index}.`);
    const to = inner.number(['to', 'end', 'until'], { min: -6e13, max: 6e13 });
    const from = inner.number(['from', 'start'], { min: -6e13, max: 6e13 }) ?? to;
    const doses = dosesOf(inner);
    if (to !== null && from !== null && from <= to && Object.keys(doses).length > 0)
      return [{ from, to, doses }];
    members.tell(P.doseRecord, { index }, `readings.${index}`);
    return [];
  });
  return records.sort((a, b) => a.from - b.from);
}

type YearSums = Map<number, number>;

/** mSv by year of each quantity; sums of years that are given as such take part too. */
function yearSums(members: Members, records: readonly DoseRecord[]): Record<DoseQuantity, YearSums> {
  const sums: Record<DoseQuantity, YearSums> = { effective: new Map(), lens: new Map(), skin: new Map() };
  const add = (quantity: DoseQuantity, year: number, mSv: number) =>
    sums[quantity].set(year, (sums[quantity].get(year) ?? 0) + mSv);
  for (const { to, doses } of records)
    for (const quantity of QUANTITIES)
      if (doses[quantity] !== undefined) add(quantity, yearOf(to), doses[quantity]);
  const years = members.raw(['years', 'annual', '年剂量']);
  if (typeof years === 'object' && years !== null) {
    const entries: (readonly [unknown, unknown])[] = Array.isArray(years)
      ? years.slice(0, MOST).map((one, i) => (isObject(one) ? [one.year, one] : [i + 1, one]))
      : Object.entries(years).slice(0, MOST);
    for (const [index, [year, one]] of entries.entries()) addYear(members, `years.${index}.`, year, one, add);
  }
  return sums;
}

type Add = (quantity: DoseQuantity, year: number, mSv: number) => void;

/** A year by its number and what it came to: mSv, or `{mSv, lens, skin}`. */
function addYear(members: Members, path: string, year: unknown, value: unknown, add: Add): void {
  const of = isObject(value) ? value : { mSv: value };
  const inner = new Members(of, members.problems, path);
  const doses = dosesOf(inner);
  const fits = /^\d{1,4}$/.test(typeof year === 'object' ? '' : String(year));
  if (!fits || Object.keys(doses).length === 0)
    members.tell(P.member, { name: 'years', value: '…', rule: '{"2026": mSv}' }, 'years');
  else
    for (const quantity of QUANTITIES)
      if (doses[quantity] !== undefined) add(quantity, Number(year), doses[quantity]);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Effective, lens and skin doses of one period, mSv; those that are there. */
function dosesOf(members: Members): DoseRecord['doses'] {
  const dose = (names: readonly string[]) => members.number(names, { units: DOSE_UNITS, min: 0 });
  return Object.fromEntries(
    Object.entries({
      effective: dose(['mSv', 'effective', 'dose', 'Hp10', 'value']),
      lens: dose(['lens', 'Hp3']),
      skin: dose(['skin', 'Hp007', 'extremity', 'hands']),
    }).filter(([, value]) => value !== null),
  ) as DoseRecord['doses'];
}

const yearOf = (at: number): number => Number(beijingDate(at).slice(0, 4));

function judged(limit: DoseLimit, sums: YearSums, effective: YearSums): DoseJudgement[] {
  const { quantity, mSv, over, confidence } = limit;
  const say = (period: string, value: number, most: number): DoseJudgement => ({
    kind: 'limit',
    quantity,
    period,
    value,
    limit: most,
    verdict: value > most + 1e-9 ? 'exceeds' : 'meets',
    confidence,
  });
  const years = [...sums.keys()].sort((a, b) => a - b);
  if (over === '5a-mean')
    return years.map((year) => {
      const value = windowSum(sums, year);
      // Years before the record are not known, and not claimed.
      return say(`${Math.max(year - WINDOW + 1, years[0]!)}–${year}`, value, mSv * WINDOW);
    });
  if (over === '1a-special') return [];
  // 1 mSv of the public may be passed up to 5 in a year when the mean of five years stays within it: that is to be shown, not supposed.
  const special = DOSE_STANDARD.data.limits.find(
    (one) => one.group === limit.group && one.quantity === quantity && one.over === '1a-special',
  );
  return years.map((year) => {
    const value = sums.get(year)!;
    const most = special && value > mSv && meanHolds(effective, year, mSv) ? special.mSv : mSv;
    return say(String(year), value, most);
  });
}

/** Whether five years on end with this one are on record, and no five of them that are go above the mean. */
function meanHolds(sums: YearSums, year: number, mean: number): boolean {
  const ends = Array.from({ length: WINDOW }, (_, i) => year + i);
  const whole = (end: number) =>
    Array.from({ length: WINDOW }, (_, i) => end - i).every((one) => sums.has(one));
  return ends.some(whole) && ends.every((end) => windowSum(sums, end) <= mean * WINDOW + 1e-9);
}

function windowSum(sums: YearSums, year: number): number {
  let sum = 0;
  for (let one = year - WINDOW + 1; one <= year; one++) sum += sums.get(one) ?? 0;
  return sum;
}

/** Quarter and year against the levels at which practice looks for a cause. */
function reached(members: Members, records: readonly DoseRecord[], years: YearSums): DoseJudgement[] {
  const quarters = new Map<string, number>();
  for (const { to, doses } of records) {
    const date = beijingDate(to);
    const period = `${date.slice(0, 4)}Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`;
    quarters.set(period, (quarters.get(period) ?? 0) + (doses.effective ?? 0));
  }
  const found: DoseJudgement[] = [];
  for (const level of DOSE_STANDARD.data.management) {
    const { name, confidence, mSv, mSv_per_a } = level;
    const limit = mSv ?? (name.startsWith('职业') && typeof mSv_per_a === 'number' ? mSv_per_a : null);
    if (limit === null) continue;
    const sums: Iterable<readonly [string | number, number]> = mSv === undefined ? years : quarters;
    const above = [...sums].filter(([, value]) => value > limit);
    if (above.length > 0) members.tell(P.practice, { name, value: limit, confidence });
    for (const [period, value] of above)
      found.push({
        kind: 'investigation',
        quantity: 'effective',
        period: String(period),
        value,
        limit,
        verdict: 'exceeds',
        confidence,
      });
  }
  return found;
}
