import type { Peer } from './peer.ts';
import type { scenePaths } from './scene.ts';

export interface Surroundings {
  readonly folder: string;
  readonly paths: ReturnType<typeof scenePaths>;
  readonly peer: Peer;
}

export interface Took {
  /** By the clock. */
  readonly seconds: number;
  /** Of processors, all threads together. */
  readonly cpu: number;
}

/** Something done in this process. */
export async function timed(work: () => unknown): Promise<Took> {
  const used = process.cpuUsage();
  const began = performance.now();
  await work();
  const seconds = (performance.now() - began) / 1_000;
  const { user, system } = process.cpuUsage(used);
  return { seconds, cpu: (user + system) / 1e6 };
}

export interface Contender {
  readonly label: string;
  run(): Promise<Took>;
  /** Label of the contender that the ratio is taken to. */
  readonly against?: string;
  readonly goal?: string;
  /** Peaks of memory of its runs, KiB. */
  memory?(): readonly number[];
}

export interface Task {
  readonly title: string;
  readonly unit: string;
  readonly scale: number;
  readonly digits: number;
  readonly contenders: readonly Contender[];
  /** Ends what it opened; checks that contenders agreed; notes for the report. */
  close(): Promise<string[]> | string[];
}

export type TaskMaker = (surroundings: Surroundings) => Promise<Task> | Task;

export const seconds = { unit: 's', scale: 1, digits: 2 } as const;
export const milliseconds = { unit: 'ms', scale: 1_000, digits: 1 } as const;
