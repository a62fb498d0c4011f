import { documentFile } from '@tarim/documents';
import { beijingIso, TarimError } from '@tarim/kernel';
import type { Actor, Context, DbOrTx } from '@tarim/platform';
import type { WorkCalendar } from '@tarim/science';
import { DAMAGE_RULES } from '@tarim/standards';
import { calendarOf } from '@tarim/supervision/queries';
import type {
  DamageDetail,
  DamageDocument,
  DamageState,
  DamageSummary,
  OpenCompensation,
  Source,
} from '../../contract.ts';
import { clocksOf } from '../domain/clocks.ts';
import { amountOf, isUnconfirmed, itemsTotal, paidOf, standingOf } from '../domain/file.ts';
import { actsOffered } from '../domain/life.ts';
import { damageErrors as E } from '../errors.ts';
import { type CaseRow, caseRows, repeatsOf, type StepRow, stepsOf } from '../sql/cases.ts';
import { limitFor } from '../sql/limits.ts';
import { documentContent, documentsOf, publications } from '../sql/papers.ts';
import { actionOf, DECIDE, HANDLE } from './actions.ts';

const PAGE = 50;
const OPEN_PAGE = 20;

export type Tongue = 'zh' | 'en';

/** @throws TarimError DAMAGE_CASE_UNKNOWN */
export async function requireCase(db: DbOrTx, id: number): Promise<CaseRow> {
  const [row] = await caseRows(db, { id, limit: 1 });
  if (!row) throw new TarimError(E.caseUnknown, { id });
  return row;
}

export async function listCases(
  ctx: Context,
  query: {
    unit?: string;
    state?: DamageState;
    source?: Source;
    text?: string;
    before?: number;
    limit?: number;
  },
): Promise<{ cases: DamageSummary[]; before: number | null }> {
  const limit = query.limit ?? PAGE;
  const rows = await caseRows(ctx.db, { ...query, text: query.text || undefined, limit: limit + 1 });
  const shown = rows.slice(0, limit);
  const steps = Map.groupBy(
    await stepsOf(
      ctx.db,
      shown.map(({ id }) => id),
    ),
    ({ caseId }) => caseId,
  );
  const calendars = new Map<string, WorkCalendar>();
  const cases: DamageSummary[] = [];
  for (const row of shown) {
    const calendar = calendars.get(row.unitPath) ?? (await calendarOf(ctx, ctx.db, row.unitPath));
    calendars.set(row.unitPath, calendar);
    cases.push(summaryOf(ctx, row, steps.get(row.id) ?? [], calendar));
  }
  return { cases, before: rows.length > limit ? shown.at(-1)!.id : null };
}

function summaryOf(
  ctx: Context,
  row: CaseRow,
  steps: readonly StepRow[],
  calendar: WorkCalendar,
): DamageSummary {
  const standing = standingOf(steps);
  const running = clocksOf(standing, ctx.clock.now(), calendar).filter(({ light }) => light !== 'done');
  return {
    id: row.id,
    number: row.number,
    unitPath: row.unitPath,
    source: row.source,
    party: row.party.name,
    title: row.title,
    state: standing.state,
    foundOn: row.foundOn,
    next: standing.closed ? null : (running[0] ?? null),
    amount: amountOf(standing),
    paid: paidOf(standing),
    simulated: row.simulated,
  };
}

export async function getCase(
  ctx: Context,
  actor: Actor,
  id: number,
  db: DbOrTx = ctx.db,
): Promise<DamageDetail> {
  const row = await requireCase(db, id);
  const steps = await stepsOf(db, [id]);
  const calendar = await calendarOf(ctx, ctx.db, row.unitPath);
  const standing = standingOf(steps);
  const { assessment } = standing;
  return {
    ...summaryOf(ctx, row, steps, calendar),
    partyFacts: seesPerson(ctx, actor, row) ? row.party : { ...row.party, code: '' },
    enterpriseId: row.enterpriseId,
    penalty: row.penaltyId === null ? null : { id: row.penaltyId, number: row.penaltyNumber ?? '' },
    facts: row.facts,
    openedBy: row.openedBy,
    steps: steps.map(({ nth, act, by, at }) => ({ nth, act, by: by.name, at: beijingIso(at.getTime()) })),
    clocks: clocksOf(standing, ctx.clock.now(), calendar),
    items: assessment ? [...assessment.items] : [],
    assessed: assessment && itemsTotal(assessment),
    estimate: steps.findLast(({ act }) => act.act === 'assess')?.estimate ?? null,
    unconfirmed: isUnconfirmed(standing),
    simpleLimit: await simpleLimitOf(db, row),
    meetings: {
      held: standing.meetings,
      most: DAMAGE_RULES.meetings.most,
      confidence: DAMAGE_RULES.meetings.confidence,
    },
    repeats: await repeatsNow(db, row),
    published: [...standing.published],
    documents: await documentsOf(db, id),
    acts: actsOffered(standing).filter((act) =>
      ctx.policy.can(actor, actionOf(act), { unitPath: row.unitPath }),
    ),
  };
}

/** Other cases of the party within the years before this one in which nothing counts as slight. */
export const repeatsNow = (db: DbOrTx, row: CaseRow): Promise<number> => {
  const year = Number(row.foundOn.slice(0, 4)) - DAMAGE_RULES.slight.repeatYears;
  // 29 February has no day two years before; the first of March is the day after it would be.
  const day = row.foundOn.slice(5) === '02-29' ? '03-01' : row.foundOn.slice(5);
  return repeatsOf(db, row, `${year}-${day}`);
};

/** The limit of the region, with its document; else that of the national opinion, as sure as we are of it. */
export async function simpleLimitOf(
  db: DbOrTx,
  { unitPath }: Pick<CaseRow, 'unitPath'>,
): Promise<DamageDetail['simpleLimit']> {
  const { most, act, confidence } = DAMAGE_RULES.simple;
  const own = await limitFor(db, unitPath);
  // What a person entered with its document is that person's word.
  return own
    ? { yuan: own.yuan, source: own.document, confidence: 'official-text' }
    : { yuan: most, source: act, confidence };
}

/** Whether somebody needs to know who a person is: those who handle or decide where the case lies. */
const seesPerson = (ctx: Context, actor: Actor, { party, unitPath }: CaseRow): boolean =>
  party.kind === 'organisation' ||
  [HANDLE, DECIDE].some((action) => ctx.policy.can(actor, action, { unitPath }));

/** @throws TarimError DAMAGE_CASE_UNKNOWN, DAMAGE_DOCUMENT_UNKNOWN, FORBIDDEN for cases of persons */
export async function caseDocument(
  ctx: Context,
  actor: Actor,
  id: number,
  kind: DamageDocument['kind'],
  format: 'pdf' | 'docx',
): Promise<{ bytes: Uint8Array; mime: string; name: string }> {
  const row = await requireCase(ctx.db, id);
  if (!seesPerson(ctx, actor, row)) ctx.policy.require(actor, HANDLE, { unitPath: row.unitPath });
  const content = await documentContent(ctx.db, id, kind);
  if (!content) throw new TarimError(E.documentUnknown);
  return documentFile(content, `${kind}-${id}`, format);
}

export async function listOpenCompensations(
  ctx: Context,
  before: number | undefined,
): Promise<{ compensations: OpenCompensation[]; before: number | null }> {
  const rows = await publications(ctx.db, before, OPEN_PAGE + 1);
  const shown = rows.slice(0, OPEN_PAGE);
  return {
    compensations: shown.map(({ content }) => content),
    before: rows.length > OPEN_PAGE ? shown.at(-1)!.id : null,
  };
}
