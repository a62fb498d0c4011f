import { type ErrorDefinition, fillMessage, type Problem } from '@tarim/kernel';
import { flag } from '../arguments.ts';
import { type Command, defineCommand } from '../command.ts';
import { answerLines } from './answer-lines.ts';
import { MAX_LINE } from './lines.ts';
import { EVALUATE_PROBLEMS as P } from './problems.ts';

export interface Evaluation {
  /** `surface-water` */
  readonly name: string;
  /** Words as typed, where it is no `evaluate …`: `radiation category`. */
  readonly words?: string;
  /** What it does, and an example of a line and its answer; Chinese first. */
  readonly help: string;
  readonly schema: Command['schema'];
  /** The answer to one object: its own figures and those of `Finding`. Never throws: what is wrong is in `problems`. */
  readonly answer: (input: Readonly<Record<string, unknown>>) => { readonly problems: readonly Problem[] };
  /** What a line that is no JSON stands for; null: nothing. */
  readonly plain?: (text: string) => Readonly<Record<string, unknown>> | null;
  /** Characters of the longest line; absent: enough for a set of values, not for a year of days. */
  readonly longest?: number;
}

/**
 * `tarim evaluate <name>`: NDJSON in, one object a line out, `id` given back. A line that cannot be read is answered by its
 * problems; steps are told with `--explain`.
 */
export function evaluateCommand({
  name,
  words = `evaluate ${name}`,
  help,
  schema,
  answer,
  plain,
  longest = MAX_LINE,
}: Evaluation): Command {
  return defineCommand({
    name: words,
    help,
    schema,
    options: { explain: flag() },
    async run({ explain }, { stdin, stdout }) {
      await answerLines(
        { stdin, stdout },
        longest,
        (text) => answerTo(text, answer, explain, longest, plain),
        (problem) => ({ id: null, problems: [problem] }),
      );
      return 0;
    },
  });
}

/** The same command under other words; its help says so. */
export function underWords(command: Command, words: string): Command {
  return {
    ...command,
    name: words,
    help: command.help.replaceAll(`tarim ${command.name}`, `tarim ${words}`),
  };
}

/** The answer to one line. Null: it was too long to keep. */
function answerTo(
  text: string | null,
  answer: Evaluation['answer'],
  explain = false,
  longest = MAX_LINE,
  plain?: Evaluation['plain'],
): object {
  if (text === null) return { id: null, problems: [lineProblem(P.tooLong, undefined, { limit: longest })] };
  let input: unknown;
  try {
    input = plain?.(text) ?? JSON.parse(text);
  } catch {
    return { id: null, problems: [lineProblem(P.json)] };
  }
  if (!isObject(input)) return { id: null, problems: [lineProblem(P.object)] };
  const { steps, ...told } = answer(input) as { steps?: unknown; problems: readonly Problem[] };
  return { id: input.id ?? null, ...told, ...(explain && steps ? { steps } : {}) };
}

export function lineProblem(
  definition: ErrorDefinition,
  path?: string,
  params: Readonly<Record<string, string | number>> = {},
): Problem {
  const message = fillMessage(definition.en, params);
  return path === undefined ? { code: definition.code, message } : { code: definition.code, message, path };
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
