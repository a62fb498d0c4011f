import { doneVisit } from '@tarim/inspection/queries';
import { beijingDate, beijingIso, TarimError } from '@tarim/kernel';
import type { Actor, Context, DbOrTx } from '@tarim/platform';
import type { WorkCalendar } from '@tarim/science';
import { calendarOf, leadById, leadCode } from '@tarim/supervision/queries';
import type {
  ActName,
  CaseDetail,
  CaseState,
  CaseSummary,
  Clock,
  CrimeSign,
  Finding,
  OpenDecision,
  OpenWithdrawal,
} from '../../contract.ts';
import { clocksOf } from '../domain/clocks.ts';
import { creditOf } from '../domain/credit.ts';
import { crimeSignsOf } from '../domain/crime.ts';
import {
  type CaseFile,
  fineOf,
  hasOpenOrder,
  offersHearing,
  proposalOf,
  type Standing,
  standingOf,
} from '../domain/file.ts';
import { fatalTitle, faultsOf } from '../domain/findings.ts';
import { lateFineAt, lateOwedAt } from '../domain/late.ts';
import { actsOffered } from '../domain/life.ts';
import { enforcementErrors as E } from '../errors.ts';
import {
  type CaseRow,
  caseRows,
  earlierPenalties,
  everyStepOf,
  type StepRow,
  stepsOf,
} from '../sql/cases.ts';
import { compensationOf } from '../sql/compensation.ts';
import { openCaseIds } from '../sql/desk.ts';
import { documentsOf, publications } from '../sql/papers.ts';
import { type Key, wordsIn } from '../words.ts';
import { ACTION_OF, DECIDE, HANDLE, REVIEW } from './actions.ts';
import { clueOfCase } from './clues.ts';
import { titleOf } from './titles.ts';

const PAGE = 50;
const OPEN_PAGE = 20;

export const fileOf = (row: CaseRow): CaseFile => ({ ...row, party: row.party.kind });

/** What of a case points to a crime by itself. */
export const signsOf = async (db: DbOrTx, row: CaseRow): Promise<CrimeSign[]> =>
  crimeSignsOf({ violation: row.violation, earlier: await earlierPenalties(db, row) });

export type Tongue = 'zh' | 'en';

/** @throws TarimError ENFORCEMENT_CASE_UNKNOWN */
export async function requireCase(db: DbOrTx, id: number): Promise<CaseRow> {
  const [row] = await caseRows(db, { id, limit: 1 });
  if (!row) throw new TarimError(E.caseUnknown, { id });
  return row;
}

export async function listCases(
  ctx: Context,
  query: {
    unit?: string;
    state?: CaseState;
    due?: 'red' | 'order';
    text?: string;
    before?: number;
    limit?: number;
  },
  tongue: Tongue,
): Promise<{ cases: CaseSummary[]; before: number | null }> {
  if (query.due) return { cases: await dueCases(ctx, query.due, query.unit ?? '/', tongue), before: null };
  const limit = query.limit ?? PAGE;
  const rows = await caseRows(ctx.db, { ...query, text: query.text || undefined, limit: limit + 1 });
  const shown = rows.slice(0, limit);
  const cases = await summariesOf(ctx, shown, tongue);
  return { cases, before: rows.length > limit ? shown.at(-1)!.id : null };
}

/** Open cases whose next term is over, or whose order was not found carried out: one list, what is due first. */
async function dueCases(
  ctx: Context,
  due: 'red' | 'order',
  unit: string,
  tongue: Tongue,
): Promise<CaseSummary[]> {
  const { cases } = await openCases(ctx, [unit], tongue);
  return cases
    .filter(({ summary, standing }) =>
      due === 'red' ? summary.next?.light === 'red' : hasOpenOrder(standing),
    )
    .map(({ summary }) => summary)
    .sort((a, b) => (a.next?.due ?? '9').localeCompare(b.next?.due ?? '9'));
}

/** Cases as they stand today, in the order of the rows. */
export async function summariesOf(
  ctx: Context,
  rows: readonly CaseRow[],
  tongue: Tongue,
): Promise<CaseSummary[]> {
  return (await lookAt(ctx, rows, tongue)).map(({ summary }) => summary);
}

/** Open cases that are folded at once; figures of more than that are said to be cut. */
const MOST_OPEN = 2_000;

/** Open cases of these units as they stand today, the oldest first. */
export async function openCases(
  ctx: Context,
  unitPaths: readonly string[],
  tongue: Tongue,
): Promise<{
  cases: { row: CaseRow; summary: CaseSummary; standing: Standing }[];
  more: boolean;
}> {
  const ids = await openCaseIds(ctx.db, unitPaths, null, MOST_OPEN + 1);
  const rows = await caseRows(ctx.db, { ids: ids.slice(0, MOST_OPEN), limit: MOST_OPEN });
  const looked = await lookAt(ctx, rows, tongue);
  return { cases: rows.map((row, i) => ({ row, ...looked[i]! })), more: ids.length > MOST_OPEN };
}

async function lookAt(ctx: Context, rows: readonly CaseRow[], tongue: Tongue): Promise<Looked[]> {
  const ids = rows.map(({ id }) => id);
  const steps = Map.groupBy(await stepsOf(ctx.db, ids), ({ caseId }) => caseId);
  const units = [...new Set(rows.map(({ unitPath }) => unitPath))];
  const calendars = new Map(
    await Promise.all(units.map(async (unit) => [unit, await calendarOf(ctx, ctx.db, unit)] as const)),
  );
  return rows.map((row) =>
    summaryOf(ctx, row, steps.get(row.id) ?? [], calendars.get(row.unitPath)!, tongue),
  );
}

