import type { Problem } from '@tarim/kernel';
import { isDate } from '../clock/calendar.ts';
import { isAmount } from '../money.ts';
import { problem } from '../problems.ts';
import { PENALTY_PROBLEMS as P } from './problems.ts';

/** What a question was asked with, before anything is known of it. */
export type Asked = Readonly<Record<string, unknown>>;

/** Reads figures of a question one by one; what is wrong is told and is null. */
export class Reader {
  readonly problems: Problem[] = [];
  readonly missing: string[] = [];
  readonly #asked: Asked;

  constructor(asked: Asked) {
    this.#asked = asked;
  }

  /** Yuan, or another number that is not negative. */
  amount(name: string): number | null {
    const value = this.#asked[name];
    if (isAmount(value)) return value;
    return this.#refuse(name, problem(P.amount, { name }, name));
  }

  optionalAmount(name: string): number | null {
    return this.absent(name) ? null : this.amount(name);
  }

  whole(name: string, from: number, to: number): number | null {
    const value = this.#asked[name];
    if (Number.isInteger(value) && (value as number) >= from && (value as number) <= to)
      return value as number;
    return this.#refuse(name, problem(P.count, { name, from, to }, name));
  }

  share(name: string): number | null {
    const value = this.#asked[name];
    if (isAmount(value) && value <= 1) return value;
    return this.#refuse(name, problem(P.share, { name }, name));
  }

  /** A Beijing date. */
  date(name: string): string | null {
    const value = this.#asked[name];
    if (isDate(value)) return value;
    return this.#refuse(name, problem(P.date, { name }, name));
  }

  optionalDate(name: string): string | null {
    return this.absent(name) ? null : this.date(name);
  }

  choice<T extends string>(name: string, known: readonly T[]): T | null {
    const value = this.#asked[name];
    if ((known as readonly unknown[]).includes(value)) return value as T;
    return this.#refuse(name, problem(P.choice, { name, known: known.join('、') }, name));
  }

  /** Absent means no; anything that is neither true nor false is told. */
  yes(name: string): boolean | null {
    const value = this.#asked[name];
    if (typeof value === 'boolean') return value;
    return this.absent(name) ? false : this.#refuse(name, problem(P.flag, { name }, name));
  }

  text(name: string): string | null {
    const value = this.#asked[name];
    return typeof value === 'string' && value.trim() !== '' ? value : null;
  }

  /** Absent is empty; anything but a list is told. */
  list(name: string): readonly unknown[] | null {
    const value = this.#asked[name];
    if (Array.isArray(value)) return value;
    return this.absent(name) ? [] : this.#refuse(name, problem(P.list, { name }, name));
  }

  /** Tells when the second of two days lies before the first; both days are names of the question. */
  inOrder(earlier: string, later: string): boolean {
    const [a, b] = [this.#asked[earlier], this.#asked[later]];
    if (!isDate(a) || !isDate(b) || a <= b) return true;
    this.problems.push(problem(P.dateOrder, { earlier, later }, later));
    return false;
  }

  absent(name: string): boolean {
    return this.#asked[name] === undefined || this.#asked[name] === null;
  }

  #refuse(name: string, told: Problem): null {
    if (this.absent(name)) this.missing.push(name);
    this.problems.push(told);
    return null;
  }
}
