import { beijingIso, TarimError } from '@tarim/kernel';
import type { Context } from '@tarim/platform';
import type { ForecastUpload } from '../../contract.ts';
import { forecastErrors } from '../errors.ts';
import { uploadRows } from '../sql/uploads.ts';

/** The newest imports. */
export async function listUploads(ctx: Context): Promise<{ uploads: ForecastUpload[] }> {
  const rows = await uploadRows(ctx.db);
  return {
    uploads: rows.map((row) => ({ ...row, sources: [...row.sources], at: beijingIso(row.at.getTime()) })),
  };
}

/** @throws TarimError FORECAST_UPLOAD_UNKNOWN */
export async function uploadFile(
  ctx: Context,
  id: number,
): Promise<{ bytes: Uint8Array; name: string; mime: string }> {
  const [row] = await uploadRows(ctx.db, id);
  const file = row && (await ctx.files.get(row.sha256));
  if (!file) throw new TarimError(forecastErrors.uploadUnknown, { id });
  return { ...file, name: row.name };
}