interface Looked {
  readonly summary: CaseSummary;
  readonly standing: Standing;
  readonly clocks: Clock[];
  readonly findings: Finding[];
}

function summaryOf(
  ctx: Context,
  row: CaseRow,
  steps: readonly StepRow[],
  calendar: WorkCalendar,
  tongue: Tongue,
): Looked {
  const now = ctx.clock.now();
  const file = fileOf(row);
  const standing = standingOf(steps);
  const clocks = clocksOf(file, standing, now, calendar);
  const t = wordsIn(tongue);
  const findings = faultsOf(file, steps, beijingDate(now), calendar).map(
    ({ item, when, words, params }): Finding => ({
      item,
      when,
      title: fatalTitle(item, tongue),
      message: t(`fault.${words}` as Key, params),
    }),
  );
  const running = clocks.filter(({ light }) => light !== 'done');
  const summary: CaseSummary = {
    id: row.id,
    number: row.number,
    unitPath: row.unitPath,
    party: row.party.name,
    cause: row.cause,
    state: standing.state,
    filedOn: row.filedOn,
    // To withdraw what is public is owed also of a case that is closed.
    next: (standing.closed ? running.find(({ key }) => key === 'withdrawal') : running[0]) ?? null,
    fine: standing.decision ? fineOf(standing) : null,
    fatal: findings.filter(({ when }) => when === 'now').length,
    simulated: row.simulated,
  };
  return { summary, standing, clocks, findings };
}

export async function getCase(
  ctx: Context,
  actor: Actor,
  id: number,
  tongue: Tongue,
  db: DbOrTx = ctx.db,
): Promise<CaseDetail> {
  const row = await requireCase(db, id);
  const steps = await stepsOf(db, [id]);
  const calendar = await calendarOf(ctx, ctx.db, row.unitPath);
  const { summary, standing, clocks, findings } = summaryOf(ctx, row, steps, calendar, tongue);
  const today = beijingDate(ctx.clock.now());
  const lateOwed = lateOwedAt(standing, calendar, today);
  const live = new Set(steps.map(({ nth }) => nth));
  const lead = row.leadId === null ? null : await leadById(db, row.leadId);
  return {
    ...summary,
    partyFacts: seesPerson(ctx, actor, row) ? row.party : { ...row.party, code: '', address: '' },
    enterpriseId: row.enterpriseId,
    lead: lead && { id: lead.id, code: leadCode(lead.id), taskId: lead.taskId },
    visit: row.visitId === null ? null : await doneVisit(db, row.visitId),
    clue: await clueOfCase(db, id),
    violation: row.violation,
    violationTitle: titleOf(row.violation, tongue),
    range: row.range,
    actStart: row.actStart,
    actEnd: row.actEnd,
    harm: row.harm,
    facts: row.facts,
    handlers: [...row.handlers],
    steps: (await everyStepOf(db, id)).map(({ nth, act, by, at }) => ({
      nth,
      act,
      by: by.name,
      at: beijingIso(at.getTime()),
      voided: act.act !== 'void' && !live.has(nth),
    })),
    clocks,
    findings,
    crimeSigns: standing.screened ? [] : await signsOf(db, row),
    hearingDue: hearingDue(standing, row.party.kind),
    lateFine: lateFineAt(standing, calendar, today),
    lateOwed,
    daily: standing.measures.daily.map(({ notice: told, fine, decision: decided }) => ({
      ...fine,
      noticedOn: told.on,
      decidedOn: decided?.on ?? null,
    })),
    credit: creditOf(standing, beijingDate(ctx.clock.now())),
    compensation: await compensationOf(db, id),
    documents: await documentsOf(db, id),
    acts: actsOffered(standing).filter(
      (act: ActName) =>
        ctx.policy.can(actor, ACTION_OF[act], { unitPath: row.unitPath }) &&
        (lateOwed > 0 || (act !== 'pay-late' && act !== 'remit-late')),
    ),
    filedBy: row.filedBy.name,
  };
}

/** Of what waits for its decision, else of what was decided. */
function hearingDue(standing: Standing, party: CaseFile['party']): boolean {
  const proposal = proposalOf(standing);
  if (proposal) return offersHearing(party, proposal.amount, proposal.beside, proposal.confiscated);
  const { notice, decision } = standing;
  return (
    notice !== null &&
    offersHearing(party, decision?.amount ?? notice.amount, notice.beside, notice.confiscated ?? null)
  );
}

/** Whether somebody needs to know who a person is: those who handle, review or decide where the case lies. */
export const seesPerson = (ctx: Context, actor: Actor, { party, unitPath }: CaseRow): boolean =>
  party.kind === 'organisation' ||
  [HANDLE, REVIEW, DECIDE].some((action) => ctx.policy.can(actor, action, { unitPath }));

export async function listOpenDecisions(
  ctx: Context,
  before: number | undefined,
): Promise<{ decisions: OpenDecision[]; withdrawn: OpenWithdrawal[]; before: number | null }> {
  const rows = await publications(ctx.db, beijingDate(ctx.clock.now()), before, OPEN_PAGE + 1);
  const shown = rows.slice(0, OPEN_PAGE);
  return {
    decisions: shown.flatMap(({ content, withdrawn }) => (withdrawn ? [] : [content])),
    withdrawn: shown.flatMap(({ content: { number, authority, simulated }, withdrawn }) =>
      withdrawn ? [{ number, authority, simulated, ...withdrawn }] : [],
    ),
    before: rows.length > OPEN_PAGE ? shown.at(-1)!.id : null,
  };
}
