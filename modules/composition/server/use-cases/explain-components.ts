import { beijingIso, HOUR_MS, TarimError } from '@tarim/kernel';
import type { Context, Static } from '@tarim/platform';
import type { explainComponents as route } from '../../contract.ts';
import { changesBetween } from '../domain/merge.ts';
import { evaluateMeans, speciesMeans } from '../domain/summary.ts';
import { compositionErrors } from '../errors.ts';
import { type HourRow, hourRevisions, hourRows } from '../sql/hours.ts';
import { uploadRows } from '../sql/uploads.ts';
import { periodOf, stationName, stationWith } from './frame.ts';

type Answer = Static<NonNullable<typeof route.response>>;

/**
 * How figures came about, step by step: of one hour with its files and revisions, or of the means of a period.
 * @throws TarimError COMPOSITION_STATION_NOT_FOUND, COMPOSITION_PERIOD_INVALID, COMPOSITION_HOUR_NOT_FOUND
 */
export async function explainComponents(
  ctx: Context,
  { station: id, from, to, time, temperature = 25 }: Static<NonNullable<typeof route.query>>,
): Promise<Answer> {
  const station = await stationWith(ctx, id, 'component');
  const period = periodOf(ctx, { from, to });
  const at = time === undefined ? null : Date.parse(time);
  const rows = await hourRows(ctx.db, id, at ?? period.start, at === null ? period.end : at + HOUR_MS);
  if (rows.length === 0) throw new TarimError(compositionErrors.hourUnknown);
  const means = speciesMeans(rows);
  const result = evaluateMeans(means, temperature);
  const revisions = at === null ? [] : await hourRevisions(ctx.db, id, rows[0]!.time);
  return {
    station: stationName(station),
    time: at === null ? null : beijingIso(rows[0]!.time),
    ...{ from, to, temperature },
    means: means.map((one) => ({
      key: one.species.key,
      hours: one.hours,
      below: one.below,
      ppbv: one.mean,
    })),
    steps: result.steps.map((one) => ({ ...one })),
    problems: result.problems.map(({ code, message }) => ({ code, message })),
    rules: result.rules.map((one) => ({ ...one })),
    uploads: await uploadsOf(ctx, [...rows, ...revisions], at !== null),
    revisions: revisions.map((one, index) => ({
      revision: one.revision,
      replacedAt: beijingIso(one.replacedAt.getTime()),
      changes: changesBetween(one, revisions[index - 1] ?? rows[0]!),
    })),
  };
}

async function uploadsOf(
  ctx: Context,
  rows: readonly HourRow[],
  withRow: boolean,
): Promise<Answer['uploads']> {
  const rowOf = new Map(rows.map((row) => [row.uploadId, row.row]));
  const uploads = await uploadRows(ctx.db, [...rowOf.keys()]);
  return uploads.map(({ id, name, sha256, unit, temperature, by, at }) => ({
    ...{ id, name, sha256, unit, temperature, by },
    at: beijingIso(at.getTime()),
    row: withRow ? (rowOf.get(id) ?? null) : null,
  }));
}
