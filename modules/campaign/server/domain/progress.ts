import { RESULTS, type Result } from '@tarim/inspection/contract';
import type { Answer, Progress } from '../../contract.ts';

/** An object as progress is counted from. */
export interface CountedObject {
  readonly unitPath: string;
  readonly latest: {
    readonly result: Result;
    readonly on: string;
    readonly wanting: readonly number[];
    readonly open: boolean;
  } | null;
}

/** Codes that say that something was found at the object. */
const PROBLEMS: ReadonlySet<Result> = new Set(['corrected', 'ordered', 'filed', 'refused']);
export const isProblem = (result: Result): boolean => PROBLEMS.has(result);

/** What came of a campaign so far (进度): the newest result of each object counts. */
export function progressOf(
  items: readonly string[],
  members: readonly { readonly unitPath: string; readonly name: string; readonly answer: Answer }[],
  objects: readonly CountedObject[],
): Progress {
  const found = objects.flatMap(({ latest }) => (latest ? [latest] : []));
  const count = (own: readonly CountedObject[]) => {
    const given = own.flatMap(({ latest }) => (latest ? [latest] : []));
    return {
      objects: own.length,
      done: given.length,
      problems: given.filter(({ result }) => isProblem(result)).length,
      open: given.filter(({ open }) => open).length,
    };
  };
  const days = found.map(({ on }) => on).toSorted();
  return {
    ...count(objects),
    units: members.map(({ unitPath, name, answer }) => ({
      unitPath,
      name,
      answer,
      ...count(objects.filter((one) => one.unitPath === unitPath)),
    })),
    results: RESULTS.map((result) => ({
      result,
      objects: found.filter((one) => one.result === result).length,
    })),
    items: items.map((title, i) => ({
      key: i + 1,
      title,
      objects: found.filter(({ wanting }) => wanting.includes(i + 1)).length,
    })),
    first: days[0] ?? null,
    last: days.at(-1) ?? null,
  };
}
