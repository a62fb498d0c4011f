import { beijingDate } from '@tarim/kernel';
import type { Context } from '@tarim/platform';
import type { EmfFigures } from '../../contract.ts';
import { dutyOf } from '../domain/duty.ts';
import { type FacilityRow, facilityRows } from '../sql/facilities.ts';
import { newestOf } from '../sql/measurements.ts';
import { type PetitionRow, petitionRows } from '../sql/petitions.ts';
import { dutyRules } from '../sql/rules.ts';

/** 地州、师: the unit two levels down. */
const prefectureOf = (unitPath: string): string =>
  `${unitPath.split('/').slice(0, 3).join('/')}/`.replace('//', '/');
const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
const CLOSED: ReadonlySet<string> = new Set(['replied', 'revisited', 'archived']);
const ALL = 1_000_000;

/** 公开率、按期监测率、投诉办结率, of all and of each prefecture or division. Shares are counted over what is in use today. */
export async function emfFigures(ctx: Context): Promise<{ total: EmfFigures; units: EmfFigures[] }> {
  const [facilities, rules, petitions] = await Promise.all([
    facilityRows(ctx.db, { state: 'in-use' }),
    dutyRules(ctx.db),
    petitionRows(ctx.db, { units: ['/'], limit: ALL }),
  ]);
  const checked = new Set(
    (
      await newestOf(
        ctx.db,
        facilities.map(({ id }) => id),
        true,
      )
    ).map(({ facilityId }) => facilityId),
  );
  const today = beijingDate(ctx.clock.now());
  const figuresOf = (
    unitPath: string,
    some: readonly FacilityRow[],
    asked: readonly PetitionRow[],
  ): EmfFigures => {
    const disclosed = some.filter((one) => one.public && checked.has(one.id)).length;
    const duties = some.flatMap((one) => dutyOf(rules, one, one.lastOwnOn, today) ?? []);
    const inTime = duties.filter(({ light }) => light !== 'red').length;
    const counted = asked.filter(({ state }) => state !== 'merged');
    const closed = counted.filter(({ state }) => CLOSED.has(state)).length;
    return {
      unitPath,
      facilities: some.length,
      disclosed,
      disclosedShare: share(disclosed, some.length),
      obliged: duties.length,
      inTime,
      inTimeShare: share(inTime, duties.length),
      openFindings: some.reduce((sum, { open }) => sum + open, 0),
      petitions: counted.length,
      closed,
      closedShare: share(closed, counted.length),
    };
  };
  const keys = [...new Set([...facilities, ...petitions].map(({ unitPath }) => prefectureOf(unitPath)))];
  const of = <T extends { unitPath: string }>(rows: readonly T[], key: string) =>
    rows.filter(({ unitPath }) => prefectureOf(unitPath) === key);
  return {
    total: figuresOf('/', facilities, petitions),
    units: keys.sort().map((key) => figuresOf(key, of(facilities, key), of(petitions, key))),
  };
}
