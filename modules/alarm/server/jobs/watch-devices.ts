import { beijingIso } from '@tarim/kernel';
import type { Context, JobResult, Tx } from '@tarim/platform';
import { devicesByMn, listPoints } from '@tarim/registry/queries';
import { type PointStatus, pointStatuses } from '@tarim/telemetry/queries';
import type { AlarmKind, Evidence } from '../../contract.ts';
import type { Alarm, Rule, Subject } from '../domain/alarm.ts';
import { allowedSilence } from '../domain/silence.ts';
import { lockOpen, lockRecovering } from '../sql/alarms.ts';
import { presentRules, rulesById } from '../sql/rules.ts';
import { subjectsOf } from '../sql/subjects.ts';
import { openSubjects } from '../sql/watched.ts';
import { endUnwatched } from '../use-cases/end-unwatched.ts';
import { Keeper } from '../use-cases/keeper.ts';

const RECOVERING_BATCH = 1000;

/**
 * One round of the watch (every minute): offline and fault alarms from the state of each point, and the end of
 * recoveries that have been quiet long enough, and of what is watched no more. `listeningSince`: the platform itself was away before that, so silence
 * from before does not count against a device.
 */
export async function watchDevices(ctx: Context, listeningSince: number): Promise<JobResult> {
  const now = ctx.clock.now();
  return ctx.db.transaction().execute(async (tx) => {
    const rules = await presentRules(tx);
    const keeper = new Keeper(ctx, tx, now);
    const watched = await loadWatched(tx, rules.get('offline'), now);
    const counts = { points: watched.length, offline: 0, fault: 0, closed: 0, withdrawn: 0 };
    counts.offline = await settleKind(tx, keeper, 'offline', rules.get('offline'), watched, now, (one) => {
      if (one.status.state === 'offline') return now - listeningSince > one.silence ? 'cause' : 'unknown';
      return one.status.state === 'never' ? 'unknown' : 'clear';
    });
    counts.fault = await settleKind(tx, keeper, 'fault', rules.get('fault'), watched, now, (one) => {
      if (one.status.state === 'fault') return 'cause';
      // A silent device says nothing about its instruments.
      return one.status.state === 'online' ? 'clear' : 'unknown';
    });
    counts.closed = await settleRecoveries(tx, keeper, now);
    counts.withdrawn = await endUnwatched(tx, keeper, now, await openSubjects(tx));
    await keeper.publish();
    return counts;
  });
}

interface Watched {
  readonly pointId: number;
  readonly status: PointStatus;
  readonly silence: number;
}

async function loadWatched(tx: Tx, offline: Rule | undefined, now: number): Promise<Watched[]> {
  const devices = new Map<number, Array<Awaited<ReturnType<typeof devicesByMn>>[number]>>();
  for (const device of await devicesByMn(tx)) {
    const list = devices.get(device.pointId);
    if (list) list.push(device);
    else devices.set(device.pointId, [device]);
  }
  const silence = new Map<number, number>();
  for (const point of await listPoints(tx)) {
    const own = devices.get(point.id);
    if (own) silence.set(point.id, allowedSilence(point.kind, own, offline?.params ?? {}));
  }
  const ids = [...silence.keys()];
  const statuses = await pointStatuses(tx, now, ids, (pointId) => silence.get(pointId)!);
  return statuses.map((status) => ({
    pointId: status.pointId,
    status,
    silence: silence.get(status.pointId)!,
  }));
}

async function settleKind(
  tx: Tx,
  keeper: Keeper,
  kind: Extract<AlarmKind, 'offline' | 'fault'>,
  present: Rule | undefined,
  watched: readonly Watched[],
  now: number,
  judge: (one: Watched) => 'cause' | 'clear' | 'unknown',
): Promise<number> {
  const judged = watched.map((one) => ({ one, word: judge(one) }));
  const open = new Map<number, Alarm>();
  for (const alarm of await lockOpen(
    tx,
    kind,
    judged.map(({ one }) => one.pointId),
  ))
    open.set(alarm.subject.pointId, alarm);
  const living = await rulesById(tx, [...new Set([...open.values()].map((alarm) => alarm.ruleId))]);
  const fresh = judged
    .filter(({ one, word }) => word === 'cause' && !open.has(one.pointId))
    .map(({ one }) => one.pointId);
  const subjects = present?.enabled ? await subjectsOf(tx, fresh) : new Map<number, Subject>();
  let standing = 0;
  for (const { one, word } of judged) {
    const alarm = open.get(one.pointId);
    if (word === 'unknown') continue;
    if (word === 'cause') standing += 1;
    if (alarm) {
      const rule = living.get(alarm.ruleId) ?? present!;
      if (word === 'cause') await keeper.repeat(alarm, now, rule, evidenceOf(kind, one));
      else
        await keeper.apply(alarm, { kind: 'clear', at: now, why: 'cleared' }, rule, {
          told: evidenceOf(kind, one),
        });
    } else if (word === 'cause' && present) {
      const subject = subjects.get(one.pointId);
      if (!subject) continue;
      await keeper.raise(
        { kind, code: '', period: '', at: now, evidence: evidenceOf(kind, one) },
        subject,
        present,
        wordsOf(kind, one),
      );
    }
  }
  return standing;
}

async function settleRecoveries(tx: Tx, keeper: Keeper, now: number): Promise<number> {
  const alarms = await lockRecovering(tx, RECOVERING_BATCH);
  const rules = await rulesById(tx, [...new Set(alarms.map((alarm) => alarm.ruleId))]);
  let closed = 0;
  for (const alarm of alarms) {
    const rule = rules.get(alarm.ruleId);
    if (!rule) continue;
    const next = await keeper.apply(alarm, { kind: 'tick', at: now }, rule);
    if (next.life.state === 'closed') closed += 1;
  }
  return closed;
}

function evidenceOf(kind: 'offline' | 'fault', { status }: Watched): Evidence {
  return {
    source: kind === 'fault' ? 'frame' : 'silence',
    pointId: status.pointId,
    code: kind === 'fault' ? (status.faultCodes[0] ?? null) : null,
    period: null,
    time: status.lastReceivedAt === null ? null : beijingIso(status.lastReceivedAt),
    lsn: status.lastLsn,
    value: null,
    limit: null,
    ratio: null,
    revision: null,
  };
}

/** Which factors carry a fault mark: kept as codes, the page names them. */
function wordsOf(kind: 'offline' | 'fault', { status }: Watched): string | null {
  return kind === 'fault' ? status.faultCodes.join(' ') : null;
}
