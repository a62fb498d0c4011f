import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { TarimError } from '@tarim/kernel';
import { type Actor, type Context, evidenceName, MAX_RECORDING_MIB, recordingKind } from '@tarim/platform';
import { type Arrived, PIECE_BYTES } from '../../contract.ts';
import { fieldErrors as E } from '../errors.ts';
import { ownDevice } from './devices.ts';

/** Recordings that a device may have on their way at once, and for how long a broken-off one is waited for. */
const MOST_WAITING = 8;
const WAITED_MS = 14 * 86_400_000;

const folderOf = (ctx: Context, deviceId: string) => join(ctx.config.dataDir, 'field-parts', deviceId);
const sizeOf = (path: string): Promise<number> =>
  stat(path).then(
    ({ size }) => size,
    () => 0,
  );

/** Two pieces of one file must not be written at once: who comes second finds where the first has left it. */
const turns = new Map<string, Promise<unknown>>();
async function inTurn<T>(name: string, body: () => Promise<T>): Promise<T> {
  const own = (turns.get(name) ?? Promise.resolve()).then(body, body);
  const quiet = own.catch(() => {});
  turns.set(name, quiet);
  try {
    return await own;
  } finally {
    if (turns.get(name) === quiet) turns.delete(name);
  }
}

/** @throws TarimError FIELD_DEVICE_UNKNOWN, FIELD_DEVICE_REVOKED */
export async function evidenceArrived(
  ctx: Context,
  actor: Actor,
  deviceId: string,
  sha256: string,
): Promise<Arrived> {
  await ownDevice(ctx, actor, deviceId);
  const kept = await ctx.files.locate(sha256);
  if (kept) return { have: kept.size, whole: true };
  return { have: await sizeOf(join(folderOf(ctx, deviceId), sha256)), whole: false };
}

/**
 * Adds a piece to a film or sound recording (录音录像). What was acknowledged is on the disk, so a line that breaks goes on where it
 * stood; with the last piece the whole is checked against its hash, and begins anew where it does not fit.
 * @throws TarimError FIELD_RECORDING_UNREADABLE, FIELD_RECORDINGS_WAITING, FIELD_EVIDENCE_ALTERED, FIELD_DEVICE_UNKNOWN,
 *   FIELD_DEVICE_REVOKED
 */
export async function addPiece(
  ctx: Context,
  actor: Actor,
  deviceId: string,
  { sha256, offset, size }: { readonly sha256: string; readonly offset: number; readonly size: number },
  piece: { readonly bytes: Uint8Array; readonly name: string },
): Promise<Arrived> {
  await ownDevice(ctx, actor, deviceId);
  const unreadable = () => new TarimError(E.recordingUnreadable, { mib: MAX_RECORDING_MIB });
  if (size > MAX_RECORDING_MIB << 20 || piece.bytes.length === 0 || piece.bytes.length > PIECE_BYTES)
    throw unreadable();
  if (offset + piece.bytes.length > size) throw unreadable();
  if (offset === 0 && !recordingKind(piece.bytes)) throw unreadable();
  const folder = folderOf(ctx, deviceId);
  const path = join(folder, sha256);
  return inTurn(path, async () => {
    const kept = await ctx.files.locate(sha256);
    if (kept) return { have: kept.size, whole: true };
    await mkdir(folder, { recursive: true });
    const have = await sizeOf(path);
    if (have !== offset) return { have, whole: false };
    if (offset === 0) await makeRoom(ctx, folder);
    await append(path, piece.bytes);
    const now = offset + piece.bytes.length;
    if (now < size) return { have: now, whole: false };
    await keepWhole(ctx, path, sha256, piece.name);
    return { have: size, whole: true };
  });
}

async function append(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'a', 0o640);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** What was broken off long ago goes; what is on its way now stays within its number. */
async function makeRoom(ctx: Context, folder: string): Promise<void> {
  const names = await readdir(folder);
  let waiting = 0;
  for (const name of names) {
    const { mtimeMs } = await stat(join(folder, name));
    if (ctx.clock.now() - mtimeMs > WAITED_MS) await rm(join(folder, name), { force: true });
    else waiting++;
  }
  if (waiting >= MOST_WAITING) throw new TarimError(E.recordingsWaiting, { count: waiting });
}

async function keepWhole(ctx: Context, path: string, sha256: string, name: string): Promise<void> {
  const hash = createHash('sha256');
  let begin: Uint8Array | null = null;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    begin ??= Uint8Array.prototype.slice.call(chunk as Buffer, 0, 12);
    hash.update(chunk as Buffer);
  }
  const mime = recordingKind(begin ?? new Uint8Array());
  if (hash.digest('hex') !== sha256 || !mime) {
    await rm(path, { force: true });
    throw new TarimError(E.evidenceAltered);
  }
  await ctx.files.putFile(path, { name: evidenceName(name, 'recording', mime), mime });
}
