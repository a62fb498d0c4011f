import type { SentAct } from '@tarim/field/queries';
import { greatCircleKm } from '@tarim/science';
import type { VisitFigures, VisitKind } from '../../contract.ts';
import type { CountedRecord, CountedVisit } from '../sql/statistics.ts';
import { CHECKS } from './checks.ts';

export interface StatisticsInput {
  readonly visits: readonly CountedVisit[];
  readonly records: readonly CountedRecord[];
  readonly rechecks: readonly { readonly enterpriseId: number; readonly visitedOn: string }[];
  readonly acts: readonly SentAct[];
  readonly lateMinutes: number;
  readonly gapMinutes: number;
}

const FILM = /\.(mp4|m4v|mov|webm|3gp|mkv|avi)$/i;
const MINUTE = 60_000;

const kindOf = ({ drawId, origin, exemption }: CountedVisit): VisitKind =>
  drawId !== null ? 'drawn' : origin !== null ? origin.kind : exemption !== null ? 'exempt' : 'counted';

/** Shares and means of some visits; see `VisitFigures` for what each means. */
export function figuresOf(unitPath: string, input: StatisticsInput): VisitFigures {
  const { visits, lateMinutes, gapMinutes } = input;
  const byVisit = Map.groupBy(input.records, ({ visitId }) => visitId);
  const of = ({ id }: CountedVisit) => byVisit.get(id) ?? [];
  const siteOf = (visit: CountedVisit) => of(visit).find(({ form }) => form === 'site');
  const acts = new Map(input.acts.map((one) => [one.id, one]));
  const done = visits.filter(({ state }) => state === 'done');
  const share = (of: (visit: CountedVisit) => boolean, all = done): number | null =>
    all.length === 0 ? null : all.filter(of).length / all.length;
  const appointed = done.filter((one) => one.from !== null && siteOf(one)?.began != null);
  const found = done.filter(({ result }) => result === 'corrected' || result === 'ordered');
  const records = visits.flatMap(of);
  const sent = records.flatMap(({ actId }) => acts.get(actId) ?? []);
  const kinds = { drawn: 0, task: 0, clue: 0, exempt: 0, counted: 0 };
  for (const visit of visits) kinds[kindOf(visit)]++;
  return {
    unitPath,
    visits: visits.length,
    kinds,
    done: done.length,
    appointed: appointed.length,
    onTime: share((one) => siteOf(one)!.began! <= one.from!.getTime() + lateMinutes * MINUTE, appointed),
    checklist: share((one) => isAnswered(siteOf(one))),
    twoSigned: share((one) => new Set(siteOf(one)?.signers ?? []).size >= 2),
    filmed: share((one) => of(one).some(({ evidence }) => evidence.some(({ name }) => FILM.test(name)))),
    evidence:
      done.length === 0
        ? null
        : done.flatMap(of).reduce((sum, { evidence }) => sum + evidence.length, 0) / done.length,
    problems: found.length,
    rectified: share(
      ({ result, enterpriseId, visitedOn }) =>
        result === 'corrected' ||
        input.rechecks.some((one) => one.enterpriseId === enterpriseId && one.visitedOn > visitedOn!),
      found,
    ),
    km: records.reduce((sum, { route }) => sum + lengthKm(route), 0),
    syncHours: median(
      sent.map(({ madeAt, receivedAt }) => (receivedAt.getTime() - madeAt.getTime()) / 3_600_000),
    ),
    unchained: sent.filter(({ chained }) => !chained).length,
    gaps: records.filter((one) => one.form === 'site' && longestGap(one) > gapMinutes * MINUTE).length,
    simulated: visits.some(({ simulated }) => simulated),
  };
}

/** Rows of every site are all answered; those of an industry stand in the record with the rest. */
const isAnswered = (site: CountedRecord | undefined): boolean =>
  site !== undefined &&
  CHECKS.every((row) => Boolean(site.verdicts[row])) &&
  Object.values(site.verdicts).every(Boolean);

/** From the beginning to the seal, the longest stretch, ms, in which nothing was taken: how long a film runs is not known. */
function longestGap({ began, madeAt, evidence }: CountedRecord): number {
  if (began === null) return 0;
  const end = madeAt.getTime();
  const times = [began, ...evidence.map(({ takenAt }) => takenAt), end]
    .filter((at) => at >= began && at <= end)
    .sort((a, b) => a - b);
  return times.slice(1).reduce((most, at, i) => Math.max(most, at - times[i]!), 0);
}

const lengthKm = (route: CountedRecord['route']): number =>
  route
    .slice(1)
    .reduce(
      (sum, [lon, lat], i) => sum + greatCircleKm({ lon: route[i]![0], lat: route[i]![1] }, { lon, lat }),
      0,
    );

function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** 人员负荷 of the period: who most has comes first. */
export function officerFigures(visits: readonly CountedVisit[]) {
  const all = new Map<string, { name: string; certificate: string; planned: number; done: number }>();
  for (const { team, state } of visits)
    for (const { name, certificate } of team) {
      const one = all.get(certificate) ?? { name, certificate, planned: 0, done: 0 };
      one[state]++;
      all.set(certificate, one);
    }
  const sum = (one: { planned: number; done: number }) => one.planned + one.done;
  return [...all.values()].sort((a, b) => sum(b) - sum(a) || (a.certificate < b.certificate ? -1 : 1));
}
