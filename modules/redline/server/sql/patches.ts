import { type Areal, type Box, boxOf, boxToSql, readWkb, writeWkb } from '@tarim/geo';
import { beijingIso } from '@tarim/kernel';
import type { DbOrTx } from '@tarim/platform';
import { type RawBuilder, sql } from 'kysely';
import type { Evidence, Overlaps, PatchEvent, PatchRow, PatchState, Theme } from '../../contract.ts';
import { AT_REST } from '../../contract.ts';
import { type Change, type Facts, type Happened, idOfCode, patchCode } from '../domain/life.ts';

interface Raw extends Omit<PatchRow, 'code' | 'dueAt' | 'updatedAt'> {
  readonly dueAt: Date | null;
  readonly updatedAt: Date;
}

const columns = (
  now: Date,
) => sql`id, level, state, theme, detector, detector_version as "detectorVersion", after_on::text as "afterOn",
  confidence, class, area_m2 as "areaM2", redline_m2 as "redlineM2", protected_m2 as "protectedM2", lon, lat, unit_path as "unitPath",
  judgement, discard_reason as "discardReason", due_at as "dueAt", coalesce(due_at < ${now}, false) as overdue, simulated,
  updated_at as "updatedAt"`;

const present = ({ dueAt, updatedAt, ...row }: Raw): PatchRow => ({
  ...row,
  code: patchCode(row.id),
  dueAt: dueAt && beijingIso(dueAt.getTime()),
  updatedAt: beijingIso(updatedAt.getTime()),
});

export interface PatchFilter {
  readonly state?: PatchState | 'open' | undefined;
  readonly level?: string | undefined;
  readonly theme?: string | undefined;
  readonly unitPath?: string | undefined;
  readonly detector?: string | undefined;
  readonly areaKind?: string | undefined;
  readonly areaCode?: string | undefined;
  readonly overdue?: boolean | undefined;
  readonly q?: string | undefined;
}

/** Only the conditions that were asked for: each of them has an index, and a plan is made for what is there. */
function where(filter: PatchFilter, now: Date, before?: number): RawBuilder<unknown> {
  const all: RawBuilder<unknown>[] = [sql`true`];
  const { state, level, theme, unitPath, detector, areaKind, areaCode, overdue, q } = filter;
  if (state === 'open') all.push(sql`state <> all(${[...AT_REST]}::text[])`);
  else if (state) all.push(sql`state = ${state}`);
  if (level) all.push(sql`level = ${level}`);
  if (theme) all.push(sql`theme = ${theme}`);
  if (unitPath && unitPath !== '/')
    all.push(sql`unit_path like ${`${unitPath.replace(/[\\%_]/g, '\\$&')}%`}`);
  if (detector) all.push(sql`detector = ${detector}`);
  if (areaCode) all.push(sql`areas @> array[${`${areaKind ?? 'redline'}/${areaCode}`}]::text[]`);
  if (overdue === true) all.push(sql`due_at < ${now}`);
  if (overdue === false) all.push(sql`(due_at is null or due_at >= ${now})`);
  if (q?.trim()) all.push(sql`id = ${idOfCode(q) ?? 0}`);
  if (before !== undefined) all.push(sql`id < ${before}`);
  return sql.join(all, sql` and `);
}

/** The statement of a page, also for those who ask how it is carried out. */
export const pageQuery = (filter: PatchFilter, now: Date, limit: number, before?: number) => sql<Raw>`
  select ${columns(now)} from redline.patch where ${where(filter, now, before)} order by id desc limit ${limit}`;

export async function patchRows(
  db: DbOrTx,
  filter: PatchFilter,
  now: Date,
  limit: number,
  before?: number,
): Promise<PatchRow[]> {
  const { rows } = await pageQuery(filter, now, limit, before).execute(db);
  return rows.map(present);
}

export async function patchCounts(
  db: DbOrTx,
  filter: PatchFilter,
  now: Date,
): Promise<{ states: Record<string, number>; overdue: number }> {
  const { rows } = await sql<{ state: string; n: number; overdue: number }>`
    select state, count(*)::int as n, count(*) filter (where due_at < ${now})::int as overdue
    from redline.patch where ${where(filter, now)} group by state
  `.execute(db);
  return {
    states: Object.fromEntries(rows.map((one) => [one.state, one.n])),
    overdue: rows.reduce((total, one) => total + one.overdue, 0),
  };
}

/** A patch whole, as its page and its acts need it. */
export interface Patch extends PatchRow {
  readonly ref: string;
  readonly geometry: Areal;
  readonly outline: Areal | null;
  readonly outlineM2: number | null;
  readonly parameters: Record<string, unknown>;
  readonly beforeScene: string | null;
  readonly afterScene: string | null;
  readonly beforeOn: string | null;
  readonly indexChange: Record<string, number>;
  readonly overlaps: Overlaps;
  readonly parents: number[];
  readonly rectifyBy: string | null;
  readonly rectifiedOn: string | null;
  readonly reopened: number;
}

