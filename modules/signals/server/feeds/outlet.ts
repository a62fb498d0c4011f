import { createHash } from 'node:crypto';
import { HOUR_MS, periodStart } from '@tarim/kernel';
import { parameterInputs } from '@tarim/operation/queries';
import type { Context, DbOrTx } from '@tarim/platform';
import { type MarkSpan, markSpans } from '@tarim/quality/queries';
import {
  devicesOfPoints,
  limitsAt,
  listPoints,
  pointParameters,
  type RegisteredPoint,
} from '@tarim/registry/queries';
import { convertToReferenceO2, kmBetween } from '@tarim/science';
import { impossibleRelations } from '@tarim/standards';
import {
  type HourRecord,
  hourRecords,
  hourRevisions,
  type RollupRow,
  rollupSeries,
} from '@tarim/telemetry/queries';
import { type FeedLimit, type FeedTwin, isPollutant, type OutletFeed } from '../domain/feed.ts';
import { parameterFeed, type ReadInfo } from './parameters.ts';

export const OUTLET_KINDS = ['outlet-gas', 'outlet-water'] as const;
type Span = { readonly from: number; readonly to: number };

/** Marks of people as the letters that devices use; others take an hour out without being weighed. */
const LETTER: Readonly<Record<string, string>> = {
  maintenance: 'M',
  calibration: 'C',
  'equipment-fault': 'D',
  communication: 'B',
  stopped: 'F',
};
const OTHER_MARK = 'X';
const FLAG = 'FLAG_';
/** Neighbours that are compared, nearest first, and how far one is a neighbour. */
const [MOST_TWINS, NEAR_KM] = [6, 5];

/** The outlet's hours in [from, to), full ones only, beginning with its first; null where there is none. */
export async function outletFeed(
  ctx: Context,
  readInfo: ReadInfo,
  point: RegisteredPoint,
  span: Span,
): Promise<OutletFeed | null> {
  const { db } = ctx;
  const pointIds = [point.id];
  const to = Math.min(periodStart('hour', span.to), periodStart('hour', ctx.clock.now()));
  const from = periodStart('hour', span.from);
  if (from >= to) return null;
  const [rollups, records] = await Promise.all([
    rollupSeries(db, { pointIds, period: 'hour', from, to }),
    hourRecords(db, { pointIds, from, to }),
  ]);
  const first = Math.min(
    rollups[0]?.time ?? Number.POSITIVE_INFINITY,
    records[0]?.time ?? Number.POSITIVE_INFINITY,
  );
  if (!Number.isFinite(first)) return null;
  const whole = { from: first, to };
  const [revisions, limits, registered, marks, devices] = await Promise.all([
    hourRevisions(db, { pointIds, ...whole }),
    limitsAt(db, pointIds, to),
    pointParameters(db, pointIds),
    markSpans(db, pointIds, whole),
    devicesOfPoints(db, pointIds),
  ]);
  const hours = (to - first) / HOUR_MS;
  const index = (time: number) => Math.floor((time - first) / HOUR_MS);
  const byHour = new Map(records.map((one) => [index(one.time), one]));
  const rolled = new Map(rollups.map((one) => [index(one.time), one]));
  const codes = [
    ...new Set([
      ...registered.map((one) => one.code),
      ...rollups.flatMap((one) => Object.keys(one.values)),
      ...records.flatMap((one) => Object.keys(one.values)),
    ]),
  ].sort();
  const reference = limits.find((one) => one.referenceO2 !== null)?.referenceO2 ?? null;
  const columns = columnsOf(hours, codes, byHour, rolled, reference);
  const people = spansByHour(marks, first, hours);
  const received = new Float64Array(hours).fill(Number.NaN);
  // The arrival of a corrected hour is that of the correction.
  for (const [hour, one] of byHour) if (one.revision === 0) received[hour] = one.receivedAt;
  const pollutants = codes.filter(
    (code) => isPollutant(code) && columns.measured[code]!.some(Number.isFinite),
  );
  const compared = await parameterInputs(ctx, [point.id], span);
  const { parameters, changes } = await parameterFeed(
    ctx,
    readInfo,
    { compared: compared.get(point.id) ?? null, devices, registered, marks },
    span,
  );
  return {
    pointId: point.id,
    kind: point.kind as OutletFeed['kind'],
    start: first,
    hours,
    pollutants,
    ...columns,
    marks: Object.fromEntries(
      codes.map((code) => [code, columns.marks[code]!.map((mark, hour) => mark || (people[hour] ?? ''))]),
    ),
    stopped: Uint8Array.from({ length: hours }, (_, hour) => {
      const row = rolled.get(hour);
      const said = row !== undefined && row.expected > 0 && row.stopped >= row.expected;
      const marked = pollutants.length > 0 && pollutants.every((code) => columns.marks[code]![hour] === 'F');
      return said || marked || people[hour] === 'F' ? 1 : 0;
    }),
    received,
    revisions: Object.fromEntries(
      pollutants.map((code) => [
        code,
        revisions.flatMap(({ time, before }) => {
          const after = byHour.get(index(time))?.values[code];
          return before[code] === undefined || after === undefined
            ? []
            : [{ time, before: before[code], after }];
        }),
      ]),
    ),
    limits: Object.fromEntries(
      pollutants.map((code) => [
        code,
        limitsOf(limits.filter((one) => one.code === code && one.basis === 'hour')),
      ]),
    ),
    ranges: Object.fromEntries(
      registered.flatMap(({ code, rangeHigh }) => (rangeHigh === null ? [] : [[code, rangeHigh]])),
    ),
    decimals: Object.fromEntries(pollutants.map((code) => [code, decimalsOf(columns.sent[code]!)])),
    parameters,
    changes,
    twins: await twinsOf(db, point, pollutants, whole, hours),
    relations: impossibleRelations(point.kind === 'outlet-gas' ? 'gas' : 'water', to),
  };
}

