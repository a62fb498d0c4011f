import { airCityUnits } from '@tarim/evaluation/queries';
import { beijingDate } from '@tarim/kernel';
import { type Actor, asActor, type Context, type Machine, type Tx } from '@tarim/platform';
import type { ForecastReport, ForecastRowInput } from '../../contract.ts';
import {
  lockForecasts,
  type NewForecast,
  previewForecasts,
  type Stored,
  storeForecasts,
} from '../sql/forecasts.ts';
import { insertUpload } from '../sql/uploads.ts';
import { checkRows } from './check-rows.ts';
import { rawRows } from './machine-rows.ts';
import { type Placed, told } from './problems.ts';
import { type RawTable, readTable } from './read-table.ts';

export type Mode = 'check' | 'import';
type Words = 'zh' | 'en';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const MOST_TOLD = 2_000;
const NOTHING: Stored = { created: 0, changed: 0, changes: [] };

/** Who brings forecasts: a person, a forecasting system, or the platform for its demonstration. */
interface Bringer {
  readonly actor: Actor | null;
  readonly name: string;
  readonly via: 'file' | 'api';
  readonly simulated: boolean;
  readonly mayWrite: (unitPath: string) => boolean;
  readonly transaction: <T>(body: (tx: Tx) => Promise<T>) => Promise<T>;
}

interface File {
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly mime: string;
}

/**
 * A file of forecasts: checks it or brings it in. A file with any problem brings nothing in, one that says what is there already
 * neither.
 * @throws TarimError FORECAST_FILE_KIND, SHEET_UNREADABLE
 */
export async function importForecasts(
  ctx: Context,
  actor: Actor,
  { bytes, name }: Pick<File, 'bytes' | 'name'>,
  mode: Mode,
  language: Words,
): Promise<ForecastReport> {
  const table = await readTable(bytes, name);
  const bringer: Bringer = {
    actor,
    name: actor.name,
    via: 'file',
    simulated: false,
    mayWrite: (unitPath) => ctx.policy.can(actor, 'forecast.write', { unitPath }),
    transaction: (body) => asActor(ctx, actor, 'forecast.write', body),
  };
  const mime = bytes[0] === 0x50 ? XLSX : 'text/csv';
  return bring(ctx, bringer, table, { bytes, name, mime }, mode, language);
}

/** The same from a machine, within the unit of its key. */
export function postForecasts(
  ctx: Context,
  machine: Machine,
  rows: readonly ForecastRowInput[],
  mode: Mode,
  language: Words,
): Promise<ForecastReport> {
  const bringer: Bringer = {
    actor: null,
    name: machine.name,
    via: 'api',
    simulated: false,
    mayWrite: (unitPath) => unitPath.startsWith(machine.unitPath),
    transaction: (body) => ctx.db.transaction().execute(body),
  };
  return bring(ctx, bringer, rawRows(rows), jsonFile(rows), mode, language);
}

/** Simulated forecasts of the demonstration, by the way of a machine, marked as what they are. */
export function seedForecasts(ctx: Context, rows: readonly ForecastRowInput[]): Promise<ForecastReport> {
  const bringer: Bringer = {
    actor: null,
    name: '平台演示',
    via: 'api',
    simulated: true,
    mayWrite: () => true,
    transaction: (body) => ctx.db.transaction().execute(body),
  };
  return bring(ctx, bringer, rawRows(rows), jsonFile(rows), 'import', 'zh');
}

const jsonFile = (rows: readonly ForecastRowInput[]): File => ({
  bytes: Buffer.from(JSON.stringify({ rows })),
  name: 'AQI预报.json',
  mime: 'application/json',
});

async function bring(
  ctx: Context,
  who: Bringer,
  table: RawTable,
  file: File,
  mode: Mode,
  language: Words,
): Promise<ForecastReport> {
  const cities = await airCityUnits(ctx.db);
  const checked = checkRows(table.sheet, table.rows, {
    cities,
    mayWrite: who.mayWrite,
    today: beijingDate(ctx.clock.now()),
    simulated: who.simulated,
  });
  const problems: readonly Placed[] = [...table.problems, ...checked.problems];
  const good = problems.length === 0 && checked.rows.length > 0;
  let uploadId: number | null = null;
  let stored = NOTHING;
  if (good && mode === 'check') stored = await previewForecasts(ctx.db, checked.rows);
  else if (good)
    ({ uploadId, stored } = await who.transaction((tx) => keep(ctx, tx, who, file, checked.rows)));
  const names = new Map(cities.map((city) => [city.code, city.names]));
  const nameOf = (code: string) => (language === 'en' && names.get(code)?.en) || names.get(code)?.zh || code;
  const issues = checked.rows.map((row) => row.issue).sort();
  return {
    committed: uploadId !== null,
    uploadId,
    rows: table.rows.length,
    cities: new Set(checked.rows.map((row) => row.cityCode)).size,
    sources: [...new Set(checked.rows.map((row) => row.source))],
    firstIssue: issues[0] ?? null,
    lastIssue: issues.at(-1) ?? null,
    created: stored.created,
    changed: stored.changed,
    unchanged: good ? checked.rows.length - stored.created - stored.changed : 0,
    changes: stored.changes.map((one) => ({ ...one, cityName: nameOf(one.cityCode) })),
    problems: problems.slice(0, MOST_TOLD).map((one) => told(one, language)),
  };
}

async function keep(
  ctx: Context,
  tx: Tx,
  who: Bringer,
  file: File,
  rows: readonly NewForecast[],
): Promise<{ uploadId: number | null; stored: Stored }> {
  const at = ctx.clock.now();
  await lockForecasts(tx);
  const stored = await previewForecasts(tx, rows);
  const { created, changed } = stored;
  if (created + changed === 0) return { uploadId: null, stored };
  const { sha256 } = await ctx.files.put(file.bytes, { name: file.name, mime: file.mime }, tx);
  const issues = rows.map((row) => row.issue).sort();
  const sources = [...new Set(rows.map((row) => row.source))];
  const uploadId = await insertUpload(tx, {
    ...{ sha256, at, sources, created, changed, name: file.name, via: who.via, by: who.name },
    byUser: who.actor?.userId ?? null,
    firstIssue: issues[0]!,
    lastIssue: issues.at(-1)!,
    rows: rows.length,
    simulated: who.simulated,
  });
  await storeForecasts(tx, rows, uploadId, at);
  const paths = [...new Set(rows.map((row) => row.unitPath))];
  await ctx.audit.record(tx, {
    actor: who.actor,
    action: 'forecast.forecasts-imported',
    subject: `forecast-upload/${uploadId}`,
    ...(paths.length === 1 ? { unitPath: paths[0]! } : {}),
    detail: { sha256, via: who.via, by: who.name, sources, rows: rows.length, created, changed },
  });
  return { uploadId, stored };
}
