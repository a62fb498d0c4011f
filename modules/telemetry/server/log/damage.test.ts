import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openArchive } from './archive-reader.ts';
import { type Damage, entrySize, MAX_ENTRY_BYTES, writeEntry } from './entry.ts';
import type { LogEntry } from './port.ts';
import { sealSegment } from './seal.ts';
import { SegmentFileLog, type SegmentLogOptions } from './segment-files.ts';
import { verifyChain } from './verify.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'framelog-'));
});
afterEach(() => rm(dir, { recursive: true }));

function entry(payload: string | Buffer): LogEntry {
  return {
    receivedAt: 1_700_000_000_123,
    transport: 'tcp',
    kind: 'frame',
    remote: '127.0.0.1:9',
    payload: Buffer.from(payload),
  };
}
const text = (one: { payload: Uint8Array }) => Buffer.from(one.payload).toString();

async function everything(log: { position(): number; read: SegmentFileLog['read'] }): Promise<string[]> {
  const all: string[] = [];
  for (let at = 0; at < log.position(); ) {
    const { entries, next } = await log.read(at, 1 << 20);
    all.push(...entries.map(text));
    at = next;
  }
  return all;
}

/** Twenty entries in segments of a few. */
async function write(options: Partial<SegmentLogOptions> = {}): Promise<SegmentFileLog> {
  const log = await SegmentFileLog.open({ dir, segmentBytes: 400, ...options });
  for (let i = 0; i < 20; i++) await log.append([entry(`frame ${i} ${'x'.repeat(60)}`)]);
  return log;
}

/** Until nothing is left to be sealed. */
async function quiet(log: SegmentFileLog): Promise<void> {
  while (log.segments().some((one) => one.state === 'sealing'))
    await new Promise((resolve) => setTimeout(resolve, 5));
}

const codes = async (head?: string) =>
  (await verifyChain(dir, head === undefined ? {} : { head })).problems.map((one) => one.code);

test('an entry that could not be read back is refused, its neighbours are kept', async () => {
  const log = await SegmentFileLog.open({ dir });
  const largest = MAX_ENTRY_BYTES - entrySize(entry(''));
  const [kept, refused, after] = await Promise.allSettled([
    log.append([entry(Buffer.alloc(largest, 1))]),
    log.append([entry(Buffer.alloc(largest + 1, 2))]),
    log.append([entry('after')]),
  ]);
  expect([kept.status, refused.status, after.status]).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect((refused as PromiseRejectedResult).reason.code).toBe('TELEMETRY_FRAME_LOG_ENTRY_TOO_LARGE');
  const { entries } = await log.read(0, 4 << 20);
  expect(entries.map((one) => one.payload.length)).toEqual([largest, 5]);
  await log.close();
});

test('bytes inside a payload that look like an entry are none', async () => {
  const forged = entry('##0085QN=…;MN=somebody else’s&&');
  const bytes = Buffer.alloc(entrySize(forged));
  writeEntry(bytes, 0, { ...forged, receivedAt: 0 });
  const log = await SegmentFileLog.open({ dir, segmentBytes: 200 });
  const [lsn] = await log.append([entry(Buffer.concat([Buffer.from('rubbish'), bytes]))]);
  const inside = lsn! + entrySize(entry('')) + 'rubbish'.length;
  expect(await log.readAt(inside)).toBeNull();
  // Neither while open nor from a sealed segment, and what does begin there is found.
  const [next] = await log.append([entry('next')]);
  await log.append([entry('y'.repeat(300))]);
  await log.append([entry('last')]);
  await log.close();
  const again = await SegmentFileLog.open({ dir });
  expect(again.segmentOf(inside)?.state).toBe('sealed');
  expect(await again.readAt(inside)).toBeNull();
  expect(text((await again.readAt(next!))!)).toBe('next');
  await again.close();
});

test('a segment that could not be sealed is not passed over; nothing is removed that has no copy', async () => {
  let failures = 3;
  const errors: unknown[] = [];
  const log = await write({
    sealRetryMs: 5,
    onSeal: (error) => errors.push(error === null ? 'works' : 'fails'),
    seal: async (...args) => {
      if (failures-- > 0) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
      return sealSegment(...args);
    },
  });
  await quiet(log);
  expect(errors).toEqual(['fails', 'fails', 'fails', 'works']);
  await log.close();
  expect(await codes()).toEqual([]);

  // And when it never works until the end: the next start seals what was left.
  await rm(dir, { recursive: true });
  const full = await write({ sealRetryMs: 60_000, seal: () => Promise.reject(new Error('full')) });
  expect(full.segments().filter((one) => one.state === 'sealing').length).toBeGreaterThan(3);
  await full.close();
  const again = await SegmentFileLog.open({ dir });
  expect(await everything(again)).toHaveLength(20);
  await again.close();
  expect(await codes()).toEqual([]);
});

