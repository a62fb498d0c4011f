import type { Context } from '../module.ts';

const EVERY_MS = 2_000;

/**
 * Keeps collected sets of this process as the database has them: another process may have made one, or changed who sees it. What
 * decides on rows stands in the relation's SQL besides, so that a fence that was narrowed holds before the next look.
 */
export async function watchShelf(
  ctx: Pick<Context, 'db' | 'datasets' | 'log'>,
): Promise<{ stop(): Promise<void> }> {
  let looking: Promise<void> | null = null;
  const look = () => {
    looking ??= ctx.datasets
      .renew(ctx.db)
      .catch((error: unknown) => ctx.log.warn({ err: error }, 'collected data sets could not be renewed'))
      .finally(() => {
        looking = null;
      });
    return looking;
  };
  await look();
  const timer = setInterval(() => void look(), EVERY_MS);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await looking;
    },
  };
}
