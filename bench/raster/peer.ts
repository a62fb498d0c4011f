import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface Answered {
  readonly seconds: number;
  /** Of processors. */
  readonly cpu: number;
  /** Peak memory of the process (of its children when they did the work), KiB. */
  readonly rss: number;
  readonly [name: string]: unknown;
}

/** Debian's Python, whatever else is first on the path. */
const PYTHON = process.env.TARIM_PYTHON ?? '/usr/bin/python3';

/** The Python process of `peers.py`: a line of JSON each way. */
export class Peer {
  readonly #process: ChildProcess;
  readonly #waiting: Array<{ resolve: (value: Answered) => void; reject: (error: Error) => void }> = [];

  constructor() {
    const script = fileURLToPath(new URL('./peers.py', import.meta.url));
    this.#process = spawn(PYTHON, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
    createInterface({ input: this.#process.stdout! }).on('line', (line) =>
      this.#waiting.shift()?.resolve(JSON.parse(line) as Answered),
    );
    this.#process.on('exit', (code) => {
      for (const { reject } of this.#waiting.splice(0)) reject(new Error(`peers.py ended with ${code}`));
    });
  }

  ask(task: string, more: object = {}): Promise<Answered> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#process.stdin!.write(`${JSON.stringify({ task, ...more })}\n`);
    });
  }

  close(): void {
    this.#process.stdin!.end();
  }
}

const CLI = fileURLToPath(new URL('../../apps/cli/src/main.ts', import.meta.url));
export interface Ran {
  readonly seconds: number;
  readonly cpu: number;
  readonly rss: number;
  readonly told: Record<string, number>;
}

/** `tarim …` as a process of its own: its time, peak memory (by /proc, sampled and at the end) and what it told. */
export async function tarim(argv: readonly string[]): Promise<Ran> {
  const began = performance.now();
  const child = spawn(process.execPath, [CLI, ...argv], { stdio: ['ignore', 'pipe', 'ignore'] });
  let out = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  const { peak, cpu, stop } = watch(child.pid!);
  const code = await new Promise((resolve) => child.on('close', resolve));
  stop();
  if (code !== 0) throw new Error(`tarim ${argv.join(' ')} ended with ${code}`);
  return { seconds: (performance.now() - began) / 1_000, cpu: cpu(), rss: peak(), told: JSON.parse(out) };
}

/** Both only grow, so reading them now and then misses no more than the last twentieth of a second. */
function watch(pid: number) {
  let [most, spent] = [0, 0];
  const look = () => {
    try {
      const found = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
      most = Math.max(most, Number(found?.[1] ?? 0));
      // User and system time are the 14th and 15th words, in hundredths; the name before may hold spaces.
      const words = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
      spent = (Number(words[11]) + Number(words[12])) / 100;
    } catch {
      // It has ended.
    }
  };
  const timer = setInterval(look, 50);
  return { peak: () => most, cpu: () => spent, stop: () => clearInterval(timer) };
}

export const peakOf = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b), 0);
