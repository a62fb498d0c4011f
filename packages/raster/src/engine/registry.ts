import type { JobFactory } from './job.ts';

/** The computations that workers know, loaded when asked for. */
const JOBS = {
  expression: async () => (await import('./expression-job.ts')).expressionJob,
  mask: async () => (await import('./mask-job.ts')).maskJob,
  monitor: async () => (await import('../series/monitor-job.ts')).monitorJob,
  composite: async () => (await import('../composite/composite-job.ts')).compositeJob,
  bins: async () => (await import('./bins-job.ts')).binsJob,
  crossing: async () => (await import('../ecosystem/crossing-job.ts')).crossingJob,
  'crossing-map': async () => (await import('../ecosystem/crossing-map-job.ts')).crossingMapJob,
  copy: async () => (await import('./copy-job.ts')).copyJob,
} as const;

export type JobName = keyof typeof JOBS;
export type ParamsOf<N extends JobName> = Parameters<Awaited<ReturnType<(typeof JOBS)[N]>>>[0];

export const loadJob = async (name: JobName): Promise<JobFactory<unknown>> =>
  (await JOBS[name]()) as JobFactory<unknown>;
