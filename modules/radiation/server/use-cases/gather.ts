import { beijingDate, beijingIso } from '@tarim/kernel';
import type { Context, DbOrTx } from '@tarim/platform';
import type { WorkCalendar } from '@tarim/science';
import { calendarOf } from '@tarim/supervision/queries';
import type { AnnualReport, Clock, Licence, Person, Prompt, UnitDetail } from '../../contract.ts';
import { byDue, clockOf, reportDue } from '../domain/clocks.ts';
import { doseRecord } from '../domain/dose.ts';
import {
  licenceClocks,
  licenceStanding,
  licenceStateOn,
  pendingOf,
  possibleLicenceActs,
} from '../domain/licence.ts';
import { promptsOf, type SourceSeen, scoreOf } from '../domain/prompts.ts';
import { reportStanding, reportStateOn } from '../domain/report.ts';
import { sourceClocks } from '../domain/source-life.ts';
import { sourceStanding } from '../domain/source-state.ts';
import { sourceOn } from '../domain/today.ts';
import { type SourceRow, sourceRows } from '../sql/sources.ts';
import { type ReportRow, reportRows, type StepRow, stepRows } from '../sql/steps.ts';
import {
  deviceRows,
  type LicenceRow,
  licenceRows,
  type PersonRow,
  personRows,
  placeRows,
  readingRows,
  type UnitRow,
} from '../sql/units.ts';
import { presentSource } from './present-source.ts';

/** Years for which reports are asked, back from the last one: older ones are history. */
const REPORT_YEARS = 3;

export const takenSteps = <A>(steps: readonly StepRow<A>[]) =>
  steps.map(({ nth, act, by, at }) => ({ nth, act, by, at: beijingIso(at.getTime()) }));

export function presentLicence(
  { id, unitId, issuer }: LicenceRow,
  steps: readonly StepRow<import('../../contract.ts').LicenceAct>[],
  now: number,
  calendar: WorkCalendar,
): Licence {
  const acts = steps.map(({ act }) => act);
  const standing = licenceStanding(acts);
  const { number, issuedOn, validTo, ranges } = standing;
  return {
    id,
    unitId,
    issuer,
    state: licenceStateOn(standing, beijingDate(now)),
    number,
    issuedOn,
    validTo,
    ranges: [...ranges],
    pending: pendingOf(standing),
    ...possibleLicenceActs(acts, beijingDate(now), calendar),
    clocks: byDue(licenceClocks(standing, now, calendar)),
    steps: takenSteps(steps),
  };
}

export function presentReport(
  year: number,
  rows: readonly ReportRow[],
  now: number,
  calendar: WorkCalendar,
): AnnualReport {
  const standing = reportStanding(rows.map(({ act }) => act));
  return {
    year,
    state: reportStateOn(standing, year, beijingDate(now), calendar),
    clock: clockOf('annual-report', `${year + 1}-01-01`, reportDue(year, calendar), standing.filedOn, now),
    items: standing.items,
    steps: takenSteps(rows),
  };
}

/** The reports that a unit owes: of years at whose end it had a licence; and those that it filed. */
function presentReports(
  rows: readonly ReportRow[],
  firstIssued: string | null,
  now: number,
  calendar: WorkCalendar,
): AnnualReport[] {
  const thisYear = Number(beijingDate(now).slice(0, 4));
  const years = new Set(rows.map(({ year }) => year));
  if (firstIssued !== null)
    for (let year = thisYear - REPORT_YEARS; year <= thisYear; year++)
      if (firstIssued <= `${year}-12-31`) years.add(year);
  return [...years]
    .sort((a, b) => b - a)
    .map((year) =>
      presentReport(
        year,
        rows.filter((one) => one.year === year),
        now,
        calendar,
      ),
    );
}

/** People with their doses, for those who may see them. */
export async function presentPeople(
  db: DbOrTx,
  rows: readonly PersonRow[],
  maySee: (unitPath: string) => boolean,
  now: number,
): Promise<ReadonlyMap<number, Person[]>> {
  const today = beijingDate(now);
  const seen = rows.filter(({ unitPath }) => maySee(unitPath));
  const readings = await readingRows(
    db,
    seen.map(({ id }) => id),
  );
  const posts = Map.groupBy(seen, ({ unitId, post }) => `${unitId} ${post}`);
  const people = rows.map((row) => {
    const { unitId, unitPath, ...person } = row;
    if (!maySee(unitPath)) return { unitId, person: { ...person, doses: null } };
    const own = (readings.get(row.id) ?? []).map(({ personId: _, ...one }) => one);
    const ofPost = posts
      .get(`${unitId} ${row.post}`)!
      .flatMap(({ id }) => (readings.get(id) ?? []).map(({ mSv }) => mSv));
    const { years, fiveYears, findings } = doseRecord(own, ofPost, today);
    const doses = { readings: own, years: [...years], fiveYears, findings: [...findings] };
    return { unitId, person: { ...person, doses } };
  });
  return new Map(
    [...Map.groupBy(people, ({ unitId }) => unitId)].map(([unitId, list]) => [
      unitId,
      list.map(({ person }) => person),
    ]),
  );
}

