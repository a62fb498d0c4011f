import { beijingIso } from '@tarim/kernel';
import type { Actor, Context, Language, Static } from '@tarim/platform';
import { pointsByIds } from '@tarim/registry/queries';
import type { Rejudging, listRejudgings as route } from '../../contract.ts';
import { changeWords } from '../domain/reasons.ts';
import { rejudgingRuns } from '../sql/rejudgings.ts';
import { wordsOf } from './language.ts';
import { REJUDGE_JOB } from './rejudge.ts';
import { mayRead } from './subject.ts';

const NEWEST = 50;

/** The newest runs of judging again, with their progress, on points that the reader may see. */
export async function listRejudgings(
  ctx: Context,
  actor: Actor,
  language: Language,
): Promise<Static<NonNullable<typeof route.response>>> {
  const runs = await rejudgingRuns(ctx.db, REJUDGE_JOB, NEWEST);
  const points = await pointsByIds(ctx.db, [...new Set(runs.map((run) => run.data.pointId))]);
  const pointOf = new Map(
    points.filter((point) => mayRead(ctx, actor, point)).map((point) => [point.id, point]),
  );
  return {
    runs: runs.flatMap(({ id, data, startedAt, endedAt, result, ...run }): Rejudging[] => {
      const point = pointOf.get(data.pointId);
      if (!point) return [];
      return [
        {
          ...run,
          jobId: id,
          pointId: point.id,
          pointName: point.name,
          from: beijingIso(data.from),
          to: beijingIso(data.to),
          reason: data.reason,
          reasonText: changeWords(data.reason, wordsOf(language)),
          startedAt: beijingIso(startedAt),
          endedAt: endedAt === null ? null : beijingIso(endedAt),
          result: run.state === 'done' ? result : null,
        },
      ];
    }),
  };
}
