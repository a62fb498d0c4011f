/** One command of `tarim`. Standard input in, NDJSON out; problems are data; 0 when the input was read, 2 for a broken call. */
export interface Command {
  /** Words as typed: `hj212 decode`. */
  readonly name: string;
  readonly help: string;
  /** JSON Schemas of a line of input and output, where the command has them. */
  readonly schema?: object;
  run(
    argv: string[],
    stdin: NodeJS.ReadableStream,
    stdout: NodeJS.WritableStream,
    stderr: NodeJS.WritableStream,
  ): Promise<number>;
}
