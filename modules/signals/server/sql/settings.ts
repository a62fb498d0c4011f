import type { DbOrTx, Tx } from '@tarim/platform';
import { sql } from 'kysely';
import type { DetectorSetting } from '../domain/detect.ts';
import { FACTORY } from '../factory.ts';

export interface SettingRow extends DetectorSetting {
  readonly reason: string;
  readonly by: string;
  readonly at: Date;
}

const COLUMNS = sql`detector, version, enabled, threshold, window_days as "windowDays", reason, by_name as by, at`;

/** All versions, newest first; version 0 is the factory's and stands in no table. */
export async function settingVersions(db: DbOrTx): Promise<SettingRow[]> {
  const { rows } =
    await sql<SettingRow>`select ${COLUMNS} from signals.setting order by detector, version desc`.execute(db);
  return rows;
}

/** What holds now, by detector. */
export async function presentSettings(db: DbOrTx): Promise<Map<string, DetectorSetting>> {
  const { rows } = await sql<SettingRow>`
    select distinct on (detector) ${COLUMNS} from signals.setting order by detector, version desc`.execute(
    db,
  );
  const settings = new Map<string, DetectorSetting>(
    FACTORY.map((one) => [one.detector, { ...one, version: 0, enabled: true }]),
  );
  for (const row of rows) settings.set(row.detector, row);
  return settings;
}

/** @returns the number of the new version */
export async function insertSetting(
  tx: Tx,
  one: Omit<SettingRow, 'version'> & { byUser: string },
): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    insert into signals.setting (detector, version, enabled, threshold, window_days, reason, by_name, by_user, at)
    select ${one.detector}, coalesce(max(version), 0) + 1, ${one.enabled}, ${one.threshold}, ${one.windowDays}, ${one.reason}, ${one.by},
      ${one.byUser}, ${one.at}
    from signals.setting where detector = ${one.detector} returning version
  `.execute(tx);
  return rows[0]!.version;
}