function limitsOf(
  rows: readonly { upper: number | null; measure: 'converted' | 'actual'; standard: string }[],
): FeedLimit[] {
  const seen = new Map<string, FeedLimit>();
  for (const { upper, measure, standard } of rows)
    if (upper !== null && upper > 0) seen.set(`${measure}/${upper}`, { upper, measure, standard });
  return [...seen.values()];
}

/** Means as rolled up; an hour that a mark keeps out of the means as its device sent it: it is the best witness. */
function columnsOf(
  hours: number,
  codes: readonly string[],
  records: ReadonlyMap<number, HourRecord>,
  rolled: ReadonlyMap<number, RollupRow>,
  reference: number | null,
): Pick<OutletFeed, 'measured' | 'converted' | 'sent'> & { marks: Record<string, string[]> } {
  const empty = () => new Float64Array(hours).fill(Number.NaN);
  const measured: Record<string, Float64Array> = {};
  const converted: Record<string, Float64Array> = {};
  const own: Record<string, Float64Array> = {};
  const marks: Record<string, string[]> = {};
  for (const code of codes) {
    measured[code] = empty();
    converted[code] = empty();
    own[code] = empty();
    marks[code] = new Array<string>(hours).fill('');
    for (let hour = 0; hour < hours; hour++) {
      const value = rolled.get(hour)?.values[code];
      const sent = records.get(hour);
      own[code]![hour] = sent?.values[code] ?? Number.NaN;
      measured[code]![hour] = value?.mean ?? sent?.values[code] ?? Number.NaN;
      if (value && value.converted !== null) converted[code]![hour] = value.converted;
      const why = value?.invalid?.startsWith(FLAG) ? value.invalid.slice(FLAG.length) : '';
      marks[code]![hour] = why || (sent?.flags[code] ?? '');
    }
  }
  const oxygen = measured.a19001;
  if (reference !== null && oxygen)
    for (const code of codes.filter(isPollutant))
      for (let hour = 0; hour < hours; hour++) {
        if (Number.isFinite(converted[code]![hour]!)) continue;
        const { value } = convertToReferenceO2(measured[code]![hour]!, oxygen[hour]!, reference);
        if (value !== null) converted[code]![hour] = value;
      }
  return { measured, converted, sent: own, marks };
}

function spansByHour(marks: readonly MarkSpan[], start: number, hours: number): string[] {
  const letters = new Array<string>(hours).fill('');
  for (const { mark, from, to } of marks)
    for (
      let hour = Math.max(0, Math.floor((from - start) / HOUR_MS));
      hour < Math.min(hours, Math.ceil((to - start) / HOUR_MS));
      hour++
    )
      letters[hour] = LETTER[mark] ?? OTHER_MARK;
  return letters;
}

/** Decimals that the values need, at most three. */
function decimalsOf(values: Float64Array): number {
  for (let decimals = 0; decimals < 3; decimals++) {
    const power = 10 ** decimals;
    if (
      values.every(
        (value) => !Number.isFinite(value) || Math.abs(value * power - Math.round(value * power)) < 1e-6,
      )
    )
      return decimals;
  }
  return 3;
}

/** Outlets of the same kind, of the same enterprise or near by; each pair once, from the one with the lower number. */
async function twinsOf(
  db: DbOrTx,
  point: RegisteredPoint,
  pollutants: readonly string[],
  span: Span,
  hours: number,
): Promise<FeedTwin[]> {
  const far = (other: RegisteredPoint) =>
    point.lon === null || point.lat === null || other.lon === null || other.lat === null
      ? Number.POSITIVE_INFINITY
      : kmBetween({ lon: point.lon, lat: point.lat }, { lon: other.lon, lat: other.lat });
  const others = (await listPoints(db, { kind: point.kind }))
    .filter((other) => other.id > point.id)
    .map((other) => ({
      other,
      own: other.enterpriseId !== null && other.enterpriseId === point.enterpriseId,
      km: far(other),
    }))
    .filter(({ own, km }) => own || km <= NEAR_KM)
    .sort((a, b) => Number(b.own) - Number(a.own) || a.km - b.km)
    .slice(0, MOST_TWINS);
  if (others.length === 0) return [];
  const rows = await rollupSeries(db, {
    pointIds: others.map(({ other }) => other.id),
    period: 'hour',
    ...span,
  });
  return others.map(({ other }) => {
    const values = Object.fromEntries(
      pollutants.map((code) => [code, new Float64Array(hours).fill(Number.NaN)]),
    );
    for (const row of rows) {
      if (row.pointId !== other.id) continue;
      for (const code of pollutants) {
        const mean = row.values[code]?.mean;
        if (mean !== null && mean !== undefined) values[code]![(row.time - span.from) / HOUR_MS] = mean;
      }
    }
    return { pointId: other.id, name: other.name, values };
  });
}

/** Of everything that goes into the detectors: equal hashes, equal findings. */
export function feedHash(feed: OutletFeed): string {
  const hash = createHash('sha256');
  const text = (value: unknown) => hash.update(JSON.stringify(value));
  text([
    feed.pointId,
    feed.start,
    feed.hours,
    feed.limits,
    feed.ranges,
    feed.parameters,
    feed.changes,
    feed.revisions,
    feed.marks,
  ]);
  for (const columns of [feed.measured, feed.converted, feed.sent, ...feed.twins.map((one) => one.values)])
    for (const [code, values] of Object.entries(columns)) hash.update(code).update(bytes(values));
  return hash.update(bytes(feed.received)).update(feed.stopped).digest('hex');
}

const bytes = (values: Float64Array) => new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