/** Units with all that is theirs, in a few queries for many. */
export async function gather(
  ctx: Context,
  db: DbOrTx,
  units: readonly UnitRow[],
  maySee: (unitPath: string) => boolean,
): Promise<UnitDetail[]> {
  const now = ctx.clock.now();
  const ids = units.map(({ id }) => id);
  const calendars = new Map<string, WorkCalendar>();
  for (const path of new Set(units.map(({ unitPath }) => unitPath)))
    calendars.set(path, await calendarOf(ctx, db, path));
  const licences = await licenceRows(db, { unitIds: ids });
  const licenceSteps = await stepRows(
    db,
    'licence',
    licences.map(({ id }) => id),
  );
  const held = await sourceRows(db, { unitIds: ids });
  const given = await sourceRows(db, { formerIds: ids });
  const sourceSteps = await stepRows(db, 'source', [...new Set([...held, ...given].map(({ id }) => id))]);
  const places = await placeRows(db, ids);
  const devices = await deviceRows(db, ids);
  const people = await presentPeople(db, await personRows(db, { unitIds: ids }), maySee, now);
  const reports = await reportRows(db, ids);
  return units.map((unit) => {
    const calendar = calendars.get(unit.unitPath)!;
    const own = licences
      .filter(({ unitId }) => unitId === unit.id)
      .map((row) => presentLicence(row, licenceSteps.get(row.id) ?? [], now, calendar));
    const see = (row: SourceRow, gives: boolean): SourceSeen => {
      const standing = sourceStanding((sourceSteps.get(row.id) ?? []).map(({ act }) => act));
      const clocks = sourceClocks(row, standing, now, calendar);
      const { problems: _, ...today } = sourceOn(row, beijingDate(now));
      return { ...row, standing, clocks, today, gives };
    };
    const ownSources = held.filter(({ unitId }) => unitId === unit.id);
    const seen = [
      ...ownSources.map((row) => see(row, false)),
      ...given.filter(({ formerUnitId }) => formerUnitId === unit.id).map((row) => see(row, true)),
    ];
    const firstIssued =
      own.flatMap(({ steps }) => steps).find(({ act }) => act.act === 'grant')?.act.on ?? null;
    const unitReports = presentReports(
      reports.filter(({ id }) => id === unit.id),
      firstIssued,
      now,
      calendar,
    );
    const staff = people.get(unit.id) ?? [];
    const unitDevices = devices.filter(({ unitId }) => unitId === unit.id);
    const licence = own.at(-1) ?? null;
    const prompts = promptsOf(
      {
        ...unit,
        licence: licence && { ...licence, renewing: licence.pending === 'renewal' },
        licenceClocks: own.flatMap(({ clocks }) => clocks).filter(({ light }) => light !== 'done'),
        sources: seen,
        people: staff,
        reports: unitReports,
        devices: unitDevices.length,
      },
      beijingDate(now),
    );
    return {
      ...unit,
      licence: licence && { number: licence.number, state: licence.state, validTo: licence.validTo },
      sources: ownSources.length,
      devices: unitDevices.length,
      people: staff.filter(({ active }) => active).length,
      ...counted(prompts),
      licences: own.toReversed(),
      heldSources: ownSources.map((row) =>
        presentSource(row, sourceStanding((sourceSteps.get(row.id) ?? []).map(({ act }) => act)), now),
      ),
      places: places.filter(({ unitId }) => unitId === unit.id).map(({ unitId: _, ...one }) => one),
      deviceList: unitDevices.map(({ unitId: _, ...one }) => one),
      staff,
      reports: unitReports,
      prompts,
      clocks: byDue(allClocks(own, seen, unitReports)),
    };
  });
}

const counted = (prompts: readonly Prompt[]) => ({
  red: prompts.filter(({ level }) => level === 'red').length,
  yellow: prompts.filter(({ level }) => level === 'yellow').length,
  score: scoreOf(prompts),
});

/** Clocks that run, with what they are about. */
function allClocks(
  licences: readonly Licence[],
  sources: readonly SourceSeen[],
  reports: readonly AnnualReport[],
): (Clock & { subject: string })[] {
  const runs = ({ light }: Clock) => light !== 'done';
  return [
    ...licences.flatMap(({ clocks, number }) => clocks.map((one) => ({ ...one, subject: number ?? '' }))),
    ...sources
      .filter(({ gives }) => !gives)
      .flatMap((source) =>
        source.clocks.map((one) => ({ ...one, subject: source.code ?? (source.label || `#${source.id}`) })),
      ),
    ...reports
      .filter(({ state }) => state !== 'passed')
      .map(({ clock, year }) => ({ ...clock, subject: String(year) })),
  ].filter(runs);
}