interface WholeRaw extends Raw {
  readonly wkb: Uint8Array;
  readonly outlineWkb: Uint8Array | null;
}

const whole = (
  now: Date,
) => sql`${columns(now)}, ref, parameters, before_scene as "beforeScene", after_scene as "afterScene",
  before_on::text as "beforeOn", index_change as "indexChange", meets as "overlaps", parents, rectify_by::text as "rectifyBy",
  rectified_on::text as "rectifiedOn", reopened, outline_m2 as "outlineM2", wkb, outline as "outlineWkb"`;

function presentWhole({ wkb, outlineWkb, ...row }: WholeRaw): Patch {
  return {
    ...(present(row) as Patch),
    geometry: readWkb(wkb) as Areal,
    outline: outlineWkb && (readWkb(outlineWkb) as Areal),
  };
}

export async function patchesById(
  db: DbOrTx,
  ids: readonly number[],
  now: Date,
  { lock = false } = {},
): Promise<Patch[]> {
  const { rows } = await sql<WholeRaw>`
    select ${whole(now)} from redline.patch where id = any(${[...ids]}::int[]) order by id ${lock ? sql`for update` : sql``}
  `.execute(db);
  return rows.map(presentWhole);
}

/** Patches that wait for somebody in the field within these units, the most urgent first. */
export async function fieldPatches(
  db: DbOrTx,
  unitPaths: readonly string[],
  now: Date,
  limit: number,
): Promise<Patch[]> {
  const within = unitPaths.map((path) => sql`starts_with(unit_path, ${path})`);
  if (within.length === 0) return [];
  const { rows } = await sql<WholeRaw>`
    select ${whole(now)} from redline.patch where state in ('dispatched', 'verifying') and (${sql.join(within, sql` or `)})
    order by due_at nulls last, id limit ${limit}
  `.execute(db);
  return rows.map(presentWhole);
}

/** What the dispatch of a patch asked for, by patch. */
export async function requirementsOf(
  db: DbOrTx,
  ids: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const { rows } = await sql<{ id: number; text: string }>`
    select distinct on (patch_id) patch_id as id, text from redline.patch_event
    where patch_id = any(${[...ids]}::int[]) and act in ('dispatch', 'send-back') and text is not null order by patch_id, id desc
  `.execute(db);
  return new Map(rows.map((one) => [one.id, one.text]));
}

