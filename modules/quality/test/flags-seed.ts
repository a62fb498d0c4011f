import { beijingIso } from '@tarim/kernel';
import { rolledUp } from '@tarim/telemetry/contract';
import { sql } from 'kysely';
import { redoFlags } from '../server/jobs/redo-flags.ts';
import { at, hours, STACK, type World } from './seed.ts';

export const H = 3_600_000;
export const DAY_ONE = at('2026-10-01T00:00:00');
/** Nothing but noise: 20.0 to 20.9, no two alike in succession. */
export const calm = (hour: number) => 20 + ((hour * 7) % 10) / 10;

/** Hours of the stack as they stand, told of as telemetry does: an event a call. */
export async function come(
  w: World,
  figures: ReadonlyArray<readonly [hour: number, mean: number | null]>,
): Promise<void> {
  for (const [hour, mean] of figures)
    await hours(w.ctx.db, STACK, DAY_ONE + hour * H, 1, () => ({ 'a21026.Avg': mean }));
  await told(
    w,
    figures.map(([hour]) => hour),
  );
}
export async function told(w: World, which: readonly number[]): Promise<void> {
  const items = which.map((hour) => ({ pointId: STACK, time: beijingIso(DAY_ONE + hour * H), revision: 0 }));
  await w.ctx.db.transaction().execute((tx) => w.ctx.outbox.publish(tx, rolledUp, { period: 'hour', items }));
  await w.ctx.deliver();
  await redoFlags(w.ctx);
}
export interface Raw {
  code: string;
  flag: string;
  from: Date;
  to: Date;
  state: string;
  first: object;
  peak: object;
}
export const rowsOf = async (w: World, withdrawn = false) => {
  const { rows } =
    await sql<Raw>`select code, flag, from_at as "from", to_at as "to", state, first, peak from quality.flag
    where ${withdrawn}::boolean or state <> 'withdrawn' order by code, flag, from_at`.execute(w.ctx.db);
  return rows;
};
export const hourOf = (time: Date) => (time.getTime() - DAY_ONE) / H;
/** `code flag from-to state`, hours from the first of October. */
export const brief = async (w: World, withdrawn = false) =>
  (await rowsOf(w, withdrawn)).map(
    (one) => `${one.code} ${one.flag} ${hourOf(one.from)}-${hourOf(one.to)} ${one.state}`,
  );

/** Two days: constant from 10 to 17, nothing at 20 to 22, a negative at 30, a spike of 90 at 36. */
export const story = (): [number, number][] => {
  const all: [number, number][] = [];
  for (let hour = 0; hour < 48; hour++) {
    if (hour >= 20 && hour < 23) continue;
    if (hour >= 10 && hour < 18) all.push([hour, 25]);
    else if (hour === 30) all.push([hour, -1]);
    else all.push([hour, hour === 36 ? 90 : calm(hour)]);
  }
  return all;
};
