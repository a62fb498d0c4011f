import type { Tx } from '@tarim/platform';
import type { Evidence } from '../../contract.ts';
import type { Alarm, Rule, Subject } from '../domain/alarm.ts';
import type { LinkVerdict } from '../domain/links.ts';
import { lockOpen } from '../sql/alarms.ts';
import { endMembers, groupSubject, lockGroups, openMembers, putMembers } from '../sql/members.ts';
import { rulesById } from '../sql/rules.ts';
import { subjectsOf } from '../sql/subjects.ts';
import type { Keeper } from './keeper.ts';

interface Round {
  readonly tx: Tx;
  readonly keeper: Keeper;
  readonly rule: Rule | undefined;
  readonly now: number;
  readonly evidenceOf: (pointId: number) => Evidence;
}

/**
 * Grouped offline alarms: one for a line that is out (网关中断), with the silent points as its members. Gives the points that
 * some grouped alarm speaks for, so that they raise none of their own: also while it recovers, for devices come back one
 * after another.
 */
export async function watchLinks(
  round: Round,
  verdicts: ReadonlyMap<string, LinkVerdict>,
): Promise<ReadonlySet<number>> {
  const { tx, keeper, rule, now, evidenceOf } = round;
  const open = await lockGroups(tx, 'offline');
  const members = await openMembers(
    tx,
    open.map((alarm) => alarm.id),
  );
  const rules = await rulesById(tx, [...new Set(open.map((alarm) => alarm.ruleId))]);
  const byKey = new Map(open.map((alarm) => [alarm.group!.key, alarm]));
  const covered = new Set<number>();
  for (const alarm of open) {
    const verdict = verdicts.get(alarm.group!.key);
    const living = rules.get(alarm.ruleId)!;
    if (!verdict) {
      // Nothing is behind this line any more.
      await endMembers(tx, alarm.id, null, now);
      await keeper.apply(alarm, { kind: 'withdraw', at: now }, living);
      continue;
    }
    const evidence = evidenceOf(verdict.silent[0] ?? alarm.subject.pointId);
    const kept = await regroup(round, alarm, verdict, members.get(alarm.id)!);
    const next = verdict.outage
      ? await keeper.repeat(kept, now, living, evidence)
      : await keeper.apply(kept, { kind: 'clear', at: now, why: 'cleared' }, living, { told: evidence });
    if (next.life.state !== 'closed') for (const pointId of verdict.silent) covered.add(pointId);
    else await endMembers(tx, alarm.id, null, now);
  }
  if (!rule?.enabled) return covered;
  for (const verdict of verdicts.values()) {
    if (!verdict.outage || byKey.has(verdict.link.key)) continue;
    if (await raiseGroup(round, rule, verdict)) for (const pointId of verdict.silent) covered.add(pointId);
  }
  return covered;
}

async function raiseGroup(round: Round, rule: Rule, { link, silent }: LinkVerdict): Promise<boolean> {
  const { tx, keeper, now, evidenceOf } = round;
  const subjects = await subjectsOf(tx, silent);
  if (subjects.size === 0) return false;
  const group = { by: link.by, key: link.key, members: subjects.size };
  const alarm = await keeper.raise(
    { kind: 'offline', code: '', period: '', at: now, evidence: evidenceOf(silent[0]!), group },
    groupSubject(link.name, [...subjects.values()]),
    rule,
  );
  await join(round, alarm, [...subjects.values()]);
  return true;
}

/** Who fell silent since joins; who is heard again leaves. */
async function regroup(
  round: Round,
  alarm: Alarm,
  verdict: LinkVerdict,
  members: ReadonlyMap<number, number>,
): Promise<Alarm> {
  const { tx, keeper, now } = round;
  const silent = new Set(verdict.silent);
  const left = [...members.keys()].filter((pointId) => !silent.has(pointId));
  const joined = verdict.outage ? verdict.silent.filter((pointId) => !members.has(pointId)) : [];
  if (left.length > 0) await endMembers(tx, alarm.id, left, now);
  let next = alarm;
  const count = members.size - left.length;
  if (left.length > 0) next = await keeper.regroup(next, count, 'left', String(left.length));
  if (joined.length > 0) {
    const subjects = [...(await subjectsOf(tx, joined)).values()];
    await join(round, alarm, subjects);
    next = await keeper.regroup(next, count + subjects.length, 'joined', String(subjects.length));
  }
  return next;
}

/** Makes points members; what they had raised by themselves ends, the group speaks for them. */
async function join(round: Round, alarm: Alarm, subjects: readonly Subject[]): Promise<void> {
  const { tx, keeper, now, evidenceOf } = round;
  await putMembers(
    tx,
    alarm.id,
    subjects.map((subject) => ({
      pointId: subject.pointId,
      startedAt: now,
      state: 'firing',
      severity: alarm.severity,
      firedAt: now,
      endedAt: null,
      evidence: evidenceOf(subject.pointId),
      pointName: subject.pointName,
      unitPath: subject.unitPath,
    })),
  );
  const own = await lockOpen(
    tx,
    'offline',
    subjects.map((subject) => subject.pointId),
  );
  const rules = await rulesById(tx, [...new Set(own.map((one) => one.ruleId))]);
  for (const one of own)
    await keeper.apply(one, { kind: 'absorb', at: now }, rules.get(one.ruleId)!, { text: String(alarm.id) });
}
