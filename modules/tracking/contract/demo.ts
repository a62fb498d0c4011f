import type { FenceInput, JobInput } from './jobs.ts';
import type { TerminalInput } from './terminals.ts';

/** What the demonstration is sown with: all of it simulated, and marked so in every row. Terminals are named by their numbers. */
export interface DemoFleet {
  readonly terminals: readonly TerminalInput[];
  readonly fences: readonly (Omit<FenceInput, 'terminals'> & {
    readonly numbers: readonly string[];
    readonly from: string;
  })[];
  readonly jobs: readonly (Omit<JobInput, 'terminals'> & {
    readonly numbers: readonly string[];
    readonly approved: boolean;
  })[];
  readonly outages: readonly {
    readonly number: string;
    readonly from: string;
    readonly until: string;
    readonly reason: string;
  }[];
}
