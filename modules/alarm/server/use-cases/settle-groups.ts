import type { Tx } from '@tarim/platform';
import { devicesOfPoints } from '@tarim/registry/queries';
import type { Grouping } from '../../contract.ts';
import type { Alarm, KnownSubject } from '../domain/alarm.ts';
import { stateOf } from '../domain/engine/engine.ts';
import type { Episode, StepOfEvaluation } from '../domain/engine/types.ts';
import { type GroupState, groupState } from '../domain/group-state.ts';
import { insertAlarm, stateOf as storedState, updateAlarm } from '../sql/alarms.ts';
import { allMembers, lockAlarms, membersSince, type StoredMember } from '../sql/episodes.ts';
import { groupSubject, lockGroups, type MemberInput, putMembers } from '../sql/members.ts';
import { subjectsOf } from '../sql/subjects.ts';
import type { Changed } from './announce.ts';
import { blank, type Evaluated, episodesOf, fresh, log, sinceOf } from './episodes.ts';
import type { RuleBook } from './rule-book.ts';

interface GroupName {
  readonly key: string;
  readonly name: string;
}

/**
 * Alarms of rules that group (合并报警): an episode of a point is a member of the open alarm of its group, and the alarm is what its
 * members come to.
 */
export async function settleGroups(
  tx: Tx,
  book: RuleBook,
  all: readonly Evaluated[],
  now: number,
): Promise<Changed[]> {
  const changed: Changed[] = [];
  for (const [ruleId, own] of Map.groupBy(all, (one) => one.rule.ruleId)) {
    const version = book.version(ruleId);
    if (version)
      changed.push(...(await settleRule(tx, version.key, version.name, version.body.groupBy!, own, now)));
  }
  return changed;
}

async function settleRule(
  tx: Tx,
  ruleKey: string,
  ruleName: string,
  by: Grouping,
  all: readonly Evaluated[],
  now: number,
): Promise<Changed[]> {
  const { ruleId } = all[0]!.rule;
  const pointIds = all.map((one) => one.rule.pointId);
  const subjects = await subjectsOf(tx, pointIds);
  const names = await groupNames(tx, by, ruleName, subjects);
  const since = Math.max(0, Math.min(...all.map(sinceOf)));
  const known = await membersSince(tx, [ruleId], pointIds, since);
  const open = new Map((await lockGroups(tx, 'rule', ruleKey)).map((alarm) => [alarm.group!.key, alarm]));
  const touched = new Set<number>();
  const made: Changed[] = [];
  for (const one of all) {
    const subject = subjects.get(one.rule.pointId);
    if (!subject) continue;
    const own = new Map(
      known
        .filter((member) => member.pointId === subject.pointId)
        .map((member) => [member.startedAt, member]),
    );
    for (const episode of episodesOf(one)) {
      const there = own.get(episode.id);
      own.delete(episode.id);
      if (!there && episode.firedAt === null && episode.closedAt !== null) continue;
      const group = names.get(subject.pointId)!;
      let alarmId = there?.alarmId;
      if (alarmId === undefined) {
        let alarm = open.get(group.key);
        if (!alarm) {
          alarm = await openGroup(tx, { by, group, ruleId, ruleKey }, episode, subject, now);
          open.set(group.key, alarm);
          made.push(
            ...(await log(tx, alarm, [
              {
                ...blank(now),
                from: null,
                to: storedState(alarm),
                why: 'seen',
                evidence: episode.evidence,
                steps: stepsOf(one, episode),
              },
            ])),
          );
        }
        alarmId = alarm.id;
      }
      touched.add(alarmId);
      await putMembers(tx, alarmId, [memberOf(episode, subject)]);
    }
    if (one.late)
      for (const member of own.values())
        if (member.startedAt > one.start.at && member.state !== 'closed') {
          touched.add(member.alarmId);
          await putMembers(tx, member.alarmId, [takenBack(member, now)]);
        }
  }
  return [...made, ...(await restateGroups(tx, [...touched], now))];
}

/** How the terms stood at the first point of the group. */
function stepsOf({ result }: Evaluated, { id }: Episode): StepOfEvaluation[] {
  return [...(result.changes.find((change) => change.id === id)?.steps ?? [])];
}

async function openGroup(
  tx: Tx,
  of: { by: Grouping; group: GroupName; ruleId: number; ruleKey: string },
  episode: Episode,
  subject: KnownSubject,
  now: number,
): Promise<Alarm> {
  const draft = fresh(episode, subject, of.ruleId, of.ruleKey, false);
  return insertAlarm(
    tx,
    {
      ...draft,
      subject: groupSubject(of.group.name, [draft.subject]),
      group: { by: of.by, key: of.group.key, members: 1 },
    },
    now,
  );
}

