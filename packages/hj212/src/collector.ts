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
    this.#list ??= [];
    const list = this.#list;
    if (list.length < MOST) list.push(problem(name, params, path));
    else if (list.length === MOST) list.push(problem('tooMany'));
  }

  /** Takes away what turned out to be no problem (a CRC that only holds for the plaintext). */
  dropCodesStarting(prefix: string): void {
    this.#list = this.#list?.filter((one) => !one.code.startsWith(prefix)) ?? null;
  }

  get list(): readonly Problem[] {
    return this.#list ?? NO_PROBLEMS;
  }
}
