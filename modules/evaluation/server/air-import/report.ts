import { beijingIso, TarimError } from '@tarim/kernel';
import { type Actor, type Context, type Language, rowsToXlsx, type Static } from '@tarim/platform';
import { sql } from 'kysely';
import type { AirImportReport, AirUpload, DustBasis } from '../../contract.ts';
import { allCities } from '../air-period/city-facts.ts';
import { evaluationErrors } from '../errors.ts';
import { nameIn, wordsOf } from '../use-cases/language.ts';
import { COLUMNS } from './columns.ts';
import { importAirDays } from './import-days.ts';
import { told } from './problems.ts';
import { NOTES_SHEET } from './table.ts';

const MOST_TOLD = 2_000;
const NEWEST = 200;

/** An upload of a person: checks it or brings it in, and tells what comes of it. */
export async function uploadAirDays(
  ctx: Context,
  actor: Actor,
  file: { readonly bytes: Uint8Array; readonly name: string },
  query: { readonly mode: 'check' | 'import'; readonly dustBasis?: DustBasis },
  language: Language,
): Promise<Static<typeof AirImportReport>> {
  const done = await importAirDays(
    ctx,
    actor,
    { ...file, dustBasis: query.dustBasis ?? 'proposed', simulated: false },
    query.mode,
  );
  const names = new Map((await allCities(ctx.db)).map((city) => [city.code, nameIn(language, city.names)]));
  const words = wordsOf(language);
  const { created, changed, changes } = done.stored;
  const good = done.problems.length === 0;
  return {
    committed: done.uploadId !== null,
    uploadId: done.uploadId,
    rows: done.filled,
    cities: done.cities,
    firstDay: done.firstDay,
    lastDay: done.lastDay,
    created,
    changed,
    unchanged: good ? done.filled - created - changed : 0,
    changes: changes.map((one) => ({
      ...one,
      cityName: names.get(one.cityCode) ?? one.cityCode,
      before: { ...one.before },
      after: { ...one.after },
    })),
    problems: done.problems.slice(0, MOST_TOLD).map((one) => told(one, words)),
    remarks: done.remarks.slice(0, MOST_TOLD).map((one) => told(one, words)),
  };
}

interface Raw extends Omit<AirUpload, 'uploadedAt'> {
  readonly uploadedAt: Date;
}

/** The newest uploads. */
export async function listAirUploads(ctx: Context): Promise<{ uploads: AirUpload[] }> {
  const { rows } = await sql<Raw>`
    select id, sha256, name, uploaded_at as "uploadedAt", uploaded_by_name as "uploadedBy", dust_basis as "dustBasis",
      first_day::text as "firstDay", last_day::text as "lastDay", rows, created, changed, unchanged, simulated
    from evaluation.air_upload order by id desc limit ${NEWEST}`.execute(ctx.db);
  return { uploads: rows.map((row) => ({ ...row, uploadedAt: beijingIso(row.uploadedAt.getTime()) })) };
}

/** @throws TarimError EVALUATION_UPLOAD_UNKNOWN */
export async function airUploadFile(
  ctx: Context,
  id: number,
): Promise<{ bytes: Uint8Array; name: string; mime: string }> {
  const { rows } = await sql<{ sha256: string; name: string }>`
    select sha256, name from evaluation.air_upload where id = ${id}`.execute(ctx.db);
  const file = rows[0] && (await ctx.files.get(rows[0].sha256));
  if (!file) throw new TarimError(evaluationErrors.uploadUnknown, { id });
  return { ...file, name: rows[0]!.name };
}

/** The table to fill in, with a row of units, and a sheet that says how. */
export async function airImportTemplate(): Promise<Uint8Array> {
  return rowsToXlsx([
    { name: '日数据', rows: [COLUMNS.map((one) => one.title), COLUMNS.map((one) => one.unit)] },
    {
      name: NOTES_SHEET,
      rows: [
        ['说明', 'Notes'],
        ['城市编码与城市名称填其一即可', 'Either the code or the name of the city'],
        ['日期写作 2025-03-01', 'Dates as 2025-03-01'],
        [
          'SO2、NO2、CO、PM10、PM2.5 为 24 小时平均；O3-8h 为日最大 8 小时平均',
          '24-h means; O3-8h is the highest 8-h mean of the day',
        ],
        ['CO 的单位是 mg/m³，其余为 µg/m³', 'CO in mg/m³, the others in µg/m³'],
        ['缺测留空', 'Leave missing figures empty'],
        ['沙尘日填“是”或“否”，不知道留空', '沙尘日 (day of dust): 是 yes, 否 no; empty: not known'],
      ],
    },
  ]);
}
