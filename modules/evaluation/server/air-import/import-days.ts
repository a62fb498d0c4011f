import { beijingDate } from '@tarim/kernel';
import { type Actor, asActor, type Context, type Tx } from '@tarim/platform';
import { unitsUnder } from '@tarim/region/queries';
import { assessedCities } from '../air-period/cities.ts';
import type { DustBasis } from '../air-period/days.ts';
import type { Placed } from './problems.ts';
import { type DayRow, readRows } from './read-rows.ts';
import { insertUpload, lockAirDays, previewDays, type Stored, storeDays } from './store.ts';
import { readTable } from './table.ts';

export interface AirFile {
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly dustBasis: DustBasis;
  readonly simulated: boolean;
}

export interface AirImport {
  /** null: nothing was brought in. */
  readonly uploadId: number | null;
  readonly filled: number;
  readonly cities: number;
  readonly firstDay: string | null;
  readonly lastDay: string | null;
  readonly stored: Stored;
  readonly problems: readonly Placed[];
  readonly remarks: readonly Placed[];
}

const NOTHING: Stored = { created: 0, changed: 0, changes: [] };

/**
 * Brings official daily figures of cities in, or tells what would happen (`check`). A file with any problem brings nothing in; one that
 * says what is there already neither. The file itself is kept by its content, and each figure names its upload and row.
 * @param actor null: the platform itself, for the demonstration
 * @throws TarimError EVALUATION_AIR_FILE_KIND, SHEET_UNREADABLE
 */
export async function importAirDays(
  ctx: Context,
  actor: Actor | null,
  file: AirFile,
  mode: 'check' | 'import',
): Promise<AirImport> {
  const { table, problems: ofFile } = await readTable(file.bytes, file.name);
  const cities = assessedCities(await unitsUnder(ctx.db, '/'));
  const read = readRows(table, {
    cities,
    mayWrite: ({ unitPath }) => !actor || ctx.policy.can(actor, 'evaluation.write', { unitPath }),
    today: beijingDate(ctx.clock.now()),
  });
  const problems = [...ofFile, ...read.problems];
  const dates = read.rows.map((row) => row.date).sort();
  const answer = {
    filled: read.filled,
    cities: new Set(read.rows.map((row) => row.city.code)).size,
    firstDay: dates[0] ?? null,
    lastDay: dates.at(-1) ?? null,
    problems,
    remarks: read.remarks,
  };
  if (problems.length > 0 || read.rows.length === 0) return { ...answer, uploadId: null, stored: NOTHING };
  if (mode === 'check') return { ...answer, uploadId: null, stored: await previewDays(ctx.db, read.rows) };
  const write = (tx: Tx) => bringIn(ctx, tx, actor, file, read.rows);
  const done = actor
    ? await asActor(ctx, actor, 'evaluation.write', write)
    : await ctx.db.transaction().execute(write);
  return { ...answer, ...done };
}

async function bringIn(
  ctx: Context,
  tx: Tx,
  actor: Actor | null,
  file: AirFile,
  rows: readonly DayRow[],
): Promise<Pick<AirImport, 'uploadId' | 'stored'>> {
  const at = ctx.clock.now();
  await lockAirDays(tx);
  const stored = await previewDays(tx, rows);
  if (stored.created + stored.changed === 0) return { uploadId: null, stored };
  const mime = file.bytes[0] === 0x50 ? XLSX : 'text/csv';
  const { sha256 } = await ctx.files.put(file.bytes, { name: file.name, mime }, tx);
  const dates = rows.map((row) => row.date).sort();
  const { created, changed } = stored;
  const uploadId = await insertUpload(tx, {
    sha256,
    name: file.name,
    at,
    by: actor,
    dustBasis: file.dustBasis,
    simulated: file.simulated,
    firstDay: dates[0]!,
    lastDay: dates.at(-1)!,
    rows: rows.length,
    created,
    changed,
  });
  await storeDays(tx, rows, uploadId, at);
  const paths = [...new Set(rows.map((row) => row.city.unitPath))];
  await ctx.audit.record(tx, {
    actor,
    action: 'evaluation.air-days-imported',
    subject: `air-upload/${uploadId}`,
    ...(paths.length === 1 ? { unitPath: paths[0]! } : {}),
    detail: {
      sha256,
      name: file.name,
      rows: rows.length,
      created,
      changed,
      dustBasis: file.dustBasis,
      simulated: file.simulated,
    },
  });
  return { uploadId, stored };
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
