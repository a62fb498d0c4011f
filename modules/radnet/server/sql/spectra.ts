import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { CheckItem, CheckResult, SpectrumFormat } from '../../contract.ts';

export interface SpectrumRow {
  readonly id: number;
  readonly pointId: number;
  readonly unitPath: string;
  readonly hour: Date;
  readonly takenAt: Date;
  readonly liveSeconds: number | null;
  readonly detector: string;
  readonly format: SpectrumFormat;
  readonly name: string;
  readonly sha256: string;
  readonly size: number;
  readonly simulated: boolean;
  readonly by: string;
  readonly at: Date;
}

const COLUMNS = sql`id, point_id as "pointId", unit_path as "unitPath", hour, taken_at as "takenAt", live_seconds as "liveSeconds", detector,
  format, name, sha256, size, simulated, by_name as "by", at`;
const MOST = 500;

/** Spectra of a station of the hours [from, to), in time order. */
export async function spectraBetween(
  db: DbOrTx,
  pointId: number,
  from: number,
  to: number,
): Promise<SpectrumRow[]> {
  const { rows } = await sql<SpectrumRow>`select ${COLUMNS} from radnet.spectrum
    where point_id = ${pointId} and hour >= ${new Date(from)} and hour < ${new Date(to)} order by hour, id limit ${MOST}`.execute(
    db,
  );
  return rows;
}

export async function spectrumById(db: DbOrTx, id: number): Promise<SpectrumRow | null> {
  const { rows } = await sql<SpectrumRow>`select ${COLUMNS} from radnet.spectrum where id = ${id}`.execute(
    db,
  );
  return rows[0] ?? null;
}

/** Null: this file stands at this hour already. */
export async function insertSpectrum(db: DbOrTx, one: Omit<SpectrumRow, 'id'>): Promise<SpectrumRow | null> {
  const { rows } = await sql<SpectrumRow>`
    insert into radnet.spectrum (point_id, unit_path, hour, taken_at, live_seconds, detector, format, name, sha256, size, simulated, by_name, at)
    values (${one.pointId}, ${one.unitPath}, ${one.hour}, ${one.takenAt}, ${one.liveSeconds}, ${one.detector}, ${one.format}, ${one.name},
      ${one.sha256}, ${one.size}, ${one.simulated}, ${one.by}, ${one.at})
    on conflict (point_id, hour, sha256) do nothing returning ${COLUMNS}`.execute(db);
  return rows[0] ?? null;
}

export interface CheckRow {
  readonly item: CheckItem;
  readonly result: CheckResult;
  readonly note: string;
  readonly by: string;
  readonly at: Date;
}

/** Answers of a finding's card, the oldest first. */
export async function checkRows(db: DbOrTx, findingId: number): Promise<CheckRow[]> {
  const { rows } = await sql<CheckRow>`
    select item, result, note, by_name as "by", at from radnet.finding_check where finding_id = ${findingId} order by nth`.execute(
    db,
  );
  return rows;
}

export async function insertCheck(
  db: DbOrTx,
  finding: { readonly id: number; readonly unitPath: string },
  one: Omit<CheckRow, 'by'>,
  by: { readonly userId: string; readonly name: string },
): Promise<void> {
  await sql`
    insert into radnet.finding_check (finding_id, nth, unit_path, item, result, note, by_id, by_name, at)
    select ${finding.id}, coalesce(max(nth), 0) + 1, ${finding.unitPath}, ${one.item}, ${one.result}, ${one.note}, ${by.userId}, ${by.name}, ${one.at}
    from radnet.finding_check where finding_id = ${finding.id}`.execute(db);
}
