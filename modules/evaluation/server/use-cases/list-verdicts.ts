import { beijingIso, TarimError } from '@tarim/kernel';
import type { Actor, Context, Language, Static } from '@tarim/platform';
import { READ_OWN } from '@tarim/platform/contract';
import { listPoints } from '@tarim/registry/queries';
import type { latestVerdicts as latestRoute, listVerdicts as route } from '../../contract.ts';
import { evaluationErrors } from '../errors.ts';
import { latestVerdictRows, listVerdictRows, type VerdictKey, type VerdictRow } from '../sql/verdicts.ts';
import { verdictFacts } from './facts.ts';
import { mayRead } from './subject.ts';

const DEFAULT_LIMIT = 200;

/** Verdicts the reader may see, newest first, a page at a time. */
export async function listVerdicts(
  ctx: Context,
  actor: Actor,
  query: Static<NonNullable<typeof route.query>>,
  language: Language,
): Promise<Static<NonNullable<typeof route.response>>> {
  const limit = query.limit ?? DEFAULT_LIMIT;
  const points = await outletsFor(ctx, actor, (point) => {
    if (query.pointId !== undefined && point.id !== query.pointId) return false;
    if (query.enterpriseId !== undefined && point.enterpriseId !== query.enterpriseId) return false;
    return point.unitPath.startsWith(query.unit ?? '/');
  });
  const rows = await listVerdictRows(
    ctx.db,
    {
      pointIds: [...points.keys()],
      code: query.code,
      period: query.period,
      verdict: query.verdict,
      target: query.target,
      from: query.from === undefined ? undefined : Date.parse(query.from),
      to: query.to === undefined ? undefined : Date.parse(query.to),
    },
    { after: decodeCursor(query.cursor), limit: limit + 1 },
  );
  const more = rows.length > limit;
  if (more) rows.length = limit;
  return {
    verdicts: await verdictFacts(ctx.db, rows, points, language),
    next: more ? encodeCursor(rows.at(-1)!) : null,
  };
}

/** Newest verdict of each factor of the outlets asked for, or of all the reader may see. */
export async function latestVerdicts(
  ctx: Context,
  actor: Actor,
  query: Static<NonNullable<typeof latestRoute.query>>,
  language: Language,
): Promise<Static<NonNullable<typeof latestRoute.response>>> {
  const asked = query.pointIds === undefined ? null : new Set(query.pointIds.split(',').map(Number));
  const points = await outletsFor(ctx, actor, (point) => asked === null || asked.has(point.id));
  const rows = await latestVerdictRows(ctx.db, [...points.keys()]);
  return { at: beijingIso(ctx.clock.now()), verdicts: await verdictFacts(ctx.db, rows, points, language) };
}

type Point = Awaited<ReturnType<typeof listPoints>>[number];

/** Outlets, closed ones too, whose judgements a list shows: to staff all, to people of an enterprise its own, to others the public ones. */
export async function outletsFor(
  ctx: Context,
  actor: Actor,
  wanted: (point: Point) => boolean,
): Promise<Map<number, Point>> {
  const points = await listPoints(ctx.db, { kinds: ['outlet-gas', 'outlet-water'], inactiveToo: true });
  const { enterpriseIds } = ctx.policy.scope(actor, READ_OWN);
  const narrow = enterpriseIds.length > 0 && !ctx.policy.can(actor, 'evaluation.read');
  const listed = points.filter(
    (point) =>
      wanted(point) &&
      mayRead(ctx, actor, point) &&
      (!narrow || enterpriseIds.includes(point.enterpriseId ?? 0)),
  );
  return new Map(listed.map((point) => [point.id, point]));
}

function encodeCursor(row: VerdictRow): string {
  return Buffer.from(`${row.time}|${row.pointId}|${row.code}|${row.period}`).toString('base64url');
}

/** @throws TarimError EVALUATION_CURSOR_INVALID */
export function decodeCursor(cursor: string | undefined): VerdictKey | null {
  if (!cursor) return null;
  const [time = '', pointId = '', code = '', period = ''] = Buffer.from(cursor, 'base64url')
    .toString('utf8')
    .split('|');
  const valid = /^\d{1,15}$/.test(time) && /^\d{1,9}$/.test(pointId) && /^\w{1,32}$/.test(code);
  if (!valid || (period !== 'hour' && period !== 'day')) throw new TarimError(evaluationErrors.cursorInvalid);
  return { time: Number(time), pointId: Number(pointId), code, period };
}
