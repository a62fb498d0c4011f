import { beijingDate } from '@tarim/kernel';
import type { Context, DbOrTx } from '@tarim/platform';
import { calendarOf } from '@tarim/supervision/queries';
import type { CaseState } from '../../contract.ts';
import { decisionDue } from '../domain/clocks.ts';
import { investigatorsOf, type Standing, standingOf } from '../domain/file.ts';
import { faultsOf } from '../domain/findings.ts';
import { type CaseRow, caseRows, type StepRow, stepsOf } from '../sql/cases.ts';
import { type Key, wordsIn } from '../words.ts';
import { fileOf, requireCase } from './read-cases.ts';

const MOST_CASES = 100_000;

/** A case as whoever audits its file needs it (案卷评查): its facts, its steps and what its data show. */
export interface AuditedCase {
  readonly id: number;
  readonly number: string;
  readonly unitPath: string;
  readonly party: string;
  readonly partyCode: string;
  readonly cause: string;
  readonly state: CaseState;
  readonly filedOn: string;
  readonly filedBy: string;
  readonly standing: Standing;
  readonly steps: readonly StepRow[];
  readonly range: { readonly min: number; readonly max: number } | null;
  /** Last day of the decision's term (行政处罚法 60). */
  readonly decisionDue: string | null;
  readonly simulated: boolean;
  /** Whoever took a step in it or is named in it: they do not audit it. */
  readonly people: { readonly ids: readonly string[]; readonly names: readonly string[] };
}

/** Cases that lie in a unit or below it. */
export async function auditedCases(ctx: Context, db: DbOrTx, unitPath: string): Promise<AuditedCase[]> {
  const rows = await caseRows(db, { unit: unitPath, limit: MOST_CASES });
  const steps = Map.groupBy(
    await stepsOf(
      db,
      rows.map(({ id }) => id),
    ),
    ({ caseId }) => caseId,
  );
  const calendars = new Map<string, Awaited<ReturnType<typeof calendarOf>>>();
  const cases: AuditedCase[] = [];
  for (const row of rows) {
    const calendar = calendars.get(row.unitPath) ?? (await calendarOf(ctx, db, row.unitPath));
    calendars.set(row.unitPath, calendar);
    cases.push(seen(row, steps.get(row.id) ?? [], calendar));
  }
  return cases;
}

/** A fatal problem that the data of a file show now, told in both languages. */
export interface AuditFinding {
  readonly item: number;
  readonly zh: string;
  readonly en: string;
}

/** One case with its automatic findings. @throws TarimError ENFORCEMENT_CASE_UNKNOWN */
export async function auditedCase(
  ctx: Context,
  db: DbOrTx,
  id: number,
): Promise<{ readonly file: AuditedCase; readonly findings: readonly AuditFinding[] }> {
  const row = await requireCase(db, id);
  const steps = await stepsOf(db, [id]);
  const calendar = await calendarOf(ctx, db, row.unitPath);
  const findings = faultsOf(fileOf(row), steps, beijingDate(ctx.clock.now()), calendar)
    .filter(({ when }) => when === 'now')
    .map(({ item, words, params }) => {
      const key = `fault.${words}` as Key;
      return { item, zh: wordsIn('zh')(key, params), en: wordsIn('en')(key, params) };
    });
  return { file: seen(row, steps, calendar), findings };
}

function seen(
  row: CaseRow,
  steps: readonly StepRow[],
  calendar: Awaited<ReturnType<typeof calendarOf>>,
): AuditedCase {
  const { id, number, unitPath, party, cause, filedOn, filedBy, range, simulated } = row;
  const standing = standingOf(steps);
  const { ids, names } = investigatorsOf(fileOf(row), steps);
  for (const { act, by } of steps) {
    ids.add(by.userId);
    names.add(by.name);
    if (act.act === 'discuss') for (const { name } of act.members) names.add(name);
    if (act.act === 'hold-hearing') names.add(act.chair);
  }
  return {
    id,
    number,
    unitPath,
    party: party.name,
    partyCode: party.code,
    cause,
    state: standing.state,
    filedOn,
    standing,
    steps,
    range,
    filedBy: filedBy.name,
    decisionDue: decisionDue(fileOf(row), standing, calendar),
    simulated,
    people: { ids: [...ids], names: [...names] },
  };
}
