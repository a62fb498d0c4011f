import { beijingIso } from '@tarim/kernel';
import { type Actor, asActor, type Context, type DbOrTx, type Machine, type Tx } from '@tarim/platform';
import { listPoints } from '@tarim/registry/queries';
import type { VocTemperature, VocUnit } from '@tarim/science';
import type { ComponentReport, ComponentRowInput } from '../../contract.ts';
import { type Change, mergeHour } from '../domain/merge.ts';
import { hoursAt, lockHours, type NewHour, storeHours } from '../sql/hours.ts';
import { insertUpload } from '../sql/uploads.ts';
import { checkRows } from './check-rows.ts';
import { rawRows } from './machine-rows.ts';
import { type Placed, told } from './problems.ts';
import { type RawTable, readTable } from './read-table.ts';

export type Mode = 'check' | 'import';
/** What the figures are, as who brings them says. */
export interface Declared {
  readonly unit: VocUnit;
  /** Of µg/m³; absent: 25 °C. */
  readonly temperature?: VocTemperature;
}
type Words = 'zh' | 'en';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const MOST_TOLD = 2_000;
const MOST_CHANGES = 200;

/** Who brings components: a person, a station's system, or the platform for its demonstration. */
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
 * A file of components: checks it or brings it in. A file with any problem brings nothing in, one that says what is there already
 * neither.
 * @throws TarimError COMPOSITION_FILE_KIND, SHEET_UNREADABLE
 */
export async function importComponents(
  ctx: Context,
  actor: Actor,
  { bytes, name }: Pick<File, 'bytes' | 'name'>,
  mode: Mode,
  declared: Declared,
  language: Words,
): Promise<ComponentReport> {
  const table = await readTable(bytes, name, declared.unit);
  const bringer: Bringer = {
    actor,
    name: actor.name,
    via: 'file',
    simulated: false,
    mayWrite: (unitPath) => ctx.policy.can(actor, 'composition.write', { unitPath }),
    transaction: (body) => asActor(ctx, actor, 'composition.write', body),
  };
  const mime = bytes[0] === 0x50 ? XLSX : 'text/csv';
  return bring(ctx, bringer, table, { bytes, name, mime }, mode, declared, language);
}

/** The same from a machine, within the unit of its key. */
export function postComponents(
  ctx: Context,
  machine: Machine,
  { rows, ...declared }: Declared & { readonly rows: readonly ComponentRowInput[] },
  mode: Mode,
  language: Words,
): Promise<ComponentReport> {
  const bringer: Bringer = {
    actor: null,
    name: machine.name,
    via: 'api',
    simulated: false,
    mayWrite: (unitPath) => unitPath.startsWith(machine.unitPath),
    transaction: (body) => ctx.db.transaction().execute(body),
  };
  return bring(ctx, bringer, rawRows(rows), jsonFile({ rows, ...declared }), mode, declared, language);
}

/** Simulated components of the demonstration, by the way of a machine, marked as what they are. */
export function seedComponents(
  ctx: Context,
  given: Declared & { readonly rows: readonly ComponentRowInput[] },
): Promise<ComponentReport> {
  const bringer: Bringer = {
    actor: null,
    name: '平台演示',
    via: 'api',
    simulated: true,
    mayWrite: () => true,
    transaction: (body) => ctx.db.transaction().execute(body),
  };
  return bring(ctx, bringer, rawRows(given.rows), jsonFile(given), 'import', given, 'zh');
}

const jsonFile = (body: object): File => ({
  bytes: Buffer.from(JSON.stringify(body)),
  name: 'VOC组分.json',
  mime: 'application/json',
});

interface Plan {
  readonly hours: readonly NewHour[];
  readonly created: number;
  readonly changed: number;
  readonly changes: readonly (Change & { readonly pointId: number; readonly time: number })[];
}
const NOTHING: Plan = { hours: [], created: 0, changed: 0, changes: [] };

