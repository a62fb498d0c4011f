import type { ErrorParams, Problem } from '@tarim/kernel';
import { type Hj212ProblemName, NO_PROBLEMS, problem } from './problems.ts';

const MOST = 32;

/** Gathers the problems of one frame; bounded, because hostile input may hold hundreds. Makes no array for a clean frame. */
export class Collector {
  #list: Problem[] | null = null;

  constructor(first: readonly Problem[] = NO_PROBLEMS) {
    if (first.length > 0) this.#list = first.slice(0, MOST);
  }

  add(name: Hj212ProblemName, params?: ErrorParams, path?: string): void {
    this.push(problem(name, params, path));
  }

  /** A problem that says all the first time. */
  addOnce(name: Hj212ProblemName): void {
    const one = problem(name);
    if (!this.#list?.includes(one)) this.push(one);
  }

  push(one: Problem): void {
    this.#list ??= [];
    const list = this.#list;
    if (list.length < MOST) list.push(one);
    else if (list.length === MOST) list.push(problem('tooMany'));
  }

  /** Takes away what turned out to be no problem (a CRC that only holds for the plaintext). */
  drop(codes: ReadonlySet<string>): void {
    this.#list = this.#list?.filter((one) => !codes.has(one.code)) ?? null;
  }

  get list(): readonly Problem[] {
    return this.#list ?? NO_PROBLEMS;
  }
}
