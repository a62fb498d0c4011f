import { beijingDate, beijingIso, DAY_MS, TarimError } from '@tarim/kernel';
import type { Actor, Context, JobResult } from '@tarim/platform';
import { devicesOfPoints, type RegisteredPoint } from '@tarim/registry/queries';
import { type Grouping, type RuleBody, TRIAL_DAYS, type Trial, type TrialResult } from '../../contract.ts';
import { compileRule } from '../domain/engine/compile.ts';
import { replay } from '../domain/engine/replay.ts';
import type { Episode } from '../domain/engine/types.ts';
import { alarmErrors } from '../errors.ts';
import { endTrial, insertTrial, moveTrial, trialRow } from '../sql/trials.ts';
import { readObservations } from './read-observations.ts';
import { factsOf, pointsInScope } from './rule-book.ts';
import { requireSound } from './written-rules.ts';

export const TRIAL_JOB = 'alarm.try-rule';
/** Points read at once: a month of minutes of twenty points is a million rows at most. */
const POINTS_AT_ONCE = 20;
const SHOWN = 500;
const WARM_UP_MS = DAY_MS;

/**
 * Asks what a rule would have raised in a period: the same engine over the same stored observations, without any effect.
 * @throws TarimError FORBIDDEN, ALARM_PERIOD_WRONG, ALARM_TRIAL_TOO_LONG, and those of `requireSound`
 */
export async function startTrial(
  ctx: Context,
  actor: Actor,
  input: { body: RuleBody; from: string; to: string },
): Promise<Trial> {
  ctx.policy.require(actor, 'alarm.configure');
  requireSound(input.body);
  const from = Date.parse(input.from);
  const to = Math.min(Date.parse(input.to), ctx.clock.now());
  if (from >= to) throw new TarimError(alarmErrors.periodWrong);
  const days = TRIAL_DAYS[input.body.basis];
  if (to - from > days * DAY_MS)
    throw new TarimError(alarmErrors.trialTooLong, { basis: input.body.basis, days });
  const id = await ctx.db.transaction().execute(async (tx) => {
    const made = await insertTrial(tx, {
      body: input.body,
      from,
      to,
      byName: actor.name,
      byUser: actor.userId,
      at: ctx.clock.now(),
    });
    await ctx.jobs.enqueue(TRIAL_JOB, { trialId: made }, { tx, singletonKey: String(made) });
    return made;
  });
  return getTrial(ctx, id);
}

/** @throws TarimError ALARM_TRIAL_UNKNOWN */
export async function getTrial(ctx: Context, id: number): Promise<Trial> {
  const row = await trialRow(ctx.db, id);
  if (!row) throw new TarimError(alarmErrors.trialUnknown, { id });
  const { body: _body, fromAt: _from, toAt: _to, ...trial } = row;
  return trial;
}

interface Found {
  readonly point: RegisteredPoint;
  readonly episode: Episode;
}

/** The job behind a trial. */
export async function runTrial(
  ctx: Context,
  trialId: number,
  told: (fraction: number, note?: string) => Promise<void>,
  signal?: AbortSignal,
): Promise<JobResult> {
  const trial = await trialRow(ctx.db, trialId);
  if (!trial || trial.state === 'done') return {};
  try {
    const result = await tryRule(ctx, trial.body, trial.fromAt, trial.toAt, async (fraction) => {
      if (signal?.aborted) throw new Error('aborted');
      await moveTrial(ctx.db, trialId, fraction);
      await told(fraction);
    });
    await endTrial(ctx.db, trialId, { result, error: null }, ctx.clock.now());
    return { points: result.points, fired: result.fired };
  } catch (error) {
    await endTrial(ctx.db, trialId, { result: null, error: (error as Error).message }, ctx.clock.now());
    throw error;
  }
}

