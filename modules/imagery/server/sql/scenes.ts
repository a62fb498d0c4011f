import { boxOf, boxToSql, type Polygon, readWkb, writeWkb } from '@tarim/geo';
import type { DbOrTx, Tx } from '@tarim/platform';
import { type RawBuilder, sql } from 'kysely';
import type {
  ClassEntry,
  ClassOrigin,
  QualityKind,
  SceneBand,
  SceneFile,
  SceneState,
  Sensor,
} from '../../contract.ts';
import type { ClassCount } from '../domain/class-table.ts';
import type { Derived, DerivedOutcome } from '../domain/derived.ts';
import type { KeptFailure } from '../domain/failure.ts';
import type { Told } from '../threaded/brought.ts';
import type { Converted } from '../threaded/convert.ts';

export interface SceneFacts {
  readonly width: number;
  readonly height: number;
  readonly type: string;
  readonly noData: number | 'nan' | null;
  readonly affine: readonly number[];
  readonly reflectance: boolean;
  readonly bands: readonly SceneBand[];
  readonly validShare: number;
  /** Of a thematic raster, counted when it came in: classes, how many more there were, its own colours. */
  readonly classes?: readonly ClassCount[];
  readonly classesLeft?: number;
  readonly palette?: Readonly<Record<string, string>>;
}

/** The table of classes in force (类别表). */
export interface ClassTableRow {
  readonly version: number;
  readonly entries: readonly ClassEntry[];
  readonly origin: ClassOrigin;
  readonly byName: string | null;
  readonly at: string;
}

export interface SceneRow {
  readonly id: number;
  readonly collection: string;
  readonly sensor: Sensor;
  readonly title: string;
  readonly takenAt: Date;
  readonly platform: string | null;
  readonly source: string;
  readonly licence: string;
  readonly simulated: boolean;
  readonly public: boolean;
  readonly ownerPath: string;
  readonly unitPath: string | null;
  readonly told: Told;
  readonly state: SceneState;
  readonly progress: number;
  readonly failure: KeptFailure | null;
  readonly originals: readonly SceneFile[];
  readonly facts: SceneFacts | null;
  readonly crs: string | null;
  readonly gsd: number | null;
  readonly classTable: ClassTableRow | null;
  readonly footprint: Polygon | null;
  readonly box: readonly [number, number, number, number] | null;
  readonly cloudShare: number | null;
  readonly cogSha256: string | null;
  readonly cogSize: number | null;
  readonly qualityKind: QualityKind | null;
  readonly qualitySha256: string | null;
  readonly qualitySize: number | null;
  readonly byUser: string;
  readonly byName: string;
  readonly recordedAt: Date;
  readonly readyAt: Date | null;
  readonly removedAt: Date | null;
  /** Null of scenes that were brought. */
  readonly derived: Derived | null;
}

const COLUMNS = sql`id, collection, sensor, title, taken_at as "takenAt", platform, source, licence, simulated, public,
  owner_path as "ownerPath", unit_path as "unitPath", told, state, progress, failure, originals, facts, crs, gsd, footprint as "wkb",
  case when box is null then null else array[(box[1])[0], (box[1])[1], (box[0])[0], (box[0])[1]] end as box,
  cloud_share as "cloudShare", cog_sha256 as "cogSha256", cog_size as "cogSize", quality_kind as "qualityKind",
  quality_sha256 as "qualitySha256", quality_size as "qualitySize", by_user as "byUser", by_name as "byName",
  recorded_at as "recordedAt", ready_at as "readyAt", removed_at as "removedAt", derived,
  (select jsonb_build_object('version', c.version, 'entries', c.entries, 'origin', c.origin, 'byName', c.by_name, 'at', c.recorded_at)
   from imagery.scene_classes c where c.scene_id = scene.id order by c.version desc limit 1) as "classTable"`;

type Raw = Omit<SceneRow, 'footprint'> & { readonly wkb: Uint8Array | null };
const present = ({ wkb, ...row }: Raw): SceneRow => ({
  ...row,
  footprint: wkb && (readWkb(wkb) as Polygon),
});

