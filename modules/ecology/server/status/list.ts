import { beijingIso } from '@tarim/kernel';
import type { Context, Static } from '@tarim/platform';
import { unitsUnder } from '@tarim/region/queries';
import type {
  getStatus as getRoute,
  listStatus as listRoute,
  Method,
  Rollup,
  Rule,
  StatusRevision,
  UnitStatus,
} from '../../contract.ts';
import { changeOf, gradesOf, type Judged } from '../domain/judge-status.ts';
import { rollUp } from '../domain/roll-up.ts';
import {
  type StatusRecord,
  type StatusRow,
  statusOfUnit,
  statusOfYears,
  statusYears,
} from '../sql/status.ts';
import { isCounty, isMiddle, requireUnit } from '../use-cases/frame.ts';

type Answer = Static<NonNullable<typeof listRoute.response>>;
type Unit = Awaited<ReturnType<typeof unitsUnder>>[number];
type Known = ReadonlyMap<string, StatusRow>;

export async function listStatus(
  ctx: Pick<Context, 'db'>,
  { method, year, against, unitPath = '/' }: Static<NonNullable<typeof listRoute.query>>,
): Promise<Answer> {
  const years = await statusYears(ctx.db, method);
  const shown = year ?? years[0] ?? null;
  const other = against ?? (shown === null ? undefined : years.find((one) => one < shown)) ?? null;
  const asked = [shown, other].filter((one) => one !== null);
  const [units, rows] = await Promise.all([
    unitsUnder(ctx.db, unitPath),
    statusOfYears(ctx.db, method, asked, unitPath),
  ]);
  const of = (wanted: number | null): Known =>
    new Map(rows.filter((one) => one.year === wanted).map((one) => [one.unitPath, one]));
  const [now, then] = [of(shown), of(other)];
  const counties = units.filter(isCounty);
  const told = counties.flatMap((unit) => {
    const row = now.get(unit.path);
    return row ? [unitStatus(method, unit, row, then.get(unit.path))] : [];
  });
  return {
    method,
    year: shown,
    against: other,
    years,
    grades: gradesOf(method),
    units: told.sort((a, b) => b.value - a.value),
    without: counties.length - told.length,
    rollups: units.filter(isMiddle).map((unit) => rollupOf(method, unit, counties, now, then, other)),
    rules: rulesOf([...now.values()]),
    simulated: [...now.values()].some((one) => one.simulated),
  };
}

function unitStatus(method: Method, unit: Unit, row: StatusRow, before?: StatusRow): UnitStatus {
  return {
    code: unit.code,
    path: unit.path,
    level: unit.level,
    hierarchy: unit.hierarchy,
    area: row.input.area ?? null,
    value: row.value,
    grade: row.grade,
    indices: { ...row.indices },
    event: row.input.event ?? null,
    change: before ? changeOf(method, row.value, before.year, before.value) : null,
    revision: row.revision,
    simulated: row.simulated,
  };
}

/** What was entered for the unit itself goes before what its counties give together. */
function rollupOf(
  method: Method,
  unit: Unit,
  all: readonly Unit[],
  now: Known,
  then: Known,
  other: number | null,
): Rollup {
  const counties = all.filter((one) => one.path.startsWith(unit.path));
  const made = (
    known: Known,
  ): { judged: Pick<Judged, 'value' | 'grade' | 'indices'> | null } & Omit<
    ReturnType<typeof rollUp>,
    'judged'
  > => {
    const own = known.get(unit.path);
    if (own) return { judged: own, reason: null, lacking: 0 };
    return rollUp(
      method,
      counties.map((one) => known.get(one.path)?.input ?? null),
    );
  };
  const { judged, reason, lacking } = made(now);
  const before = judged && other !== null ? made(then).judged : null;
  return {
    code: unit.code,
    path: unit.path,
    hierarchy: unit.hierarchy,
    basis: judged ? (now.has(unit.path) ? 'entered' : 'summed') : 'none',
    value: judged?.value ?? null,
    grade: judged?.grade ?? null,
    indices: { ...judged?.indices },
    change: judged && before ? changeOf(method, judged.value, other!, before.value) : null,
    reason,
    counties: counties.length,
    lacking,
  };
}

const rulesOf = (rows: readonly StatusRow[]): Rule[] => [
  ...new Map(rows.map(({ rule }) => [rule.version, rule])).values(),
];

export async function getStatus(
  ctx: Context,
  { code, method }: { code: string; method: Method },
): Promise<Static<NonNullable<typeof getRoute.response>>> {
  const unit = await requireUnit(ctx.db, code);
  const all = (await statusOfUnit(ctx.db, unit.path, method)).map(revisionOf);
  const newest = new Map(all.toReversed().map((one) => [one.year, one]));
  return {
    code: unit.code,
    path: unit.path,
    grades: gradesOf(method),
    years: all.filter((one) => newest.get(one.year) === one),
    replaced: all.filter((one) => newest.get(one.year) !== one),
  };
}

function revisionOf(one: StatusRecord): StatusRevision {
  const { unitPath: _path, method: _method, ...rest } = one;
  return {
    ...rest,
    indices: { ...one.indices },
    steps: [...one.steps],
    remarks: [...one.remarks],
    at: beijingIso(one.at.getTime()),
  };
}
