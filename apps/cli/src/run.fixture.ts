import { PassThrough, Readable } from 'node:stream';
import { tarim } from './cli.ts';

/** Runs `tarim …` in this process, as a person would type it. */
export async function runTarim(argv: readonly string[], input: Iterable<string | Uint8Array> = []) {
  const collect = () => {
    const parts: Buffer[] = [];
    const stream = new PassThrough();
    stream.on('data', (part: Buffer) => parts.push(part));
    return { stream, bytes: () => Buffer.concat(parts) };
  };
  const out = collect();
  const err = collect();
  const code = await tarim(argv, { stdin: Readable.from(input), stdout: out.stream, stderr: err.stream });
  await new Promise((resolve) => setImmediate(resolve));
  const lines = () =>
    String(out.bytes())
      .split('\n')
      .filter(Boolean)
      // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects
      .map((text) => JSON.parse(text) as any);
  return { code, out: String(out.bytes()), bytes: out.bytes(), err: String(err.bytes()), lines };
}
