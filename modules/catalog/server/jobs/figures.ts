import type { Context, Dataset, JobResult, JobRun } from '@tarim/platform';
import { datasetRevision } from '@tarim/platform';
import { sql } from 'kysely';
import { type FigureRow, figures, putFigure } from '../sql/figures.ts';

export const FIGURES_JOB = 'catalog.figures';

interface Counted {
  readonly rows: string | number | null;
  readonly newest: Date | null;
  readonly complete: number | null;
  readonly valid: number | null;
}

/** Quality figures of all data sets; a set whose revision stands is not counted again. One that fails does not keep others back. */
export async function makeFigures(ctx: Context, job?: JobRun): Promise<JobResult> {
  const known = await figures(ctx.db);
  let [counted, unchanged, failed] = [0, 0, 0];
  for (const set of ctx.datasets.values()) {
    job?.signal.throwIfAborted();
    const before = known.get(set.id);
    const began = performance.now();
    const at = new Date(ctx.clock.now());
    try {
      const revision = await datasetRevision(ctx.db, set);
      if (before && before.revision === revision && before.error === null) {
        await putFigure(ctx.db, { ...before, at });
        unchanged++;
        continue;
      }
      const one = await count(ctx, set);
      await putFigure(ctx.db, figureOf(set, at, one, revision, performance.now() - began));
      counted++;
    } catch (error) {
      failed++;
      ctx.log.error({ err: error, dataset: set.id }, 'figures of a data set could not be made');
      await putFigure(ctx.db, {
        ...(before ?? { rows: null, newest: null, complete: null, valid: null, revision: '' }),
        dataset: set.id,
        at: before?.at ?? at,
        tookMs: Math.round(performance.now() - began),
        error: (error as Error).message.slice(0, 500),
      });
    }
  }
  return { counted, unchanged, failed };
}

/** Nobody waits ten minutes for the first figures: they are made soon after the start, beside what starts then. */
const FIRST_MS = 20_000;

export async function startFirstFigures(ctx: Context): Promise<{ stop(): Promise<void> }> {
  let running: Promise<unknown> = Promise.resolve();
  const timer = setTimeout(() => {
    running = makeFigures(ctx).catch((error: unknown) =>
      ctx.log.error({ err: error }, 'the first figures of data sets could not be made'),
    );
  }, FIRST_MS);
  timer.unref();
  return {
    stop: async () => {
      clearTimeout(timer);
      await running;
    },
  };
}

function figureOf(set: Dataset, at: Date, one: Counted, revision: string, tookMs: number): FigureRow {
  return {
    dataset: set.id,
    at,
    rows: one.rows === null ? null : Number(one.rows),
    newest: one.newest,
    complete: one.complete,
    valid: one.valid,
    revision,
    tookMs: Math.round(tookMs),
    error: null,
  };
}

async function count(ctx: Context, { relation }: Dataset): Promise<Counted> {
  // Declared SQL is ours and constant.
  const query = relation.quality
    ? sql.raw<Counted>(relation.quality)
    : sql.raw<Counted>(
        `select count(*) as rows, ${relation.time ? `max((${relation.time})::timestamptz)` : 'null::timestamptz'} as newest,
          null::float8 as complete, null::float8 as valid from ${relation.from}`,
      );
  const { rows } = await query.execute(ctx.db);
  return rows[0] ?? { rows: null, newest: null, complete: null, valid: null };
}
