import { visitNews, visitsToday, visitTurns } from '@tarim/inspection/queries';
import { beijingIso } from '@tarim/kernel';
import type { Actor, Context } from '@tarim/platform';
import { openTaskCounts, openTasks } from '@tarim/supervision/queries';
import {
  COMMAND,
  type CommandCase,
  type CommandView,
  type Happening,
  type UnitLoad,
} from '../../contract.ts';
import { hasOpenOrder } from '../domain/file.ts';
import { unitLoads } from '../domain/unit-load.ts';
import { clueRows } from '../sql/clues.ts';
import { happeningsSince, newClueIds, openCounts } from '../sql/command.ts';
import { waitingClueIds } from '../sql/desk.ts';
import { presentClues } from './clues.ts';
import { placesOf } from './places.ts';
import { openCases, type Tongue } from './read-cases.ts';

/** Things of each kind that the screen takes; figures count all. */
const MOST = 300;
const NEWS = 30;
const DAY_MS = 86_400_000;

/**
 * 指挥视图 of the units that the reader commands, or of one of them. It reads what is open, what is of today and what the last two days
 * brought, whatever else is stored. @throws TarimError FORBIDDEN where the unit is not the reader's to command
 */
export async function getCommand(
  ctx: Context,
  actor: Actor,
  { unit }: { unit?: string },
  tongue: Tongue,
): Promise<CommandView> {
  if (unit !== undefined) ctx.policy.require(actor, COMMAND, { unitPath: unit });
  const units = unit === undefined ? ctx.policy.scope(actor, COMMAND).unitPaths : [unit];
  const now = ctx.clock.now();
  const at = new Date(now);
  const [visits, turns, tasks, taskCounts, clueIds, fresh, looked, counts] = await Promise.all([
    visitsToday(ctx, units, MOST + 1),
    visitTurns(ctx, units),
    openTasks(ctx.db, units, at, MOST + 1),
    openTaskCounts(ctx.db, units, at),
    waitingClueIds(ctx.db, units, MOST + 1),
    newClueIds(ctx.db, units, new Date(now - DAY_MS)),
    openCases(ctx, units, tongue),
    openCounts(ctx.db, units),
  ]);
  const clues = await presentClues(
    ctx,
    ctx.db,
    await clueRows(ctx.db, { ids: clueIds.slice(0, MOST), oldestFirst: true, limit: MOST }),
  );
  const red = looked.cases.filter(({ summary }) => summary.next?.light === 'red');
  const places = await placesOf(ctx, [
    ...clues.map(({ enterpriseId }) => enterpriseId),
    ...red.map(({ row }) => row.enterpriseId),
  ]);
  const turn = (is: string) => turns.reduce((sum, one) => sum + (one.turn === is ? one.count : 0), 0);
  const total = <T>(rows: readonly T[], of: (row: T) => number) =>
    rows.reduce((sum, row) => sum + of(row), 0);
  return {
    at: beijingIso(now),
    unit: units.length === 1 ? units[0]! : null,
    figures: {
      planned: turn('planned'),
      underWay: turn('under-way'),
      done: turn('done'),
      late: turn('late'),
      undated: turn('undated'),
      tasks: total(taskCounts, ({ open }) => open),
      lateTasks: total(taskCounts, ({ late }) => late),
      redCases: red.length,
      newClues: fresh.length,
      waitingClues: total(counts, (one) => one.clues),
      openOrders: looked.cases.filter(({ standing }) => hasOpenOrder(standing)).length,
    },
    visits: visits.slice(0, MOST).map(({ visit, progress, place, last }) => ({
      id: visit.id,
      enterprise: visit.enterprise,
      unitPath: visit.unitPath,
      progress,
      why: visit.drawNumber ?? visit.why ?? '',
      team: visit.team.map(({ name }) => name),
      appointment: visit.appointment,
      lon: place?.lon ?? null,
      lat: place?.lat ?? null,
      last: last && { lon: last.lon, lat: last.lat, at: beijingIso(last.at) },
      simulated: visit.simulated,
    })),
    tasks: tasks
      .slice(0, MOST)
      .map(({ enterpriseId: _, dueAt, ...task }) => ({ ...task, dueAt: beijingIso(dueAt.getTime()) })),
    clues: clues.map(({ id, code, object, unitPath, clock, reports, enterpriseId, simulated }) => ({
      id,
      code,
      object,
      suspected: reports.at(-1)?.suspected ?? '',
      unitPath,
      clock,
      ...places(enterpriseId),
      simulated,
    })),
    cases: red.slice(0, MOST).map(
      ({ row, summary }): CommandCase => ({
        ...summary,
        ...places(row.enterpriseId),
      }),
    ),
    units: loadsOf(turns, taskCounts, counts, units),
    happenings: await happenings(ctx, units, new Date(now - 2 * DAY_MS)),
    more: looked.more || [visits, tasks, clueIds, red].some(({ length }) => length > MOST),
  };
}

type Counts<T extends (...args: never[]) => unknown> = Awaited<ReturnType<T>>;

const loadsOf = (
  turns: Counts<typeof visitTurns>,
  tasks: Counts<typeof openTaskCounts>,
  counts: Counts<typeof openCounts>,
  units: readonly string[],
): UnitLoad[] =>
  unitLoads(
    [
      ...turns.flatMap(({ unitPath, turn, count }) => (turn === 'done' ? [] : { unitPath, visits: count })),
      ...tasks.map(({ unitPath, open }) => ({ unitPath, tasks: open })),
      ...counts,
    ],
    units,
  );

async function happenings(ctx: Context, units: readonly string[], since: Date): Promise<Happening[]> {
  const [own, visits] = await Promise.all([
    happeningsSince(ctx.db, units, since, NEWS),
    visitNews(ctx.db, units, since, NEWS),
  ]);
  return [
    ...own,
    ...visits.map(({ enterprise: title, ...one }) => ({ ...one, title, kind: 'visit' as const })),
  ]
    .sort((a, b) => b.at.getTime() - a.at.getTime())
    .slice(0, NEWS)
    .map((one) => ({ ...one, at: beijingIso(one.at.getTime()) }));
}
