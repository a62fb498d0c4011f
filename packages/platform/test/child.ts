import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

export interface Child {
  readonly process: ChildProcess;
  /** Waits for a word in what it prints, and gives all of it. */
  says(word: string): Promise<string>;
  end(signal: NodeJS.Signals): Promise<void>;
}

/** Runs a script of ours as a process of its own; it does not outlive the test. */
export function runScript(
  script: string,
  args: readonly string[],
  options: { uid?: number; gid?: number; cwd?: string } = {},
): Child {
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  let text = '';
  for (const stream of [child.stdout!, child.stderr!]) {
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
  }
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  };
  onTestFinished(() => end('SIGTERM'));
  return {
    process: child,
    end,
    says: async (word) => {
      for (let i = 0; i < 600; i++) {
        if (text.includes(word)) return text;
        if (child.exitCode !== null && i > 3) break;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error(`waited for «${word}», got: ${text}`);
    },
  };
}

/** Where the cluster of a folder is: beside it for root when the folder is closed to others. */
export function clusterOf(dataDir: string): string {
  const pointer = join(dataDir, 'pg.location');
  return existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : join(dataDir, 'pg');
}

export const postmasterOf = (dataDir: string): number =>
  Number(readFileSync(join(clusterOf(dataDir), 'postmaster.pid'), 'utf8').split('\n')[0]);
