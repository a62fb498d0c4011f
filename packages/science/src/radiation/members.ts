import type { ErrorDefinition, ErrorParams, Problem } from '@tarim/kernel';
import { problem } from '../problems.ts';
import { told } from '../told.ts';
import { RADIATION_PROBLEMS as P } from './problems.ts';
import { NO_UNIT, readQuantity, type Units } from './units.ts';

export interface NumberRule {
  readonly units?: Units;
  /** Smallest value, inclusive. */
  readonly min?: number;
  /** Bound that it must lie above. */
  readonly above?: number;
  readonly max?: number;
  /** Whether it counts things. */
  readonly whole?: boolean;
}

type Names = string | readonly string[];

/** A letter alone keeps its case: `t` is a time, `T` a half-life. */
function plain(name: string): string {
  const text = name.toLowerCase().replace(/[^a-z0-9\u4e00-\u9fff]/g, '');
  return /^[A-Z](?:_|$)/.test(name) ? name[0]! + text.slice(1) : text;
}
const folded = (word: string): string => plain(word).toLowerCase();
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const MOST_KEYS = 1_000;

/**
 * Members of an input, read one by one; what does not fit becomes a problem. A member is found under each of its names in any case,
 * with or without its unit: `activity`, `activity_TBq`, `activityTBq`; figures may be text with a unit: `"40 Ci"`.
 */
export class Members {
  readonly problems: Problem[];
  readonly missing: string[] = [];
  /** Figures as they enter the formulas. */
  readonly used: Record<string, number> = {};
  readonly #values = new Map<string, [name: string, value: unknown]>();
  readonly #path: string;

  constructor(input: unknown, problems: Problem[] = [], path = '') {
    this.problems = problems;
    this.#path = path;
    if (!isObject(input)) return;
    for (const [name, value] of Object.entries(input).slice(0, MOST_KEYS))
      if (value !== undefined && value !== null && !this.#values.has(plain(name)))
        this.#values.set(plain(name), [name, value]);
  }

  /** The same members with one more; problems and figures go to the same place. */
  with(name: string, value: unknown): this {
    this.#values.set(plain(name), [name, value]);
    return this;
  }

  tell(definition: ErrorDefinition, params: ErrorParams = {}, member?: string): void {
    this.problems.push(problem(definition, params, member === undefined ? undefined : this.#path + member));
  }

  /** Whether a member was there and could not be taken: what rests on its default is then no answer. */
  get wrong(): boolean {
    return this.wrongs > 0;
  }

  get wrongs(): number {
    return this.problems.filter(({ code }) => code === P.member.code).length;
  }

  has(names: Names, units: Units = NO_UNIT): boolean {
    return this.#find(names) !== null || this.#withUnit(names, units) !== null;
  }

  /** What stands there, whatever it is. */
  raw(names: Names): unknown {
    return this.#find(names)?.[1];
  }

  /** Null when it is absent, or wrong (a problem). */
  number(names: Names, rule: NumberRule = {}): number | null {
    const units = rule.units ?? NO_UNIT;
    const found = this.#find(names) ?? this.#withUnit(names, units);
    if (!found) return null;
    const [name, value, factor = 1] = found;
    const read = readQuantity(value, units);
    const figure = read === null ? Number.NaN : read * factor;
    const { min = Number.NEGATIVE_INFINITY, above = Number.NEGATIVE_INFINITY, max = Number.MAX_VALUE } = rule;
    const counts = !rule.whole || Number.isInteger(figure);
    if (!(figure >= min && figure > above && figure <= max && counts)) {
      this.tell(P.member, { name, value: told(value), rule: ruleText(rule) }, name);
      return null;
    }
    this.used[first(names)] = figure;
    return figure;
  }

  /** As `number`; absent is a problem too. */
  needed(names: Names, rule: NumberRule = {}): number | null {
    const wrong = this.problems.length;
    const figure = this.number(names, rule);
    if (figure === null) {
      if (this.problems.length === wrong) this.lacks(first(names));
      else this.missing.push(first(names));
    }
    return figure;
  }

  lacks(name: string): void {
    this.missing.push(name);
    this.tell(P.lacking, { name }, name);
  }

  text(names: Names): string | null {
    const found = this.#find(names);
    if (!found) return null;
    const [name, value] = found;
    if (typeof value === 'string' && value.length <= 500) return value;
    this.tell(P.member, { name, value: told(value), rule: 'text' }, name);
    return null;
  }

  /** One of some words; null when absent, or another (a problem). */
  word<const T extends string>(names: Names, words: readonly T[]): T | null {
    const found = this.#find(names);
    if (!found) return null;
    const [name, value] = found;
    const read = words.find(
      (one) => typeof value === 'string' && folded(one) === folded(value) && value !== '',
    );
    if (read === undefined) this.tell(P.member, { name, value: told(value), rule: words.join(' | ') }, name);
    return read ?? null;
  }

  flag(names: Names): boolean {
    const found = this.#find(names);
    if (!found) return false;
    const [name, value] = found;
    if (typeof value !== 'boolean')
      this.tell(P.member, { name, value: told(value), rule: 'true | false' }, name);
    return value === true;
  }

  /** A list of at most so many; null when absent, or none (a problem). */
  list(names: Names, most: number): readonly unknown[] | null {
    const found = this.#find(names);
    if (!found) return null;
    const [name, value] = found;
    if (Array.isArray(value) && value.length <= most) return value;
    this.tell(P.member, { name, value: told(value), rule: `list, ≤ ${most}` }, name);
    return null;
  }

  #find(names: Names): [string, unknown, number?] | null {
    for (const name of typeof names === 'string' ? [names] : names) {
      const found = this.#values.get(plain(name));
      if (found) return found;
    }
    return null;
  }

  #withUnit(names: Names, units: Units): [string, unknown, number] | null {
    for (const name of typeof names === 'string' ? [names] : names)
      for (const [unit, factor] of Object.entries(units)) {
        const found = this.#values.get(plain(name) + plain(unit));
        if (found) return [...found, factor];
      }
    return null;
  }
}

const first = (names: Names): string => (typeof names === 'string' ? names : names[0]!);

function ruleText({ units = NO_UNIT, min, above, max, whole }: NumberRule): string {
  const [unit = ''] = Object.keys(units);
  const bounds = [
    ...(min === undefined ? [] : [`≥ ${min}`]),
    ...(above === undefined ? [] : [`> ${above}`]),
    ...(max === undefined ? [] : [`≤ ${max}`]),
  ];
  return [whole ? 'whole number' : 'number', ...bounds, unit].filter(Boolean).join(' ');
}
