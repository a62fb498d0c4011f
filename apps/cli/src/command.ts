import { once } from 'node:events';
import { fillMessage, TarimError } from '@tarim/kernel';
import { BrokenCall, type Options, readArguments, type Values } from './arguments.ts';

/** One command of `tarim`. Standard input in, NDJSON out; problems are data; 0 when the input was read, 2 for a broken call. */
export interface Command {
  /** Words as typed: `hj212 decode`. */
  readonly name: string;
  readonly help: string;
  readonly schema: CommandSchema;
  run(
    argv: string[],
    stdin: NodeJS.ReadableStream,
    stdout: NodeJS.WritableStream,
    stderr: NodeJS.WritableStream,
  ): Promise<number>;
}

/** JSON Schemas of what comes in and goes out, a line each where it is NDJSON. */
export interface CommandSchema {
  readonly input: object;
  readonly output: object;
}

export interface Streams {
  readonly stdin: NodeJS.ReadableStream;
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
}

/**
 * A command whose arguments are read before it begins. What may go wrong with it is told in one way: a broken call with the
 * help (2), a coded error or one of the operating system as a line (1). Only a defect of ours ends in a stack trace.
 */
export function defineCommand<O extends Options>(
  definition: Omit<Command, 'run'> & {
    readonly options: O;
    run(values: Values<O>, streams: Streams): Promise<number>;
  },
): Command {
  const { name, help, schema } = definition;
  return {
    name,
    help,
    schema,
    async run(argv, stdin, stdout, stderr) {
      try {
        const values = readArguments(argv, definition.options);
        return await definition.run(values, { stdin, stdout, stderr });
      } catch (error) {
        if (error instanceof BrokenCall) {
          stderr.write(`${error.message}\n\n${help.trim()}\n`);
          return 2;
        }
        const told = messageOf(error);
        if (told === null) throw error;
        stderr.write(`${told}\n`);
        return 1;
      }
    },
  };
}

/** In words when it is an expected failure; null for a defect. */
function messageOf(error: unknown): string | null {
  if (error instanceof TarimError) {
    const { code, definition, params } = error;
    return `${code}: ${fillMessage(definition.zh, params)} ${fillMessage(definition.en, params)}`;
  }
  // Of the operating system or the database server: EACCES, EADDRINUSE, 28P01 …
  const { code, message, errors } = error as { code?: unknown; message?: string; errors?: Error[] };
  return typeof code === 'string'
    ? `${code}: ${message || errors?.map((one) => one.message).join('; ')}`
    : null;
}

/** Writes and waits for a slow reader. */
export async function write(stdout: NodeJS.WritableStream, chunk: string | Uint8Array): Promise<void> {
  if (!stdout.write(chunk)) await once(stdout, 'drain');
}

export const line = (value: object): string => `${JSON.stringify(value)}\n`;
