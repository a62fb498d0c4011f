import { DAY_MS } from '@tarim/kernel';
import type { Actor, Context, Static } from '@tarim/platform';
import { rollupSeries } from '@tarim/telemetry/queries';
import type { airRose as route } from '../../contract.ts';
import { readablePoint } from '../use-cases/subject.ts';
import { dayStart, readPeriod } from './periods.ts';
import { type RoseHour, roseOf } from './rose-sectors.ts';

const MOST_DAYS = 370;
const [SPEED, DIRECTION, FINE_DUST] = ['a01007', 'a01008', 'a34004'];

/** Wind and pollution of a station by direction, from its hours. */
export async function airRose(
  ctx: Context,
  actor: Actor,
  { pointId, from, to, code = FINE_DUST! }: Static<NonNullable<typeof route.query>>,
): Promise<Static<NonNullable<typeof route.response>>> {
  readPeriod(`${from}/${to}`, MOST_DAYS);
  const point = await readablePoint(ctx, actor, pointId);
  const rows = await rollupSeries(ctx.db, {
    pointIds: [pointId],
    period: 'hour',
    from: dayStart(from),
    to: dayStart(to) + DAY_MS,
  });
  const meanOf = (values: (typeof rows)[number]['values'], factor: string): number | null => {
    const value = values[factor];
    return value && value.invalid === null ? value.mean : null;
  };
  const hours = rows.flatMap(({ values }): RoseHour[] => {
    const speed = meanOf(values, SPEED!);
    const direction = meanOf(values, DIRECTION!);
    return speed === null || direction === null ? [] : [{ speed, direction, value: meanOf(values, code) }];
  });
  return { pointId, pointName: point.name, code, ...roseOf(hours), simulated: point.simulated };
}