/** Whether an act that was sealed on a phone is in the log of the patch. */
export async function hasFieldAct(db: DbOrTx, id: number, actId: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from redline.patch_event where patch_id = ${id} and detail -> 'field' ->> 'act' = ${actId} limit 1`.execute(
    db,
  );
  return rows.length > 0;
}

export async function childrenOf(db: DbOrTx, id: number): Promise<number[]> {
  const { rows } = await sql<{
    id: number;
  }>`select id from redline.patch where parents @> array[${id}]::int[] and parents <> '{}' order by id`.execute(
    db,
  );
  return rows.map((one) => one.id);
}

export interface NewPatch {
  readonly ref: string;
  readonly theme: Theme | null;
  readonly detector: string;
  readonly detectorVersion: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly beforeScene: string | null;
  readonly afterScene: string | null;
  readonly beforeOn: string | null;
  readonly afterOn: string;
  readonly confidence: number | null;
  readonly indexChange: Readonly<Record<string, number>>;
  readonly areaM2: number;
  readonly lon: number;
  readonly lat: number;
  readonly geometry: Areal;
  readonly overlaps: Overlaps;
  readonly parents: readonly number[];
  readonly simulated: boolean;
}

export const areasOf = (overlaps: Overlaps): string[] => [
  ...new Set(overlaps.areas.map((one) => `${one.kind}/${one.code}`)),
];
export const squareMetres = (overlaps: Overlaps, kind: string): number =>
  overlaps.areas.reduce((sum, one) => sum + (one.kind === kind ? one.areaM2 : 0), 0);

/** Null: the detector proposed it before. */
export async function insertPatch(
  tx: DbOrTx,
  patch: NewPatch,
  facts: Facts,
  at: Date,
): Promise<number | null> {
  const { rows } = await sql<{ id: number }>`
    insert into redline.patch (ref, level, state, theme, detector, detector_version, parameters, before_scene, after_scene, before_on,
      after_on, confidence, class, index_change, area_m2, lon, lat, wkb, box, meets, redline_m2, protected_m2, areas, unit_path, parents,
      due_at, simulated, created_at, updated_at)
    values (${patch.ref}, ${facts.level}, ${facts.state}, ${patch.theme}, ${patch.detector}, ${patch.detectorVersion},
      ${JSON.stringify(patch.parameters)}::jsonb, ${patch.beforeScene}, ${patch.afterScene}, ${patch.beforeOn}::date, ${patch.afterOn}::date,
      ${patch.confidence}, ${facts.class}, ${JSON.stringify(patch.indexChange)}::jsonb, ${patch.areaM2}, ${patch.lon}, ${patch.lat},
      ${Buffer.from(writeWkb(patch.geometry))}, ${boxToSql(boxOf(patch.geometry))}::box, ${JSON.stringify(patch.overlaps)}::jsonb,
      ${squareMetres(patch.overlaps, 'redline')}, ${squareMetres(patch.overlaps, 'protected')}, ${areasOf(patch.overlaps)}::text[],
      ${facts.unitPath}, ${[...patch.parents]}::int[], ${facts.dueAt}::timestamptz, ${patch.simulated}, ${at}, ${at})
    on conflict (detector, ref) do nothing returning id
  `.execute(tx);
  return rows[0]?.id ?? null;
}

/** Writes what folding the events gave. */
export async function projectFacts(tx: DbOrTx, id: number, facts: Facts, at: Date): Promise<void> {
  await sql`update redline.patch set state = ${facts.state}, level = ${facts.level}, class = ${facts.class}, unit_path = ${facts.unitPath},
    judgement = ${facts.judgement}, discard_reason = ${facts.discardReason}, rectify_by = ${facts.rectifyBy}::date,
    rectified_on = ${facts.rectifiedOn}::date, reopened = ${facts.reopened}, hands = ${JSON.stringify(facts.hands)}::jsonb,
    due_at = ${facts.dueAt}::timestamptz, updated_at = ${at} where id = ${id}`.execute(tx);
}

export async function setOutline(tx: DbOrTx, id: number, outline: Areal, areaM2: number): Promise<void> {
  await sql`update redline.patch set outline = ${Buffer.from(writeWkb(outline))}, outline_m2 = ${areaM2} where id = ${id}`.execute(
    tx,
  );
}

export async function setOverlaps(tx: DbOrTx, id: number, overlaps: Overlaps, at: Date): Promise<void> {
  await sql`update redline.patch set meets = ${JSON.stringify(overlaps)}::jsonb, redline_m2 = ${squareMetres(overlaps, 'redline')},
    protected_m2 = ${squareMetres(overlaps, 'protected')}, areas = ${areasOf(overlaps)}::text[], updated_at = ${at} where id = ${id}`.execute(
    tx,
  );
}

/** Ids of open patches of images from a day on whose box meets one of these. */
export async function openMeeting(db: DbOrTx, boxes: readonly Box[], from: string): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select distinct p.id from redline.patch p join unnest(${boxes.map(boxToSql)}::text[]) b on p.box && b::box
    where p.state <> all(${[...AT_REST]}::text[]) and p.after_on >= ${from}::date order by p.id
  `.execute(db);
  return rows.map((one) => one.id);
}

export interface NewEvent {
  readonly patchId: number;
  readonly unitPath: string;
  readonly act: string;
  readonly from: PatchState | null;
  readonly to: PatchState;
  readonly text: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly evidence: readonly Evidence[];
  readonly change: Change;
  readonly byName: string | null;
  readonly byUser: string | null;
  readonly at: Date;
}

export async function insertEvents(tx: DbOrTx, events: readonly NewEvent[]): Promise<void> {
  await sql`
    insert into redline.patch_event (patch_id, unit_path, act, from_state, to_state, text, detail, evidence, change, by_name, by_user, at)
    select e."patchId", e."unitPath", e.act, e."from", e."to", e.text, e.detail, e.evidence, e.change, e."byName", e."byUser", e.at
    from jsonb_to_recordset(${JSON.stringify(events)}::jsonb) as e("patchId" int, "unitPath" text, act text, "from" text, "to" text,
      text text, detail jsonb, evidence jsonb, change jsonb, "byName" text, "byUser" text, at timestamptz)
  `.execute(tx);
}

export type EventRow = PatchEvent & Happened;

export async function eventsOf(db: DbOrTx, id: number): Promise<EventRow[]> {
  const { rows } = await sql<Omit<EventRow, 'at'> & { at: Date }>`
    select id::int as id, act, from_state as "from", to_state as "to", text, detail, evidence, change, by_name as "by",
      by_user as "byUser", at
    from redline.patch_event where patch_id = ${id} order by patch_event.id
  `.execute(db);
  return rows.map((row) => ({ ...row, at: beijingIso(row.at.getTime()) }));
}
