import { beijingIso, DAY_MS, HOUR_MS } from '@tarim/kernel';
import type { Context, Tx } from '@tarim/platform';
import type { RegisteredPoint } from '@tarim/registry/queries';
import { findingRaised } from '../../contract.ts';
import { type Episode, episodesOf, gravityOf } from '../domain/episodes.ts';
import type { Judgement } from '../domain/judge.ts';
import {
  changeFinding,
  type FindingRow,
  insertFinding,
  lockFindings,
  withdrawFindings,
} from '../sql/findings.ts';
import { judgementsBetween } from '../sql/judgements.ts';
import { tellSettled } from './tell-settled.ts';

/** Hours before and after those judged that a finding may reach into. */
const AROUND_MS = 5 * DAY_MS;

/**
 * Brings the findings of a station in line with its judged hours: an episode that overlaps or touches a finding of its kind is that
 * finding, others are new; a finding that no episode stands for any more is withdrawn, unless it was closed by a person.
 * @returns how many are new
 */
export async function settleFindings(
  ctx: Context,
  tx: Tx,
  station: RegisteredPoint,
  judged: readonly Judgement[],
): Promise<number> {
  const times = judged.map(({ time }) => time);
  const from = Math.min(...times) - AROUND_MS;
  const to = Math.max(...times) + AROUND_MS;
  const episodes = episodesOf(await judgementsBetween(tx, [station.id], from, to + HOUR_MS));
  const known = await lockFindings(tx, station.id, from - HOUR_MS, to + HOUR_MS);
  const at = new Date(ctx.clock.now());
  const left = new Set(known);
  const told: { id: number; episode: Episode }[] = [];
  let raised = 0;
  for (const episode of episodes) {
    const [mine, ...others] = known.filter((row) => left.has(row) && sameCause(row, episode));
    if (!mine) {
      told.push({ id: await insertFinding(tx, station, episode, at), episode });
      raised++;
      continue;
    }
    left.delete(mine);
    await withdraw(
      ctx,
      tx,
      others.filter((row) => left.delete(row)),
      at,
    );
    // What reaches back beyond the hours that were looked at keeps its beginning.
    const whole = mine.from.getTime() < from ? { ...episode, from: mine.from.getTime() } : episode;
    await changeFinding(tx, mine.id, whole, at);
    const wentOn = episode.kind === 'fault' && episode.to > mine.to.getTime() && mine.state !== 'closed';
    if (wentOn || gravityOf(episode.worst) > gravityOf(mine.worst)) told.push({ id: mine.id, episode });
  }
  await withdraw(
    ctx,
    tx,
    [...left].filter((row) => row.from.getTime() >= from && row.to.getTime() <= to),
    at,
  );
  if (told.length > 0) await publish(ctx, tx, station, told);
  return raised;
}

const sameCause = (row: FindingRow, { kind, from, to }: Episode): boolean =>
  row.kind === kind && row.from.getTime() <= to + HOUR_MS && row.to.getTime() >= from - HOUR_MS;

async function withdraw(ctx: Context, tx: Tx, rows: readonly FindingRow[], at: Date): Promise<void> {
  const gone = rows.filter(({ state }) => state !== 'closed');
  if (gone.length === 0) return;
  await withdrawFindings(
    tx,
    gone.map(({ id }) => id),
    at,
  );
  await tellSettled(ctx, tx, gone, 'withdrawn');
}

async function publish(
  ctx: Context,
  tx: Tx,
  { id: pointId, name: pointName, unitPath, simulated }: RegisteredPoint,
  told: readonly { id: number; episode: Episode }[],
): Promise<void> {
  const items = told.map(({ id, episode: { kind, worst, from, peak, high } }) => ({
    id,
    pointId,
    pointName,
    unitPath,
    kind,
    worst,
    from: beijingIso(from),
    peak,
    limit: high,
    simulated,
  }));
  await ctx.outbox.publish(tx, findingRaised, { items });
}
