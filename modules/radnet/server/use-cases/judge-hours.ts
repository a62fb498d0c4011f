import { beijingDate, beijingIso, HOUR_MS } from '@tarim/kernel';
import type { Context, Tx } from '@tarim/platform';
import type { RegisteredPoint } from '@tarim/registry/queries';
import { rollupSeries } from '@tarim/telemetry/queries';
import { hoursJudged } from '../../contract.ts';
import { hoursBetween, hoursToJudge } from '../domain/hours.ts';
import { historyFrom, type Judgement, judgeDay } from '../domain/judge.ts';
import { type BackgroundRow, backgroundsOf } from '../sql/backgrounds.ts';
import {
  type JudgementRow,
  judgementsBetween,
  keepJudgements,
  latestJudgements,
  unjudgedAfter,
} from '../sql/judgements.ts';
import { settleFindings } from './settle-findings.ts';

/** Hours without anything that a station is looked at for, at most: a station that was away longer begins anew. */
const LONGEST_GAP_MS = 40 * 24 * HOUR_MS;

/**
 * Judges hours of a station that have changed, with those that depend on them, and keeps what became of it in one transaction: judgements
 * with their figures, findings, events. Judging the same hours again changes nothing.
 */
export async function judgeHoursOf(
  ctx: Context,
  station: RegisteredPoint,
  changed: readonly number[],
): Promise<{ hours: number; findings: number }> {
  const { id } = station;
  const now = ctx.clock.now();
  const [latest] = await latestJudgements(ctx.db, [id]);
  const since = latest && now - latest.time < LONGEST_GAP_MS ? latest.time : null;
  const times = new Set(hoursToJudge(changed, since, now));
  if (changed.length > 0)
    for (const time of await unjudgedAfter(ctx.db, id, Math.min(...changed))) times.add(time);
  if (times.size === 0) return { hours: 0, findings: 0 };
  const wanted = [...times].sort((a, b) => a - b);
  const [from, to] = [historyFrom(wanted[0]!), wanted.at(-1)! + HOUR_MS];
  const rows = await rollupSeries(ctx.db, { pointIds: [id], period: 'hour', from, to });
  const hours = hoursBetween(rows, from, to);
  const backgrounds = await backgroundsOf(ctx.db, id);
  const judged = [...Map.groupBy(wanted, beijingDate)].flatMap(([day, some]) =>
    judgeDay(hours, some, enteredOn(backgrounds, day)),
  );
  return ctx.db.transaction().execute(async (tx) => {
    const before = await judgementsBetween(tx, [id], wanted[0]!, to);
    const { fresh, replaced } = changesOf(judged, before);
    if (fresh.length === 0) return { hours: 0, findings: 0 };
    await keepJudgements(tx, station, fresh, replaced, new Date(now));
    const findings = await settleFindings(ctx, tx, station, fresh);
    await tell(ctx, tx, id, fresh, replaced);
    return { hours: fresh.length, findings };
  });
}

function enteredOn(backgrounds: readonly BackgroundRow[], day: string): BackgroundRow | null {
  return backgrounds.find(({ effectiveFrom }) => effectiveFrom <= day) ?? null;
}

const FIGURES = [
  'state',
  'value',
  'rain',
  'wet',
  'mean',
  'sd',
  'n',
  'basis',
  'high',
  'urgent',
  'ruleVersion',
] as const;

/** Judgements that are new or not as they were, and what they replace. */
function changesOf(
  judged: readonly Judgement[],
  before: readonly JudgementRow[],
): { fresh: Judgement[]; replaced: JudgementRow[] } {
  const known = new Map(before.map((row) => [row.time, row]));
  const fresh = judged.filter((one) => {
    const was = known.get(one.time);
    return !was || FIGURES.some((name) => was[name] !== one[name]);
  });
  return { fresh, replaced: fresh.flatMap(({ time }) => known.get(time) ?? []) };
}

async function tell(
  ctx: Context,
  tx: Tx,
  pointId: number,
  fresh: readonly Judgement[],
  replaced: readonly JudgementRow[],
): Promise<void> {
  const was = new Map(replaced.map((row) => [row.time, row]));
  const items = fresh.flatMap(({ time, state, value, high }) => {
    const old = was.get(time);
    if (state === 'normal' && (!old || old.state === 'normal')) return [];
    const revision = old ? old.revision + 1 : 0;
    return [{ pointId, time: beijingIso(time), state, value, limit: high, revision }];
  });
  if (items.length > 0) await ctx.outbox.publish(tx, hoursJudged, { items });
}
