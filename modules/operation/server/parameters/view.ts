import { beijingIso } from '@tarim/kernel';
import type { Actor, Context } from '@tarim/platform';
import { devicesByMn, devicesOfPoints, type RegisteredPoint } from '@tarim/registry/queries';
import type {
  ParameterChange,
  ParameterOutlet,
  ParameterRow,
  PlaceValue,
  ReadingRun,
} from '../../contract.ts';
import { compareOne } from '../domain/compare.ts';
import { infoIdOf } from '../domain/kinds.ts';
import { changesOf, declaredEver } from '../sql/parameters.ts';
import { newestRunOf } from '../sql/runs.ts';
import { presentOutlet, readableOutlet, type Tongue, visibleOutlets } from '../use-cases/access.ts';
import { coveredBy, type FourWayRow, fourWayRows } from './four-ways.ts';
import { presentRun } from './present-run.ts';

/** The logger of each outlet that can be asked, or why it cannot: HJ/T 212-2005 has no 3020, HTTPS and MQTT take no commands. */
export async function loggersOf(
  ctx: Pick<Context, 'db'>,
  pointIds: readonly number[],
): Promise<Map<number, { mn: string | null; unreadable: ParameterOutlet['unreadable'] }>> {
  const devices = await devicesOfPoints(ctx.db, pointIds);
  const transports = new Map(
    (
      await devicesByMn(
        ctx.db,
        devices.map((one) => one.mn),
      )
    ).map((one) => [one.mn, one.transport]),
  );
  type Logger = { mn: string | null; unreadable: ParameterOutlet['unreadable'] };
  return new Map(
    pointIds.map((pointId): [number, Logger] => {
      const device = devices.find((one) => one.pointId === pointId);
      if (!device) return [pointId, { mn: null, unreadable: 'no-device' }];
      if (transports.get(device.mn) !== 'tcp') return [pointId, { mn: device.mn, unreadable: 'no-commands' }];
      return [pointId, { mn: device.mn, unreadable: device.edition === '2005' ? 'edition-2005' : null }];
    }),
  );
}

export async function listParameterOutlets(
  ctx: Context,
  actor: Actor,
  unitPath: string | undefined,
): Promise<{ outlets: ParameterOutlet[] }> {
  return { outlets: await summaries(ctx, await visibleOutlets(ctx, actor, unitPath)) };
}

async function summaries(ctx: Context, points: readonly RegisteredPoint[]): Promise<ParameterOutlet[]> {
  const ids = points.map((one) => one.id);
  const [{ byPoint }, loggers] = await Promise.all([fourWayRows(ctx, ctx.db, ids), loggersOf(ctx, ids)]);
  return points.map((point) => {
    const rows = byPoint.get(point.id)!;
    const compared = rows.map(compareRow);
    const times = rows.flatMap((row) => [row.device, row.logger].map((one) => one?.at.getTime() ?? 0));
    const readAt = Math.max(0, ...times);
    return {
      ...presentOutlet(point),
      ...loggers.get(point.id)!,
      readAt: readAt === 0 ? null : beijingIso(readAt),
      told: compared.filter((one) => one.expected !== null).length,
      mismatches: compared.filter((one) => one.difference !== null).length,
    };
  });
}

const compareRow = (row: FourWayRow) =>
  compareOne(
    row.item,
    row.row.parameter,
    {
      device: row.device?.value ?? null,
      logger: row.logger?.value ?? null,
      platform: row.platform?.value ?? null,
      filing: row.filing?.value ?? null,
    },
    row.row.tolerance,
  );

export async function getOutletParameters(
  ctx: Context,
  actor: Actor,
  id: number,
  tongue: Tongue,
): Promise<{
  outlet: ParameterOutlet;
  table: { version: string; confidence: string };
  rows: ParameterRow[];
  changes: ParameterChange[];
  lastRun: ReadingRun | null;
}> {
  const point = await readableOutlet(ctx, actor, id);
  const [[outlet], four, read, declared, run] = await Promise.all([
    summaries(ctx, [point]),
    fourWayRows(ctx, ctx.db, [id]),
    changesOf(ctx.db, [id], {}, 500),
    declaredEver(ctx.db, [id]),
    newestRunOf(ctx.db, id),
  ]);
  const rows = four.byPoint.get(id)!;
  const nameOf = (parameter: string) => {
    const row = rows.find((one) => one.row.parameter === parameter)?.row;
    return (tongue === 'en' ? row?.en : row?.zh) ?? parameter;
  };
  const changes = [
    ...read.map((one) => ({
      item: one.item,
      parameter: one.parameter,
      place: one.place,
      before: one.before,
      after: one.after,
      at: beijingIso(one.at.getTime()),
      lsn: one.lsn,
      by: null,
      document: null,
      recorded: coveredBy(one, declared),
    })),
    ...declared.map((one, index) => ({
      item: one.item,
      parameter: one.parameter,
      place: one.place,
      before:
        declared
          .slice(index + 1)
          .find(
            (older) =>
              older.item === one.item && older.parameter === one.parameter && older.place === one.place,
          )?.value ?? null,
      after: one.value,
      at: beijingIso(one.at.getTime()),
      lsn: null,
      by: one.byName,
      document: `${one.document} · ${one.validFrom}`,
      recorded: true,
    })),
  ];
  return {
    outlet: outlet!,
    table: { version: four.version, confidence: four.confidence },
    rows: rows.map((row) => presentRow(row, tongue)),
    changes: changes
      .map((one) => ({ ...one, name: nameOf(one.parameter) }))
      .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)),
    lastRun: run && presentRun(run),
  };
}

export function presentRow(row: FourWayRow, tongue: Tongue): ParameterRow {
  const { expected, difference, differs } = compareRow(row);
  const read = (place: 'device' | 'logger'): PlaceValue => ({
    value: row[place]?.value ?? null,
    text: row[place] && row[place].value === null ? row[place].text : null,
    at: row[place] ? beijingIso(row[place].at.getTime()) : null,
    lsn: row[place]?.lsn ?? null,
    document: null,
    differs: differs.has(place),
  });
  const said = (place: 'platform' | 'filing'): PlaceValue => ({
    value: row[place]?.value ?? null,
    text: null,
    at: row[place]?.at ? beijingIso(row[place].at.getTime()) : null,
    lsn: null,
    document: row[place]?.document ?? null,
    differs: differs.has(place),
  });
  return {
    item: row.item,
    parameter: row.row.parameter,
    name: tongue === 'en' ? row.row.en : row.row.zh,
    deviceCode: infoIdOf(row.row, 'device'),
    loggerCode: infoIdOf(row.row, 'logger'),
    tolerance: row.row.tolerance,
    confidence: row.row.confidence,
    device: read('device'),
    logger: read('logger'),
    platform: said('platform'),
    filing: said('filing'),
    expected,
    difference,
  };
}
