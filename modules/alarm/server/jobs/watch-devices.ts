import { beijingIso } from '@tarim/kernel';
import type { Context, JobResult, Tx } from '@tarim/platform';
import { devicesByMn, listPoints } from '@tarim/registry/queries';
import { type PointStatus, pointStatuses } from '@tarim/telemetry/queries';
import type { AlarmKind, Evidence } from '../../contract.ts';
import type { Alarm, Rule, Subject } from '../domain/alarm.ts';
import { judgeLinks, type Link, mayAlarmAlone } from '../domain/links.ts';
import { allowedSilence } from '../domain/silence.ts';
import { lockOpen, lockRecovering } from '../sql/alarms.ts';
import { presentRules, rulesById } from '../sql/rules.ts';
import { subjectsOf } from '../sql/subjects.ts';
import { openSubjects } from '../sql/watched.ts';
import { endUnwatched } from '../use-cases/end-unwatched.ts';
import { Keeper } from '../use-cases/keeper.ts';
import { watchLinks } from '../use-cases/watch-links.ts';

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
    const silence = (one: Watched) => {
      if (one.status.state === 'offline') return now - listeningSince > one.silence ? 'cause' : 'unknown';
      return one.status.state === 'never' ? 'unknown' : 'clear';
    };
    const alone = await settleLinks(tx, keeper, rules.get('offline'), watched, now, silence);
    counts.offline = await settleKind(
      tx,
      keeper,
      'offline',
      rules.get('offline'),
      watched,
      now,
      silence,
      alone,
    );
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
  readonly link: Link | null;
}

async function loadWatched(tx: Tx, offline: Rule | undefined, now: number): Promise<Watched[]> {
  const devices = new Map<number, Array<Awaited<ReturnType<typeof devicesByMn>>[number]>>();
  for (const device of await devicesByMn(tx)) {
    const list = devices.get(device.pointId);
    if (list) list.push(device);
    else devices.set(device.pointId, [device]);
  }
  const silence = new Map<number, number>();
  const links = new Map<number, Link>();
  for (const point of await listPoints(tx)) {
    const own = devices.get(point.id);
    if (!own) continue;
    silence.set(point.id, allowedSilence(point.kind, own, offline?.params ?? {}));
    const gateway = own.find((device) => device.gateway)?.gateway;
    if (gateway) links.set(point.id, { by: 'gateway', key: `gateway:${gateway}`, name: gateway });
    // Without a named line, what one enterprise has stands on one site.
    else if (point.enterpriseId !== null)
      links.set(point.id, {
        by: 'enterprise',
        key: `enterprise:${point.enterpriseId}`,
        name: point.enterpriseName ?? '',
      });
  }
  const ids = [...silence.keys()];
  const statuses = await pointStatuses(tx, now, ids, (pointId) => silence.get(pointId)!);
  return statuses.map((status) => ({
    pointId: status.pointId,
    status,
    silence: silence.get(status.pointId)!,
    link: links.get(status.pointId) ?? null,
  }));
}

/** Grouped alarms of lines first; gives who may raise one of its own, as far as lines are concerned. */
async function settleLinks(
  tx: Tx,
  keeper: Keeper,
  present: Rule | undefined,
  watched: readonly Watched[],
  now: number,
  judge: (one: Watched) => 'cause' | 'clear' | 'unknown',
): Promise<(one: Watched) => boolean> {
  const linked = watched.map((one) => ({
    pointId: one.pointId,
    link: one.link,
    word: judge(one),
    silentSince: one.status.lastReceivedAt === null ? null : one.status.lastReceivedAt + one.silence,
  }));
  const params = present?.params ?? {};
  const verdicts = judgeLinks(linked, params);
  const byPoint = new Map(watched.map((one) => [one.pointId, one]));
  const covered = await watchLinks(
    {
      tx,
      keeper,
      rule: present,
      now,
      evidenceOf: (pointId) => evidenceOf('offline', byPoint.get(pointId) ?? watched[0]!),
    },
    verdicts,
  );
  const words = new Map(linked.map((one) => [one.pointId, one]));
  return ({ pointId, link }) =>
    !covered.has(pointId) &&
    mayAlarmAlone(words.get(pointId)!, link ? verdicts.get(link.key) : undefined, params, now);
}

async function settleKind(
  tx: Tx,
  keeper: Keeper,
  kind: Extract<AlarmKind, 'offline' | 'fault'>,
  present: Rule | undefined,
  watched: readonly Watched[],
  now: number,
  judge: (one: Watched) => 'cause' | 'clear' | 'unknown',
  alone: (one: Watched) => boolean = () => true,
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
    .filter(({ one, word }) => word === 'cause' && !open.has(one.pointId) && alone(one))
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
