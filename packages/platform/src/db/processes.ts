/** Looking at other processes of this machine. */
import { readFileSync } from 'node:fs';

function statFields(pid: number): string[] | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command may contain spaces and parentheses: fields are counted after the last one.
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}

/** When a process began, in clock ticks since boot: tells a reused pid from the process that took a lock. */
export function processStart(pid: number): string | null {
  return statFields(pid)?.[19] ?? null;
}

/** True for a process that runs; a zombie answers to signals but holds nothing any more. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return statFields(pid)?.[0] !== 'Z';
}