/** What a rule would have raised in [from, to]. Reads, computes, changes nothing. */
export async function tryRule(
  ctx: Pick<Context, 'db'>,
  body: RuleBody,
  from: number,
  to: number,
  told: (fraction: number) => Promise<void> = async () => {},
): Promise<TrialResult> {
  const points = await pointsInScope(ctx.db, body);
  const facts = await factsOf(
    ctx.db,
    points.map((point) => point.id),
  );
  const found: Found[] = [];
  const troubles = new Map<string, number>();
  let observations = 0;
  for (let done = 0; done < points.length; done += POINTS_AT_ONCE) {
    const some = points.slice(done, done + POINTS_AT_ONCE);
    const wanted = some.map((point) => ({ pointId: point.id, after: from - WARM_UP_MS }));
    const read = await readObservations(ctx.db, body.basis, wanted, to);
    for (const point of some) {
      const own = read.get(point.id)!;
      observations += own.length;
      const rule = compileRule({ id: 0, body, from, to: null }, facts.get(point.id)!);
      const { state, ended } = replay(rule, own, to);
      for (const episode of state.open ? [...ended, state.open] : ended)
        if (episode.firedAt !== null) found.push({ point, episode });
      if (state.trouble) troubles.set(state.trouble, (troubles.get(state.trouble) ?? 0) + 1);
    }
    await told(Math.min(1, (done + some.length) / points.length));
  }
  return {
    points: points.length,
    observations,
    fired: found.length,
    groups: await groupsOf(ctx, body.groupBy ?? 'none', found),
    byDay: daysOf(found, from, to),
    byPoint: [...Map.groupBy(found, (one) => one.point.id)]
      .map(([pointId, own]) => ({ pointId, pointName: own[0]!.point.name, fired: own.length }))
      .sort((a, b) => b.fired - a.fired || a.pointId - b.pointId)
      .slice(0, 100),
    alarms: found
      .sort((a, b) => b.episode.firedAt! - a.episode.firedAt! || a.point.id - b.point.id)
      .slice(0, SHOWN)
      .map(shown),
    troubles: [...troubles].map(([reason, n]) => ({ reason, points: n })),
  };
}

function shown({ point, episode }: Found): TrialResult['alarms'][number] {
  return {
    pointId: point.id,
    pointName: point.name,
    severity: episode.severity,
    startedAt: beijingIso(episode.id),
    firedAt: beijingIso(episode.firedAt!),
    closedAt: episode.closedAt === null ? null : beijingIso(episode.closedAt),
    code: episode.peak.code,
    value: episode.peak.value,
    threshold: episode.peak.limit,
  };
}

function daysOf(found: readonly Found[], from: number, to: number): TrialResult['byDay'] {
  const counts = new Map<string, number>();
  for (let at = from; at <= to; at += DAY_MS) counts.set(beijingDate(at), 0);
  counts.set(beijingDate(to), 0);
  for (const { episode } of found) {
    const day = beijingDate(episode.firedAt!);
    counts.set(day, (counts.get(day) ?? 0) + 1);
  }
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([day, fired]) => ({ day, fired }));
}

/** Alarms of one group that overlap are one. */
async function groupsOf(
  ctx: Pick<Context, 'db'>,
  by: Grouping,
  found: readonly Found[],
): Promise<number | null> {
  if (by === 'none') return null;
  const gateways = new Map<number, string>();
  if (by === 'gateway')
    for (const device of await devicesOfPoints(ctx.db, [...new Set(found.map((one) => one.point.id))]))
      if (device.gateway) gateways.set(device.pointId, device.gateway);
  const keyOf = ({ point }: Found): string => {
    if (by === 'rule') return 'rule';
    if (by === 'unit') return point.unitPath;
    if (by === 'gateway') return gateways.get(point.id) ?? `point:${point.id}`;
    return point.enterpriseId === null ? `point:${point.id}` : `enterprise:${point.enterpriseId}`;
  };
  let groups = 0;
  for (const own of Map.groupBy(found, keyOf).values()) {
    let end = Number.NEGATIVE_INFINITY;
    for (const { episode } of own.toSorted((a, b) => a.episode.id - b.episode.id)) {
      if (episode.id > end) groups += 1;
      end = Math.max(end, episode.closedAt ?? Number.POSITIVE_INFINITY);
    }
  }
  return groups;
}
