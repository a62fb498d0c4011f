import { beijingIso, TarimError } from '@tarim/kernel';
import type { Context } from '@tarim/platform';
import type { ComponentUpload } from '../../contract.ts';
import { compositionErrors } from '../errors.ts';
import { uploadRows } from '../sql/uploads.ts';

/** The newest imports. */
export async function listUploads(ctx: Context): Promise<{ uploads: ComponentUpload[] }> {
  const rows = await uploadRows(ctx.db);
  return {
    uploads: rows.map(({ at, first, last, ...row }) => ({
      ...row,
      stations: [...row.stations],
      at: beijingIso(at.getTime()),
      first: beijingIso(first.getTime()),
      last: beijingIso(last.getTime()),
    })),
  };
}

/** @throws TarimError COMPOSITION_UPLOAD_NOT_FOUND */
export async function uploadFile(
  ctx: Context,
  id: number,
): Promise<{ bytes: Uint8Array; name: string; mime: string }> {
  const [row] = await uploadRows(ctx.db, [id]);
  const file = row && (await ctx.files.get(row.sha256));
  if (!file) throw new TarimError(compositionErrors.uploadUnknown, { id });
  return { ...file, name: row.name };
}