export async function sceneRow(db: DbOrTx, id: number): Promise<SceneRow | null> {
  const { rows } = await sql<Raw>`select ${COLUMNS} from imagery.scene where id = ${id}`.execute(db);
  return rows[0] ? present(rows[0]) : null;
}

export interface SceneFilter {
  readonly box?: readonly [number, number, number, number] | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly collection?: string | undefined;
  readonly sensor?: string | undefined;
  readonly state?: SceneState | undefined;
  readonly maxCloud?: number | undefined;
  readonly text?: string | undefined;
  /** Only these. */
  readonly ids?: readonly number[] | undefined;
  /** Only those that everybody may see. */
  readonly open?: boolean | undefined;
  /** After this one: epoch milliseconds and id. */
  readonly after?: { readonly takenAt: number; readonly id: number } | undefined;
  readonly limit: number;
}

/** The newest first. */
export async function sceneRows(db: DbOrTx, filter: SceneFilter): Promise<SceneRow[]> {
  const { box, from, to, collection, sensor, state, maxCloud, text, ids, open, after } = filter;
  const all: RawBuilder<unknown>[] = [sql`removed_at is null`];
  if (box) all.push(sql`box && ${boxToSql(box)}::box`);
  if (from) all.push(sql`taken_at >= ${from}::timestamptz`);
  if (to) all.push(sql`taken_at <= ${to}::timestamptz`);
  if (collection) all.push(sql`collection = ${collection}`);
  if (sensor) all.push(sql`sensor = ${sensor}`);
  if (state) all.push(sql`state = ${state}`);
  if (maxCloud !== undefined) all.push(sql`cloud_share <= ${maxCloud}`);
  if (text?.trim()) all.push(sql`title ilike ${`%${text.trim().replace(/[\\%_]/g, '\\$&')}%`}`);
  if (ids) all.push(sql`id = any(${[...ids]}::int[])`);
  if (open) all.push(sql`public`);
  if (after) all.push(sql`(taken_at, id) < (${new Date(after.takenAt)}, ${after.id})`);
  const { rows } = await sql<Raw>`select ${COLUMNS} from imagery.scene where ${sql.join(all, sql` and `)}
    order by taken_at desc, id desc limit ${filter.limit}`.execute(db);
  return rows.map(present);
}

export async function collectionNames(db: DbOrTx): Promise<string[]> {
  const { rows } = await sql<{ collection: string }>`
    select distinct collection from imagery.scene where removed_at is null order by collection limit 200`.execute(
    db,
  );
  return rows.map(({ collection }) => collection);
}

export interface NewScene {
  readonly collection: string;
  readonly sensor: Sensor;
  readonly title: string;
  readonly takenAt: string;
  readonly platform: string | null;
  readonly source: string;
  readonly licence: string;
  readonly simulated: boolean;
  readonly public: boolean;
  readonly ownerPath: string;
  readonly told: Told;
  readonly originals: readonly SceneFile[];
  readonly derived?: Derived | null;
  readonly byUser: string;
  readonly byName: string;
  readonly at: Date;
}