/** Brings grouped alarms to what their members come to. */
async function restateGroups(tx: Tx, alarmIds: readonly number[], now: number): Promise<Changed[]> {
  const members = Map.groupBy(await allMembers(tx, alarmIds), (one) => one.alarmId);
  const changed: Changed[] = [];
  for (const alarm of await lockAlarms(tx, alarmIds)) {
    const own = members.get(alarm.id) ?? [];
    const state = groupState(own);
    if (!state) continue;
    const before = storedState(alarm);
    const next = await withState(tx, alarm, state, own);
    await updateAlarm(tx, next, now);
    const grown = state.open - alarm.group!.members;
    if (grown > 0)
      await log(tx, next, [
        { ...blank(now), from: before, to: before, why: 'joined', evidence: null, text: String(grown) },
      ]);
    if (state.state === before) continue;
    changed.push(
      ...(await log(tx, next, [
        {
          ...blank(state.closedAt ?? now),
          from: before,
          to: state.state,
          why: reasonOf(before, state),
          evidence: next.evidence,
        },
      ])),
    );
  }
  return changed;
}

function reasonOf(
  before: string,
  { state }: GroupState,
): 'held' | 'again' | 'cleared' | 'quiet' | 'no-data' | 'error' {
  if (state === 'no-data' || state === 'error') return state;
  if (state === 'firing') return before === 'pending' ? 'held' : 'again';
  return state === 'closed' ? 'quiet' : 'cleared';
}

async function withState(
  tx: Tx,
  alarm: Alarm,
  state: GroupState,
  members: readonly StoredMember[],
): Promise<Alarm> {
  const shown = state.open > 0 ? members.filter((one) => one.state !== 'closed') : members;
  const ids = [...new Set(shown.map((one) => one.pointId))];
  const subjects = [...(await subjectsOf(tx, ids)).values()].map(
    ({ active: _active, ...subject }) => subject,
  );
  const blind = state.state === 'no-data' || state.state === 'error' ? state.state : null;
  const lived = state.state === 'no-data' || state.state === 'error' ? 'firing' : state.state;
  return {
    ...alarm,
    subject: subjects.length > 0 ? groupSubject(alarm.subject.pointName, subjects) : alarm.subject,
    severity: state.severity,
    life: {
      ...alarm.life,
      state: lived,
      startedAt: state.startedAt,
      clearSince:
        lived === 'recovering'
          ? (alarm.life.clearSince ?? state.startedAt)
          : lived === 'closed'
            ? state.closedAt
            : null,
    },
    blind,
    firedAt: state.firedAt,
    closedAt: state.closedAt,
    occurrences: members.length,
    group: { ...alarm.group!, members: state.open > 0 ? state.open : ids.length },
  };
}

function memberOf(episode: Episode, subject: KnownSubject): MemberInput {
  return {
    pointId: subject.pointId,
    startedAt: episode.id,
    state: stateOf(episode),
    severity: episode.severity,
    firedAt: episode.firedAt,
    endedAt: episode.closedAt,
    evidence: episode.evidence,
    pointName: subject.pointName,
    unitPath: subject.unitPath,
  };
}

function takenBack(member: StoredMember, now: number): MemberInput {
  const evidence = {
    source: 'silence' as const,
    pointId: member.pointId,
    code: null,
    period: null,
    time: null,
    lsn: null,
    value: null,
    limit: null,
    ratio: null,
    revision: null,
  };
  return { ...member, state: 'closed', endedAt: now, evidence };
}

/** The group of each point, and what people call it. A point that has no such thing is a group of its own. */
async function groupNames(
  tx: Tx,
  by: Grouping,
  ruleName: string,
  subjects: ReadonlyMap<number, KnownSubject>,
): Promise<ReadonlyMap<number, GroupName>> {
  const gateways = new Map<number, string>();
  if (by === 'gateway')
    for (const device of await devicesOfPoints(tx, [...subjects.keys()]))
      if (device.gateway) gateways.set(device.pointId, device.gateway);
  const names = new Map<number, GroupName>();
  for (const [pointId, subject] of subjects) {
    const gateway = gateways.get(pointId);
    let group: GroupName = { key: `point:${pointId}`, name: subject.pointName };
    if (by === 'rule') group = { key: 'rule', name: ruleName };
    else if (by === 'unit') group = { key: `unit:${subject.unitPath}`, name: ruleName };
    else if (by === 'gateway' && gateway) group = { key: `gateway:${gateway}`, name: gateway };
    else if (by === 'enterprise' && subject.enterpriseId !== null)
      group = {
        key: `enterprise:${subject.enterpriseId}`,
        name: subject.enterpriseName ?? subject.pointName,
      };
    names.set(pointId, group);
  }
  return names;
}