async function bring(
  ctx: Context,
  who: Bringer,
  table: RawTable,
  file: File,
  mode: Mode,
  declared: Declared,
  language: Words,
): Promise<ComponentReport> {
  const stations = await listPoints(ctx.db, { kind: 'air' });
  const checked = checkRows(table.sheet, table.rows, {
    stations,
    mayWrite: who.mayWrite,
    now: ctx.clock.now(),
    unit: declared.unit,
    temperature: declared.temperature ?? 25,
    simulated: who.simulated,
  });
  const problems: readonly Placed[] = [...table.problems, ...checked.problems];
  const good = problems.length === 0 && checked.rows.length > 0;
  let uploadId: number | null = null;
  let plan = NOTHING;
  if (good && mode === 'check') plan = await planOf(ctx.db, checked.rows);
  else if (good)
    ({ uploadId, plan } = await who.transaction((tx) => keep(ctx, tx, who, file, declared, checked.rows)));
  const nameOf = new Map(stations.map((one) => [one.id, one.name]));
  const times = checked.rows.map((row) => row.time).sort((a, b) => a - b);
  const iso = (ms: number | undefined) => (ms === undefined ? null : beijingIso(ms));
  return {
    committed: uploadId !== null,
    uploadId,
    rows: table.rows.length,
    stations: new Set(checked.rows.map((row) => row.pointId)).size,
    species: new Set(checked.rows.flatMap((row) => row.species)).size,
    below: checked.rows.reduce((sum, row) => sum + row.below.filter(Boolean).length, 0),
    first: iso(times[0]),
    last: iso(times.at(-1)),
    created: plan.created,
    changed: plan.changed,
    unchanged: good ? checked.rows.length - plan.created - plan.changed : 0,
    changes: plan.changes.map(({ pointId, time, key, before, after }) => ({
      stationName: nameOf.get(pointId) ?? String(pointId),
      time: beijingIso(time),
      species: key,
      before,
      after,
    })),
    problems: problems.slice(0, MOST_TOLD).map((one) => told(one, language)),
  };
}

/** What bringing these in would come to. */
async function planOf(db: DbOrTx, rows: readonly NewHour[]): Promise<Plan> {
  const known = new Map((await hoursAt(db, rows)).map((one) => [`${one.pointId}|${one.time}`, one]));
  const hours: NewHour[] = [];
  const changes: Plan['changes'][number][] = [];
  let created = 0;
  for (const row of rows) {
    const before = known.get(`${row.pointId}|${row.time}`);
    const merged = mergeHour(before, row);
    if (!merged) continue;
    hours.push(merged.hour);
    if (!before) created++;
    for (const one of merged.changes)
      if (changes.length < MOST_CHANGES) changes.push({ ...one, pointId: row.pointId, time: row.time });
  }
  return { hours, created, changed: hours.length - created, changes };
}

async function keep(
  ctx: Context,
  tx: Tx,
  who: Bringer,
  file: File,
  declared: Declared,
  rows: readonly NewHour[],
): Promise<{ uploadId: number | null; plan: Plan }> {
  const at = ctx.clock.now();
  await lockHours(tx);
  const plan = await planOf(tx, rows);
  const { created, changed } = plan;
  if (plan.hours.length === 0) return { uploadId: null, plan };
  const { sha256 } = await ctx.files.put(file.bytes, { name: file.name, mime: file.mime }, tx);
  const points = new Map((await listPoints(tx, { kind: 'air' })).map((one) => [one.id, one]));
  const stations = [...new Set(rows.map((row) => points.get(row.pointId)!.code))];
  const times = rows.map((row) => row.time).sort((a, b) => a - b);
  const uploadId = await insertUpload(tx, {
    ...{ sha256, at, stations, created, changed, name: file.name, via: who.via, by: who.name },
    unit: declared.unit,
    temperature: declared.unit === 'ppbv' ? null : (declared.temperature ?? 25),
    byUser: who.actor?.userId ?? null,
    first: times[0]!,
    last: times.at(-1)!,
    rows: rows.length,
    simulated: who.simulated,
  });
  await storeHours(tx, plan.hours, uploadId, at);
  const paths = [...new Set(rows.map((row) => row.unitPath))];
  await ctx.audit.record(tx, {
    actor: who.actor,
    action: 'composition.components-imported',
    subject: `composition-upload/${uploadId}`,
    ...(paths.length === 1 ? { unitPath: paths[0]! } : {}),
    detail: {
      sha256,
      via: who.via,
      by: who.name,
      unit: declared.unit,
      stations,
      rows: rows.length,
      created,
      changed,
    },
  });
  return { uploadId, plan };
}
