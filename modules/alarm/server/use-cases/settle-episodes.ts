import { HOUR_MS } from '@tarim/kernel';
import type { Context, Tx } from '@tarim/platform';
import type { Alarm } from '../domain/alarm.ts';
import { stateOf } from '../domain/engine/engine.ts';
import type { EngineChange, Episode } from '../domain/engine/types.ts';
import { DEFAULT_HISTORICAL_HOURS } from '../domain/observation.ts';
import { insertAlarm, stateOf as storedState, updateAlarm } from '../sql/alarms.ts';
import { lockEpisodes } from '../sql/episodes.ts';
import { hushAlarms } from '../sql/hush.ts';
import { seriesKey } from '../sql/series.ts';
import { subjectsOf } from '../sql/subjects.ts';
import { announce, type Changed } from './announce.ts';
import { blank, type Evaluated, episodesOf, fresh, log, logged, sinceOf, told } from './episodes.ts';
import type { RuleBook } from './rule-book.ts';
import { settleGroups } from './settle-groups.ts';

/** Brings the alarms of written rules to what the engine says, and publishes the changes as one event. */
export async function settleEpisodes(
  ctx: Context,
  tx: Tx,
  book: RuleBook,
  all: readonly Evaluated[],
): Promise<number> {
  if (all.length === 0) return 0;
  const now = ctx.clock.now();
  const grouped = (one: Evaluated) => (book.version(one.rule.ruleId)?.body.groupBy ?? 'none') !== 'none';
  const changed = [
    ...(await settleAlone(
      tx,
      book,
      all.filter((one) => !grouped(one)),
      now,
    )),
    ...(await settleGroups(tx, book, all.filter(grouped), now)),
  ];
  if (changed.length === 0) return 0;
  const hushed = await hushAlarms(tx, now, [...new Set(changed.map(({ alarm }) => alarm.id))]);
  return announce(ctx, tx, changed, hushed);
}

async function settleAlone(
  tx: Tx,
  book: RuleBook,
  all: readonly Evaluated[],
  now: number,
): Promise<Changed[]> {
  if (all.length === 0) return [];
  const pointIds = [...new Set(all.map((one) => one.rule.pointId))];
  const since = Math.max(0, Math.min(...all.map(sinceOf)));
  const ruleIds = [...new Set(all.map((one) => one.rule.ruleId))];
  const bySeries = Map.groupBy(await lockEpisodes(tx, ruleIds, pointIds, since), ({ alarm }) =>
    seriesKey({ ruleId: alarm.ruleId, pointId: alarm.subject.pointId }),
  );
  const subjects = await subjectsOf(tx, pointIds);
  const changed: Changed[] = [];
  for (const one of all) {
    const own = new Map(
      (bySeries.get(seriesKey(one.rule)) ?? []).map((row) => [row.alarm.life.startedAt, row]),
    );
    const subject = subjects.get(one.rule.pointId);
    const version = book.version(one.rule.ruleId);
    if (!subject || !version) continue;
    const hours = version.body.historicalAfterHours ?? DEFAULT_HISTORICAL_HOURS;
    const episodes = episodesOf(one);
    const stands = new Set(episodes.map((episode) => episode.id));
    // What is not so any more goes first: two open alarms of one rule at one point there cannot be.
    if (one.late)
      for (const { alarm, byHand } of own.values())
        if (!byHand && !stands.has(alarm.life.startedAt) && alarm.life.startedAt > one.start.at)
          changed.push(...(await takeBack(tx, alarm, now)));
    for (const episode of episodes) {
      const row = own.get(episode.id);
      if (row?.byHand) continue;
      if (row) changed.push(...(await restate(tx, row.alarm, episode, one, now)));
      else if (episode.firedAt !== null || episode.closedAt === null) {
        const historical =
          !subject.active || (episode.closedAt !== null && now - episode.closedAt > hours * HOUR_MS);
        const alarm = fresh(episode, subject, one.rule.ruleId, version.key, historical);
        changed.push(...(await born(tx, alarm, one.result.changes, now)));
      }
    }
  }
  return changed;
}

async function born(
  tx: Tx,
  draft: Omit<Alarm, 'id'>,
  changes: readonly EngineChange[],
  now: number,
): Promise<Changed[]> {
  const alarm = await insertAlarm(tx, draft, now);
  return log(tx, alarm, changes.filter((change) => change.id === alarm.life.startedAt).map(logged));
}

async function restate(
  tx: Tx,
  before: Alarm,
  episode: Episode,
  { result, late }: Evaluated,
  now: number,
): Promise<Changed[]> {
  const next: Alarm = { ...before, ...told(episode) };
  const from = storedState(before);
  const to = stateOf(episode);
  const changes = result.changes.filter((change) => change.id === episode.id);
  // A person closed nothing here; a closed alarm that is not told of anew stays as it is.
  if (from === 'closed' && !late) return [];
  await updateAlarm(tx, next, now);
  if (!late) return log(tx, next, changes.map(logged));
  if (from === to) return [];
  return log(tx, next, [{ ...blank(now), from, to, why: 'revised', evidence: episode.evidence }]);
}

/** Late data took its ground away. */
async function takeBack(tx: Tx, alarm: Alarm, now: number): Promise<Changed[]> {
  const from = storedState(alarm);
  if (from === 'closed' && alarm.occurrences === 0) return [];
  const closedAt = alarm.closedAt ?? now;
  const next: Alarm = {
    ...alarm,
    life: { ...alarm.life, state: 'closed', clearSince: alarm.life.clearSince ?? now },
    blind: null,
    closedAt,
    occurrences: 0,
  };
  await updateAlarm(tx, next, now);
  return log(tx, next, [{ ...blank(now), from, to: 'closed', why: 'revised', evidence: null }]);
}
