import type { Context } from '@tarim/platform';
import type { DrawSummary, OpenVisit } from '../../contract.ts';
import { drawContent, drawRows } from '../sql/draws.ts';
import { visitRows } from '../sql/visits.ts';
import { presentDraw, requireDraw } from './draws.ts';

const PAGE = 20;
const MOST_VISITS = 10_000;

/** Draws for everybody, from the moment in which their seed is committed to. */
export async function listOpenDraws(
  ctx: Context,
  before: number | undefined,
): Promise<{ draws: DrawSummary[]; before: number | null }> {
  const rows = await drawRows(ctx.db, { before, limit: PAGE + 1 });
  const shown = rows.slice(0, PAGE);
  return { draws: shown.map(presentDraw), before: rows.length > PAGE ? shown.at(-1)!.id : null };
}

export async function getOpenDraw(
  ctx: Context,
  id: number,
): Promise<{ draw: DrawSummary; visits: OpenVisit[] }> {
  const draw = presentDraw(await requireDraw(ctx.db, id));
  const visits = await visitRows(ctx.db, { draw: id, limit: MOST_VISITS });
  return {
    draw,
    visits: visits.reverse().map(({ enterprise, uscc, stratum, team, visitedOn, result }) => ({
      enterprise,
      uscc,
      stratum,
      team: team.map(({ certificate }) => certificate),
      visitedOn,
      result,
    })),
  };
}

/** One line that `tarim draw` takes; before the draw without its seed. */
export async function drawData(ctx: Context, id: number): Promise<{ name: string; line: string }> {
  const { seed, number } = await requireDraw(ctx.db, id);
  const { input } = await drawContent(ctx.db, id);
  return {
    name: `draw-${number.replaceAll('/', '-')}.json`,
    line: `${JSON.stringify({ ...input, ...(seed ? { seed } : {}) })}\n`,
  };
}
