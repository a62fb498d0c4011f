import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { TarimError } from '@tarim/kernel';
import type { Actor } from '@tarim/platform';
import { testContext } from '@tarim/testkit';
import { expect, test } from 'vitest';
import { PIECE_BYTES } from '../contract.ts';
import { fieldModule } from '../server/module.ts';
import { registerDevice, revokeDevice } from '../server/use-cases/devices.ts';
import { addPiece, evidenceArrived } from '../server/use-cases/pieces.ts';

const ANNA: Actor = { userId: 'anna', name: 'Anna', posts: [{ role: 'enforcement-officer', unitPath: '/' }] };
const BERT: Actor = { ...ANNA, userId: 'bert', name: 'Bert' };
const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
/** A film of two pieces and a bit: the box `ftyp` as MP4 begins with, then what no codec has to read here. */
const FILM = Buffer.concat([
  Buffer.from('\0\0\0\x18ftypmp42', 'latin1'),
  randomBytes(2 * PIECE_BYTES + 1_000 - 12),
]);
const SHA = sha(FILM);

async function world() {
  const ctx = await testContext({ modules: [fieldModule] });
  const { id } = await registerDevice(ctx, ANNA, 'phone');
  const send = (offset: number, to: number, more: { sha256?: string; size?: number; as?: Actor } = {}) =>
    addPiece(
      ctx,
      more.as ?? ANNA,
      id,
      { sha256: more.sha256 ?? SHA, offset, size: more.size ?? FILM.length },
      { bytes: FILM.subarray(offset, to), name: '烟囱.mp4' },
    );
  const codeOf = (doing: Promise<unknown>) =>
    doing.then(
      () => null,
      (error: unknown) => (error instanceof TarimError ? error.code : String(error)),
    );
  return { ctx, id, send, codeOf, arrived: () => evidenceArrived(ctx, ANNA, id, SHA) };
}

test('a recording arrives in pieces, goes on where the line broke, and is kept whole under its hash', async () => {
  const { ctx, id, send, arrived } = await world();
  expect(await arrived()).toEqual({ have: 0, whole: false });
  expect(await send(0, PIECE_BYTES)).toEqual({ have: PIECE_BYTES, whole: false });
  // Sent again, out of its turn, or ahead of its turn: nothing is written, the answer tells where to go on.
  expect(await send(0, PIECE_BYTES)).toEqual({ have: PIECE_BYTES, whole: false });
  expect(await send(2 * PIECE_BYTES, FILM.length)).toEqual({ have: PIECE_BYTES, whole: false });
  // The second piece breaks off in its middle, and twice at once goes on from there.
  const middle = PIECE_BYTES + 5_000;
  await send(PIECE_BYTES, middle);
  expect(await arrived()).toEqual({ have: middle, whole: false });
  const both = await Promise.all([send(middle, 2 * PIECE_BYTES), send(middle, 2 * PIECE_BYTES)]);
  expect(both.map(({ have }) => have)).toEqual([2 * PIECE_BYTES, 2 * PIECE_BYTES]);
  expect(await send(2 * PIECE_BYTES, FILM.length)).toEqual({ have: FILM.length, whole: true });
  expect(await arrived()).toEqual({ have: FILM.length, whole: true });
  const kept = await ctx.files.get(SHA);
  expect(kept).toMatchObject({ mime: 'video/mp4', name: '烟囱.mp4' });
  expect(Buffer.compare(Buffer.from(kept!.bytes), FILM)).toBe(0);
  expect(readdirSync(join(ctx.config.dataDir, 'field-parts', id))).toEqual([]);
  // Once it is whole, more of it changes nothing.
  expect(await send(0, PIECE_BYTES)).toEqual({ have: FILM.length, whole: true });
});

test('what does not fit its hash, is no recording, or is too large, is refused and leaves nothing', async () => {
  const { ctx, id, send, codeOf, arrived } = await world();
  const other = sha(Buffer.from('other'));
  await send(0, PIECE_BYTES, { sha256: other });
  await send(PIECE_BYTES, 2 * PIECE_BYTES, { sha256: other });
  expect(await codeOf(send(2 * PIECE_BYTES, FILM.length, { sha256: other }))).toBe('FIELD_EVIDENCE_ALTERED');
  expect(existsSync(join(ctx.config.dataDir, 'field-parts', id, other))).toBe(false);
  expect(await codeOf(send(0, 1_000, { size: (300 << 20) + 1 }))).toBe('FIELD_RECORDING_UNREADABLE');
  expect(await codeOf(send(0, PIECE_BYTES + 1))).toBe('FIELD_RECORDING_UNREADABLE');
  expect(await codeOf(send(0, 0))).toBe('FIELD_RECORDING_UNREADABLE');
  // More than the whole was said to be.
  expect(await codeOf(send(0, 2_000, { size: 1_000 }))).toBe('FIELD_RECORDING_UNREADABLE');
  const script = { bytes: Buffer.from('<script>alert(1)</script>'), name: 'x.mp4' };
  const bad = addPiece(ctx, ANNA, id, { sha256: sha(script.bytes), offset: 0, size: 25 }, script);
  expect(await codeOf(bad)).toBe('FIELD_RECORDING_UNREADABLE');
  expect(await arrived()).toEqual({ have: 0, whole: false });
});

test('only the owner of a device that is not locked out sends, and not too many at once', async () => {
  const { ctx, id, send, codeOf } = await world();
  expect(await codeOf(send(0, 1_000, { as: BERT }))).toBe('FIELD_DEVICE_UNKNOWN');
  expect(await codeOf(evidenceArrived(ctx, BERT, id, SHA))).toBe('FIELD_DEVICE_UNKNOWN');
  for (let nth = 0; nth < 8; nth++) await send(0, 1_000, { sha256: sha(Buffer.from([nth])) });
  expect(await codeOf(send(0, 1_000))).toBe('FIELD_RECORDINGS_WAITING');
  // One that has begun may be finished.
  expect(await send(1_000, 2_000, { sha256: sha(Buffer.from([0])) })).toEqual({ have: 2_000, whole: false });
  await revokeDevice(ctx, ANNA, { id, reason: 'lost', own: true });
  expect(await codeOf(send(2_000, 3_000, { sha256: sha(Buffer.from([0])) }))).toBe('FIELD_DEVICE_REVOKED');
});
