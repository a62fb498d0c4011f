import { plannedVisitsOf } from '@tarim/inspection/queries';
import { beijingDate } from '@tarim/kernel';
import type { Actor, Context } from '@tarim/platform';
import type { DeskCase, DeskClue, DeskVisit, Load } from '../../contract.ts';
import { caseRows } from '../sql/cases.ts';
import { clueRows } from '../sql/clues.ts';
import { caseLoad, openCaseIds, waitingClueIds } from '../sql/desk.ts';
import { HANDLE } from './actions.ts';
import { presentClues } from './clues.ts';
import { placesOf } from './places.ts';
import { summariesOf, type Tongue } from './read-cases.ts';

/** Rows of each kind that are shown; who has more than that looks in the lists. */
const MOST = 200;
const READ = 'enforcement.read';

interface Desk {
  readonly clues: DeskClue[];
  readonly cases: DeskCase[];
  readonly visits: DeskVisit[];
  readonly load: Load[];
  readonly more: boolean;
}

/** 我的工作台: what waits for the reader and for the units where he handles cases; who only reads sees the units that he reads. */
export async function getDesk(
  ctx: Context,
  actor: Actor,
  query: { unit?: string },
  tongue: Tongue,
): Promise<Desk> {
  const handled = ctx.policy.scope(actor, HANDLE).unitPaths;
  const own = handled.length > 0 ? handled : ctx.policy.scope(actor, READ).unitPaths;
  const { unit } = query;
  // A narrower unit within one's own; one beyond them gives nothing.
  const units = unit === undefined ? own : own.some((path) => unit.startsWith(path)) ? [unit] : [];
  const [clueIds, caseIds, planned, cases] = await Promise.all([
    waitingClueIds(ctx.db, units, MOST + 1),
    openCaseIds(ctx.db, units, actor.name, MOST + 1),
    plannedVisitsOf(ctx.db, units, actor.name, MOST + 1),
    caseLoad(ctx.db, units),
  ]);
  const clues = await presentClues(
    ctx,
    ctx.db,
    await clueRows(ctx.db, { ids: clueIds.slice(0, MOST), oldestFirst: true, limit: MOST }),
  );
  const rows = await caseRows(ctx.db, { ids: caseIds.slice(0, MOST), limit: MOST });
  const summaries = await summariesOf(ctx, rows, tongue);
  const places = await placesOf(ctx, [
    ...rows.map(({ enterpriseId }) => enterpriseId),
    ...clues.map(({ enterpriseId }) => enterpriseId),
    ...planned.visits.map(({ enterpriseId }) => enterpriseId),
  ]);
  const mine = (team: readonly { readonly name: string }[]) => team.some(({ name }) => name === actor.name);
  return {
    clues: clues.map((one) => ({ ...one, ...places(one.enterpriseId) })),
    cases: rows
      .map((row, i) => ({ ...summaries[i]!, mine: mine(row.handlers), ...places(row.enterpriseId) }))
      .sort(
        (a, b) => Number(b.mine) - Number(a.mine) || (a.next?.due ?? '9').localeCompare(b.next?.due ?? '9'),
      ),
    visits: planned.visits.slice(0, MOST).map((one) => ({
      id: one.id,
      enterprise: one.enterprise,
      unitPath: one.unitPath,
      why: one.drawNumber ?? one.why ?? '',
      plannedOn: beijingDate(one.plannedAt.getTime()),
      mine: mine(one.team),
      simulated: one.simulated,
      ...places(one.enterpriseId),
    })),
    load: merged(cases, planned.load),
    more: [clueIds, caseIds, planned.visits].some(({ length }) => length > MOST),
  };
}

/** Who has most in hand comes first. */
function merged(
  cases: readonly Omit<Load, 'visits'>[],
  visits: readonly Pick<Load, 'name' | 'certificate' | 'visits'>[],
): Load[] {
  const all = new Map<string, Load>();
  for (const one of cases) all.set(one.certificate, { ...one, visits: 0 });
  for (const one of visits)
    all.set(one.certificate, { cases: 0, executing: 0, ...all.get(one.certificate), ...one });
  const sum = (one: Load) => one.cases + one.executing + one.visits;
  return [...all.values()].sort((a, b) => sum(b) - sum(a) || a.certificate.localeCompare(b.certificate));
}