test('damage in the middle costs what is damaged: what follows stays, and reading goes on behind it', async () => {
  const log = await SegmentFileLog.open({ dir });
  for (let i = 0; i < 6; i++) await log.append([entry(`frame ${i}`)]);
  const victim = (await log.read(0, 1 << 20)).entries[2]!;
  await log.close();
  const path = join(dir, `${'0'.repeat(20)}.seg`);
  const bytes = await readFile(path);
  bytes[victim.lsn + 30]! ^= 1;
  await writeFile(path, bytes);

  const damages: Damage[] = [];
  const again = await SegmentFileLog.open({ dir, onDamage: (one) => damages.push(one) });
  expect(again.position()).toBe(bytes.length);
  expect(await everything(again)).toEqual([0, 1, 3, 4, 5].map((i) => `frame ${i}`));
  expect(damages).toEqual([{ from: victim.lsn, to: victim.next }]);
  await again.append([entry('goes on')]);
  await again.close();
  const report = await verifyChain(dir);
  expect(report.problems.map((one) => [one.code, one.message])).toEqual([
    ['ARCHIVE_DAMAGED', `no entry from ${victim.lsn} to ${victim.next}`],
  ]);
});

test('a line of the chain that cannot be read is told, and nothing is built upon it', async () => {
  await (await write()).close();
  const path = join(dir, 'chain.ndjson');
  const lines = (await readFile(path, 'utf8')).split('\n');
  lines[1] = lines[1]!.slice(0, 30);
  await writeFile(path, lines.join('\n'));
  expect(await codes()).toContain('ARCHIVE_CHAIN_UNREADABLE');
  await expect(SegmentFileLog.open({ dir })).rejects.toMatchObject({ code: 'TELEMETRY_FRAME_LOG_CHAIN' });
});

test('links cut off the end are found: by the files they leave, by the hole, or by a head quoted earlier', async () => {
  await (await write()).close();
  const { head } = await verifyChain(dir);
  expect(await codes(head)).toEqual([]);
  const path = join(dir, 'chain.ndjson');
  const lines = (await readFile(path, 'utf8')).trim().split('\n');
  await writeFile(path, `${lines.slice(0, -1).join('\n')}\n`);
  expect(await codes()).toEqual(['ARCHIVE_UNLINKED', 'ARCHIVE_HOLE']);
  const last = JSON.parse(lines.at(-1)!) as { name: string };
  await rm(join(dir, `${last.name}.zst`));
  expect(await codes()).toEqual(['ARCHIVE_HOLE']);
  for (const name of await readdir(dir)) if (name.endsWith('.seg')) await rm(join(dir, name));
  expect(await codes()).toEqual([]);
  expect(await codes(head)).toEqual(['ARCHIVE_HEAD_MISSING']);
});

test('a folder without a frame log does not verify as one in order', async () => {
  await expect(verifyChain(join(dir, 'nowhere'))).rejects.toMatchObject({
    code: 'TELEMETRY_FRAME_LOG_ABSENT',
  });
});

test('looking at a log that is being written changes nothing of it', async () => {
  const log = await write();
  await quiet(log);
  const before = await readdir(dir);
  const archive = await openArchive(dir);
  expect(await everything(archive)).toEqual(await everything(log));
  expect(text((await archive.readAt(0))!)).toContain('frame 0 ');
  expect(await readdir(dir)).toEqual(before);
  await log.append([entry('later')]);
  expect((await everything(log)).at(-1)).toBe('later');
  await log.close();
});

test('a log verifies and reads whole at any moment of its being written', async () => {
  const log = await SegmentFileLog.open({ dir, segmentBytes: 300 });
  let writing = true;
  const watching = (async () => {
    let looks = 0;
    for (; writing; looks++) {
      expect((await verifyChain(dir)).problems).toEqual([]);
      const archive = await openArchive(dir);
      const numbers = (await everything(archive)).map(Number);
      expect(numbers).toEqual(numbers.map((_, i) => i));
    }
    return looks;
  })();
  for (let i = 0; i < 300; i++) await log.append([entry(`${i}`)]);
  writing = false;
  expect(await watching).toBeGreaterThan(2);
  await log.close();
});