export async function insertScene(tx: Tx, one: NewScene): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into imagery.scene (collection, sensor, title, taken_at, platform, source, licence, simulated, public, owner_path, told, state,
      originals, derived, by_user, by_name, recorded_at)
    values (${one.collection}, ${one.sensor}, ${one.title}, ${one.takenAt}, ${one.platform}, ${one.source}, ${one.licence},
      ${one.simulated}, ${one.public}, ${one.ownerPath}, ${JSON.stringify(one.told)}::jsonb, 'queued',
      ${JSON.stringify(one.originals)}::jsonb, ${one.derived ? JSON.stringify(one.derived) : null}::jsonb, ${one.byUser}, ${one.byName}, ${one.at})
    returning id`.execute(tx);
  return rows[0]!.id;
}

/** @returns whether it is still to be converted */
export async function moveScene(db: DbOrTx, id: number, progress: number): Promise<boolean> {
  const { rows } = await sql`update imagery.scene set state = 'converting', progress = ${progress}
    where id = ${id} and state in ('queued', 'converting') and removed_at is null returning id`.execute(db);
  return rows.length > 0;
}

export async function failScene(db: DbOrTx, id: number, failure: KeptFailure): Promise<void> {
  await sql`update imagery.scene set state = 'failed', failure = ${JSON.stringify(failure)}::jsonb
    where id = ${id} and state in ('queued', 'converting') and removed_at is null`.execute(db);
}

/** @returns whether it had failed */
export async function requeueScene(tx: Tx, id: number, told: Told): Promise<boolean> {
  const { rows } =
    await sql`update imagery.scene set state = 'queued', failure = null, progress = 0, told = ${JSON.stringify(told)}::jsonb
    where id = ${id} and state = 'failed' and removed_at is null returning id`.execute(tx);
  return rows.length > 0;
}

/** A composite in the making may be given up; of a scene that is converted the files are being read. */
export async function markRemoved(tx: Tx, id: number, at: Date): Promise<boolean> {
  const { rows } = await sql`update imagery.scene set removed_at = ${at}
    where id = ${id} and removed_at is null and (state <> 'converting' or derived is not null) returning id`.execute(
    tx,
  );
  return rows.length > 0;
}

/** Composites in the making that read a scene. */
export async function compositesUsing(tx: Tx, id: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from imagery.scene
    where state in ('queued', 'converting') and removed_at is null
      and derived->'inputs' @> ${JSON.stringify([{ id }])}::jsonb`.execute(tx);
  return rows[0]!.n;
}

/** Of these, scenes that were taken off. */
export async function removedAmong(db: DbOrTx, ids: readonly number[]): Promise<ReadonlySet<number>> {
  const { rows } = await sql<{ id: number }>`select id from imagery.scene
    where id = any(${[...ids]}::int[]) and removed_at is null`.execute(db);
  const there = new Set(rows.map(({ id }) => id));
  return new Set(ids.filter((id) => !there.has(id)));
}

export interface KeptFile {
  readonly sha256: string;
  readonly size: number;
}

/** @returns whether it was still being converted */
export async function finishScene(
  tx: Tx,
  id: number,
  done: {
    readonly converted: Converted;
    readonly unitPath: string | null;
    readonly cog: KeptFile;
    readonly quality: KeptFile | null;
    readonly originals: readonly SceneFile[];
    /** Of a composite. */
    readonly outcome?: DerivedOutcome | undefined;
    readonly at: Date;
  },
): Promise<boolean> {
  const { converted: c, cog, quality } = done;
  const facts: SceneFacts = {
    width: c.grid.width,
    height: c.grid.height,
    type: c.type,
    noData: c.noData,
    affine: c.grid.affine,
    reflectance: c.reflectance,
    bands: c.bands,
    validShare: c.validShare,
    ...(c.classes ? { classes: c.classes.counts, classesLeft: c.classes.left } : {}),
    ...(c.palette ? { palette: c.palette } : {}),
  };
  const { rows } = await sql`
    update imagery.scene set state = 'ready', progress = 1, failure = null, facts = ${JSON.stringify(facts)}::jsonb,
      originals = ${JSON.stringify(done.originals)}::jsonb, crs = ${c.grid.crs}, gsd = ${c.gsd},
      footprint = ${Buffer.from(writeWkb(c.footprint))}, box = ${boxToSql(boxOf(c.footprint))}::box, cloud_share = ${c.cloudShare},
      cog_sha256 = ${cog.sha256}, cog_size = ${cog.size}, quality_kind = ${c.quality?.kind ?? null},
      quality_sha256 = ${quality?.sha256 ?? null}, quality_size = ${quality?.size ?? null}, unit_path = ${done.unitPath},
      ready_at = ${done.at},
      derived = derived || ${JSON.stringify(done.outcome ? { outcome: done.outcome } : {})}::jsonb
    where id = ${id} and state = 'converting' and removed_at is null returning id`.execute(tx);
  return rows.length > 0;
}

/** Scenes whose making a process that ended may have left behind. */
export async function unfinishedScenes(db: DbOrTx): Promise<Array<{ id: number; derived: boolean }>> {
  const { rows } = await sql<{
    id: number;
    derived: boolean;
  }>`select id, derived is not null as derived from imagery.scene
    where state in ('queued', 'converting') and removed_at is null order by id`.execute(db);
  return rows;
}
