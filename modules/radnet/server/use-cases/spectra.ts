import { beijingIso, periodStart, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type StoredFile } from '@tarim/platform';
import { MAX_SPECTRUM_MIB, type Spectrum, type SpectrumCurve, type SpectrumFormat } from '../../contract.ts';
import { readSpectrum } from '../domain/spectrum.ts';
import { radnetErrors as E } from '../errors.ts';
import { insertSpectrum, type SpectrumRow, spectraBetween, spectrumById } from '../sql/spectra.ts';
import { requireStation, spanOf } from './stations.ts';

const MANAGE = 'radnet.manage';
const MIME: Readonly<Record<SpectrumFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  n42: 'application/xml',
  text: 'text/plain; charset=utf-8',
};

export function shownSpectrum({ unitPath: _, hour, takenAt, at, ...row }: SpectrumRow): Spectrum {
  return {
    ...row,
    hour: beijingIso(hour.getTime()),
    takenAt: beijingIso(takenAt.getTime()),
    at: beijingIso(at.getTime()),
  };
}

/** @throws TarimError RADNET_STATION_UNKNOWN, RADNET_PERIOD_INVALID */
export async function listSpectra(
  ctx: Context,
  id: number,
  query: { readonly from?: string | undefined; readonly to?: string | undefined },
): Promise<{ spectra: Spectrum[] }> {
  await requireStation(ctx, id);
  const { from, to } = spanOf(ctx.clock.now(), query);
  return { spectra: (await spectraBetween(ctx.db, id, from, to)).map(shownSpectrum) };
}

/**
 * Keeps a spectrum as it came, with what is known of it; the hour is the one in which it was taken.
 * @throws TarimError RADNET_STATION_UNKNOWN, RADNET_SPECTRUM_TOO_LARGE, RADNET_SPECTRUM_UNREADABLE, RADNET_SPECTRUM_LINE_INVALID,
 * RADNET_SPECTRUM_TIME_INVALID, RADNET_SPECTRUM_THERE, FORBIDDEN
 */
export async function addSpectrum(
  ctx: Context,
  actor: Actor,
  id: number,
  told: { readonly takenAt: string; readonly liveSeconds?: number | undefined; readonly detector: string },
  file: { readonly bytes: Uint8Array; readonly name: string },
): Promise<Spectrum> {
  const point = await requireStation(ctx, id);
  const { unitPath } = point;
  ctx.policy.require(actor, MANAGE, { unitPath });
  const now = ctx.clock.now();
  const takenAt = Date.parse(told.takenAt);
  if (takenAt > now) throw new TarimError(E.spectrumTime, {});
  if (file.bytes.length > MAX_SPECTRUM_MIB << 20)
    throw new TarimError(E.spectrumTooLarge, { mib: MAX_SPECTRUM_MIB });
  const read = readSpectrum(file.bytes);
  if ('why' in read)
    throw read.why === 'line'
      ? new TarimError(E.spectrumLine, { line: read.line })
      : new TarimError(E.spectrumUnreadable, {});
  const { format } = read;
  const name = file.name.replace(/[\\/\p{Cc}]/gu, '_') || `spectrum.${format}`;
  const { sha256, size } = await ctx.files.put(file.bytes, { name, mime: MIME[format] });
  return asActor(ctx, actor, MANAGE, async (tx) => {
    const row = await insertSpectrum(tx, {
      pointId: id,
      unitPath,
      hour: new Date(periodStart('hour', takenAt)),
      takenAt: new Date(takenAt),
      liveSeconds: told.liveSeconds ?? null,
      detector: told.detector.trim(),
      format,
      name,
      sha256,
      size,
      simulated: point.simulated,
      by: actor.name,
      at: new Date(now),
    });
    if (!row) throw new TarimError(E.spectrumThere, {});
    await ctx.audit.record(tx, {
      actor,
      action: 'radnet.spectrum.added',
      subject: `spectrum/${row.id}`,
      unitPath,
      detail: { pointId: String(id), sha256 },
    });
    return shownSpectrum(row);
  });
}

/** @throws TarimError RADNET_SPECTRUM_UNKNOWN */
async function requireSpectrum(ctx: Context, id: number): Promise<SpectrumRow> {
  const row = await spectrumById(ctx.db, id);
  if (!row) throw new TarimError(E.spectrumUnknown, { id });
  return row;
}

/** @throws TarimError RADNET_SPECTRUM_UNKNOWN */
export async function getSpectrum(
  ctx: Context,
  id: number,
): Promise<{ spectrum: Spectrum; curve: SpectrumCurve | null }> {
  const row = await requireSpectrum(ctx, id);
  const file = row.format === 'csv' ? await ctx.files.get(row.sha256) : null;
  const read = file && readSpectrum(file.bytes);
  return { spectrum: shownSpectrum(row), curve: read && 'curve' in read ? read.curve : null };
}

/** @throws TarimError RADNET_SPECTRUM_UNKNOWN */
export async function spectrumFile(
  ctx: Context,
  id: number,
): Promise<{ readonly file: StoredFile; readonly mime: string }> {
  const row = await requireSpectrum(ctx, id);
  const file = await ctx.files.locate(row.sha256);
  if (!file) throw new TarimError(E.spectrumUnknown, { id });
  // The same bytes may have come under another name elsewhere.
  return { file: { ...file, name: row.name }, mime: MIME[row.format] };
}
