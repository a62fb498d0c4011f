import { beijingIso } from '@tarim/kernel';
import type { DbOrTx, Tx } from '@tarim/platform';
import { sql } from 'kysely';
import type { AnswerSetting, AnswerSettingInput } from '../../contract.ts';

type Row = Omit<AnswerSetting, 'at' | 'minutes' | 'quiet'> &
  AnswerSetting['minutes'] & {
    readonly at: Date;
    readonly from: string;
    readonly to: string;
    readonly severities: AnswerSetting['quiet']['severities'];
  };
const COLUMNS = sql`id, unit_path as "unitPath", critical_minutes as critical, warning_minutes as warning, info_minutes as info,
  quiet_from as "from", quiet_to as "to", quiet_severities as severities, reason, source, confidence, by_name as by, at`;

const present = ({ critical, warning, info, from, to, severities, at, ...row }: Row): AnswerSetting => ({
  ...row,
  minutes: { critical, warning, info },
  quiet: { from, to, severities },
  at: beijingIso(at.getTime()),
});

/** Versions of a unit and of those above it, the newest first. */
export async function settingVersions(db: DbOrTx, unitPath: string, limit: number): Promise<AnswerSetting[]> {
  const { rows } = await sql<Row>`
    select ${COLUMNS} from duty.answer_setting where starts_with(${unitPath}, unit_path) order by id desc limit ${limit}
  `.execute(db);
  return rows.map(present);
}

/** What is in force for a unit: the newest of the nearest that has one; the whole platform always has one. */
export async function settingsInForce(db: DbOrTx): Promise<(unitPath: string) => AnswerSetting> {
  const { rows } = await sql<Row>`
    select distinct on (unit_path) ${COLUMNS} from duty.answer_setting order by unit_path, id desc
  `.execute(db);
  const nearestFirst = rows.map(present).sort((a, b) => b.unitPath.length - a.unitPath.length);
  return (unitPath) => nearestFirst.find((one) => unitPath.startsWith(one.unitPath))!;
}

export async function insertSetting(
  tx: Tx,
  { unitPath, minutes, quiet, reason }: AnswerSettingInput,
  by: string,
  source: string,
  at: Date,
): Promise<AnswerSetting> {
  const { rows } = await sql<Row>`
    insert into duty.answer_setting (unit_path, critical_minutes, warning_minutes, info_minutes, quiet_from, quiet_to, quiet_severities,
      reason, source, confidence, by_name, at)
    values (${unitPath}, ${minutes.critical}, ${minutes.warning}, ${minutes.info}, ${quiet.from}, ${quiet.to}, ${[...quiet.severities]}::text[],
      ${reason}, ${source}, 'unit', ${by}, ${at})
    returning ${COLUMNS}
  `.execute(tx);
  return present(rows[0]!);
}
