import type { Problem } from '@tarim/kernel';
import { line as lineOf, type Streams, write } from '../command.ts';
import { linesOf } from './lines.ts';
import { EVALUATE_PROBLEMS as P } from './problems.ts';

/**
 * Answers line by line in constant memory; blank lines are passed over. A byte order mark goes with the white space around a
 * line: files that were put together have them in the middle.
 * @param answer null stands for a line that was too long to keep
 * @param unread the answer to a line that cannot be read
 */
export async function answerLines(
  { stdin, stdout }: Pick<Streams, 'stdin' | 'stdout'>,
  longest: number,
  answer: (text: string | null) => object,
  unread: (problem: Problem) => object,
): Promise<void> {
  for await (const lines of linesOf(stdin, longest)) {
    let answers = '';
    for (const text of lines) {
      const line = text?.trim() ?? null;
      if (line !== '') answers += answered(line, answer, unread);
    }
    if (answers !== '') await write(stdout, answers);
  }
}

/** Thousands of nested brackets overflow the stack of whoever walks them, `JSON.stringify` of a given `id` first of all. */
function answered(
  line: string | null,
  answer: (text: string | null) => object,
  unread: (problem: Problem) => object,
): string {
  try {
    return lineOf(answer(line));
  } catch (error) {
    const { code, en: message } = P.tooDeep;
    if (error instanceof RangeError) return lineOf(unread({ code, message }));
    throw error;
  }
}
