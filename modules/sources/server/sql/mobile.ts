import { beijingIso } from '@tarim/kernel';
import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { Inspection, MobileKind, MobileUpload, RemotePass } from '../../contract.ts';

export async function insertUpload(
  tx: DbOrTx,
  one: {
    kind: MobileKind;
    rows: number;
    sha256: string | null;
    source: MobileUpload['source'];
    byName: string;
    byUser: string | null;
    at: Date;
  },
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into sources.mobile_upload (kind, rows, sha256, source, by_name, by_user, at)
    values (${one.kind}, ${one.rows}, ${one.sha256}, ${one.source}, ${one.byName}, ${one.byUser}, ${one.at}) returning id`.execute(
    tx,
  );
  return rows[0]!.id;
}

const iso = (at: number) => new Date(at).toISOString();

export async function insertInspections(
  tx: DbOrTx,
  records: readonly Inspection[],
  uploadId: number,
  simulated = false,
): Promise<void> {
  const rows = records.map((one) => ({ ...one, at: iso(one.at) }));
  await sql`
    insert into sources.inspection (unit_path, station, plate, at, fuel, stage, method, passed, items, upload_id, simulated)
    select r."unitPath", r.station, decode(r.plate, 'hex'), r.at, r.fuel, r.stage, r.method, r.passed, r.items, ${uploadId}, ${simulated}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("unitPath" text, station text, plate text, at timestamptz, fuel text,
      stage smallint, method text, passed boolean, items jsonb)
  `.execute(tx);
}

export async function insertPasses(
  tx: DbOrTx,
  records: readonly RemotePass[],
  uploadId: number,
  simulated = false,
): Promise<void> {
  const rows = records.map((one) => ({ ...one, at: iso(one.at) }));
  await sql`
    insert into sources.remote_pass (unit_path, site, plate, at, co, hc, no, opacity, valid, exceeds, upload_id, simulated)
    select r."unitPath", r.site, decode(r.plate, 'hex'), r.at, r.co, r.hc, r.no, r.opacity, r.valid, r.exceeds, ${uploadId}, ${simulated}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("unitPath" text, site text, plate text, at timestamptz, co float8,
      hc float8, no float8, opacity float8, valid boolean, exceeds boolean)
  `.execute(tx);
}

/** Rows of the file whose key is stored already, and whether the content is the same. */
export async function storedInspections(
  db: DbOrTx,
  records: readonly Inspection[],
): Promise<{ row: number; same: boolean }[]> {
  const input = records.map((one) => ({ ...one, at: iso(one.at) }));
  const { rows } = await sql<{ row: number; same: boolean }>`
    select r.row, (i.unit_path = r."unitPath" and i.fuel = r.fuel and i.stage = r.stage and i.method = r.method and i.passed = r.passed and i.items = r.items) as same
    from jsonb_to_recordset(${JSON.stringify(input)}::jsonb) as r(row int, "unitPath" text, station text, plate text, at timestamptz,
      fuel text, stage smallint, method text, passed boolean, items jsonb)
    join sources.inspection i on i.station = r.station and i.plate = decode(r.plate, 'hex') and i.at = r.at
  `.execute(db);
  return rows;
}

export async function storedPasses(
  db: DbOrTx,
  records: readonly RemotePass[],
): Promise<{ row: number; same: boolean }[]> {
  const input = records.map((one) => ({ ...one, at: iso(one.at) }));
  const { rows } = await sql<{ row: number; same: boolean }>`
    select r.row, ((p.unit_path, p.valid, p.exceeds) = (r."unitPath", r.valid, r.exceeds)
      and (p.co, p.hc, p.no, p.opacity) is not distinct from (r.co, r.hc, r.no, r.opacity)) as same
    from jsonb_to_recordset(${JSON.stringify(input)}::jsonb) as r(row int, "unitPath" text, site text, plate text, at timestamptz,
      co float8, hc float8, no float8, opacity float8, valid boolean, exceeds boolean)
    join sources.remote_pass p on p.site = r.site and p.plate = decode(r.plate, 'hex') and p.at = r.at
  `.execute(db);
  return rows;
}

export interface Span {
  readonly from: Date;
  readonly to: Date;
  readonly unitPath: string | null;
}
const within = ({ from, to, unitPath }: Span) =>
  sql`at >= ${from} and at < ${to} and (${unitPath}::text is null or starts_with(unit_path, ${unitPath}))`;
/** Months of Beijing time. */
const month = sql`to_char(at at time zone 'Asia/Shanghai', 'YYYY-MM')`;

export interface InspectionCount {
  readonly station: string;
  readonly unitPath: string;
  readonly month: string;
  readonly fuel: string;
  readonly stage: number;
  readonly n: number;
  readonly passed: number;
  readonly simulated: number;
}
export async function inspectionCounts(db: DbOrTx, span: Span): Promise<InspectionCount[]> {
  const { rows } = await sql<InspectionCount>`
    select station, max(unit_path) as "unitPath", ${month} as month, fuel, stage, count(*)::int as n,
      count(*) filter (where passed)::int as passed, count(*) filter (where simulated)::int as simulated
    from sources.inspection where ${within(span)} group by station, month, fuel, stage order by station, month
  `.execute(db);
  return rows;
}

export interface PassCount {
  readonly site: string;
  readonly unitPath: string;
  readonly month: string;
  readonly passes: number;
  readonly valid: number;
  readonly exceeds: number;
  readonly simulated: number;
}
export async function passCounts(db: DbOrTx, span: Span): Promise<PassCount[]> {
  const { rows } = await sql<PassCount>`
    select site, max(unit_path) as "unitPath", ${month} as month, count(*)::int as passes, count(*) filter (where valid)::int as valid,
      count(*) filter (where valid and exceeds)::int as exceeds, count(*) filter (where simulated)::int as simulated
    from sources.remote_pass where ${within(span)} group by site, month order by site, month
  `.execute(db);
  return rows;
}

export async function uploads(db: DbOrTx, after: number | null): Promise<MobileUpload[]> {
  const { rows } = await sql<Omit<MobileUpload, 'at'> & { at: Date }>`
    select id, kind, rows, sha256, source, by_name as "by", at from sources.mobile_upload
    where (${after}::int is null or id < ${after}) order by id desc limit 100`.execute(db);
  return rows.map((one) => ({ ...one, at: beijingIso(one.at.getTime()) }));
}
