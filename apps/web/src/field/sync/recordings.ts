import { sha256 as hasher } from '@noble/hashes/sha2.js';
import { evidenceArrived, PIECE_BYTES, sendPiece } from '@tarim/field/contract';
import { call, type FieldEvidence } from '@tarim/platform/contract';
import type { Vault } from '../vault/vault.ts';

/** Films and sound recordings (录像、录音) are too large to be held in memory: the vault has them in pieces, each encrypted by itself. */
const PREFIX = 'piece/';
const piecesOf = (hash: string) => `${PREFIX}${hash}/`;
const pieceName = (hash: string, nth: number) => `${piecesOf(hash)}${String(nth).padStart(6, '0')}`;

export const MAX_RECORDING_BYTES = 300 << 20;
export const RECORDING_KINDS =
  'video/mp4,video/quicktime,video/webm,audio/mpeg,audio/mp4,audio/wav,audio/ogg';
export const isRecording = (type: string): boolean => /^(video|audio)\//.test(type);

/** What has been done of all there is to do. */
export type Told = (done: number, all: number) => void;

/**
 * Hashes a recording piece by piece, then keeps it piece by piece.
 * @returns its SHA-256, hexadecimal
 * @throws DOMException QuotaExceededError: the device has no room; nothing of it is kept then
 */
export async function keepRecording(vault: Vault, file: Blob, told: Told): Promise<string> {
  const piece = (at: number) => file.slice(at, at + PIECE_BYTES).arrayBuffer();
  const hash = hasher.create();
  for (let at = 0; at < file.size; at += PIECE_BYTES) {
    hash.update(new Uint8Array(await piece(at)));
    told(at / 2, file.size);
  }
  const name = [...hash.digest()].map((one) => one.toString(16).padStart(2, '0')).join('');
  try {
    for (let at = 0; at < file.size; at += PIECE_BYTES) {
      await vault.put({ [pieceName(name, at / PIECE_BYTES)]: await piece(at) });
      told((file.size + at) / 2, file.size);
    }
  } catch (error) {
    await dropRecording(vault, name);
    throw error;
  }
  return name;
}

export async function dropRecording(vault: Vault, hash: string): Promise<void> {
  await vault.delete(await vault.names(piecesOf(hash)));
}

/** Pieces that no draft and no sealed act names: the app was ended while it kept them. */
export async function dropStrayPieces(vault: Vault, named: ReadonlySet<string>): Promise<void> {
  const stray = (await vault.names(PREFIX)).filter((name) => !named.has(name.split('/')[1]!));
  if (stray.length > 0) await vault.delete(stray);
}

/** Sends what the server does not have yet of a recording; nothing where this device holds none of that hash. */
export async function sendRecording(
  vault: Vault,
  device: string,
  { sha256, name }: FieldEvidence,
  told: Told,
): Promise<void> {
  const names = await vault.names(piecesOf(sha256));
  if (names.length === 0) return;
  const last = (await vault.bytes(names.at(-1)!))!;
  const size = (names.length - 1) * PIECE_BYTES + last.byteLength;
  const params = { id: device, sha256 };
  let { have, whole } = await call(evidenceArrived, { params });
  while (!whole) {
    told(have, size);
    // A line that broke within a piece goes on within it.
    const bytes = (await vault.bytes(names[Math.floor(have / PIECE_BYTES)]!))!;
    const rest = new File([bytes.slice(have % PIECE_BYTES)], name);
    ({ have, whole } = await call(sendPiece, { params, query: { offset: have, size }, file: rest }));
  }
}
