import { TarimError } from '@tarim/kernel';
import type { Actor, Context, Language } from '@tarim/platform';
import { unitByCode } from '@tarim/region/queries';
import { listPoints, pointsByIds } from '@tarim/registry/queries';
import { cityCodeOf } from '../domain/city.ts';
import { evaluationErrors } from '../errors.ts';
import { nameIn } from './language.ts';

export type Point = Awaited<ReturnType<typeof pointsByIds>>[number];

export interface CitySubject {
  readonly code: string;
  readonly name: string;
  readonly simulated: boolean;
}

/** Whether this person may see judgements of the point: everybody public points, staff all, an enterprise its own. */
export function mayRead(
  ctx: Context,
  actor: Actor | null,
  point: Pick<Point, 'public' | 'unitPath' | 'enterpriseId'>,
): boolean {
  if (point.public) return true;
  if (!actor) return false;
  const { unitPath, enterpriseId } = point;
  if (ctx.policy.can(actor, 'evaluation.read', { unitPath, enterpriseId })) return true;
  return ctx.policy.can(actor, 'enterprise.read-own', { enterpriseId });
}

/** @throws TarimError EVALUATION_SUBJECT_UNKNOWN, also for points that are not the reader's to see */
export async function readablePoint(ctx: Context, actor: Actor | null, pointId: number): Promise<Point> {
  const [point] = await pointsByIds(ctx.db, [pointId]);
  if (!point || !mayRead(ctx, actor, point)) {
    throw new TarimError(evaluationErrors.subjectUnknown, { subject: pointId });
  }
  return point;
}

/** A city with public stations. @throws TarimError EVALUATION_SUBJECT_UNKNOWN */
export async function readableCity(ctx: Context, code: string, language: Language): Promise<CitySubject> {
  const open = await listPoints(ctx.db, { kind: 'air', publicOnly: true });
  const stations = open.filter((point) => cityCodeOf(point.unitPath) === code);
  const unit = stations.length > 0 ? await unitByCode(ctx.db, code) : null;
  if (!unit) throw new TarimError(evaluationErrors.subjectUnknown, { subject: code });
  return { code, name: nameIn(language, unit.names), simulated: stations.some((point) => point.simulated) };
}

/** Exactly one of the two. @throws TarimError EVALUATION_SUBJECT_AMBIGUOUS */
export function onlyOne(query: {
  pointId?: number;
  cityCode?: string;
}): { pointId: number } | { cityCode: string } {
  const { pointId, cityCode } = query;
  if (pointId !== undefined && cityCode === undefined) return { pointId };
  if (cityCode !== undefined && pointId === undefined) return { cityCode };
  throw new TarimError(evaluationErrors.subjectAmbiguous);
}

/** @throws TarimError EVALUATION_PERIOD_INVALID */
export function span(from: string, to: string, maxDays: number): { from: number; to: number } {
  const start = Date.parse(from);
  const end = Date.parse(to);
  if (!(end > start) || end - start > maxDays * 86_400_000) {
    throw new TarimError(evaluationErrors.periodInvalid, { days: maxDays });
  }
  return { from: start, to: end };
}
