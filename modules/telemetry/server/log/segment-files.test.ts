import { mkdtemp, open, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { zstdCompress, zstdDecompress } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { LogEntry } from './port.ts';
import { SegmentFileLog } from './segment-files.ts';
import { verifyChain } from './verify.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'framelog-'));
});
afterEach(() => rm(dir, { recursive: true }));

function entry(text: string): LogEntry {
  return {
    receivedAt: 1_700_000_000_123,
    transport: 'tcp',
    kind: 'frame',
    remote: '127.0.0.1:9',
    payload: Buffer.from(text),
  };
}
const texts = (entries: readonly { payload: Uint8Array }[]) =>
  entries.map((one) => Buffer.from(one.payload).toString());

test('what was appended is read back in order, by position and after reopening', async () => {
  const log = await SegmentFileLog.open({ dir });
  const [first] = await log.append([entry('one'), entry('two')]);
  const [third] = await log.append([entry('three')]);
  expect(texts((await log.read(0, 1 << 20)).entries)).toEqual(['one', 'two', 'three']);
  expect((await log.readAt(third!))!.receivedAt).toBe(1_700_000_000_123);
  expect(await log.readAt(first! + 1)).toBeNull();
  await log.close();
  const again = await SegmentFileLog.open({ dir });
  expect(again.position()).toBe(log.position());
  expect(texts((await again.read(third!, 1 << 20)).entries)).toEqual(['three']);
  await again.close();
});

test('appends that arrive together share one sync', async () => {
  let syncs = 0;
  const log = await SegmentFileLog.open({
    dir,
    sync: async (file) => {
      syncs++;
      await file.datasync();
    },
  });
  await Promise.all(Array.from({ length: 500 }, (_, i) => log.append([entry(`frame ${i}`)])));
  expect(syncs).toBeLessThan(10);
  expect((await log.read(0, 1 << 20)).entries).toHaveLength(500);
  await log.close();
});

test('a torn tail is cut off, whole entries stay', async () => {
  const log = await SegmentFileLog.open({ dir });
  await log.append([entry('whole'), entry('torn later')]);
  await log.close();
  const path = join(dir, `${'0'.repeat(20)}.seg`);
  await truncate(path, (await stat(path)).size - 3);
  const again = await SegmentFileLog.open({ dir });
  expect(texts((await again.read(0, 1 << 20)).entries)).toEqual(['whole']);
  await again.append([entry('after')]);
  expect(texts((await again.read(0, 1 << 20)).entries)).toEqual(['whole', 'after']);
  await again.close();
});

test('a failed write is reported, leaves nothing behind and the log recovers by itself', async () => {
  let full = true;
  const log = await SegmentFileLog.open({
    dir,
    sync: async (file) => {
      if (full) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
      await file.datasync();
    },
  });
  await expect(log.append([entry('lost')])).rejects.toThrow('no space');
  expect(log.writable()).toBe(false);
  full = false;
  await log.append([entry('kept')]);
  expect(log.writable()).toBe(true);
  expect(texts((await log.read(0, 1 << 20)).entries)).toEqual(['kept']);
  await log.close();
});

async function sealedLog(): Promise<void> {
  const log = await SegmentFileLog.open({ dir, segmentBytes: 2_000 });
  for (let i = 0; i < 200; i++) await log.append([entry(`frame number ${i} ${'x'.repeat(60)}`)]);
  await log.close();
}

test('closed segments are compressed, chained and still readable', async () => {
  await sealedLog();
  const log = await SegmentFileLog.open({ dir, segmentBytes: 2_000 });
  const all: string[] = [];
  for (let at = 0; at < log.position(); ) {
    const { entries, next } = await log.read(at, 1_000);
    all.push(...texts(entries));
    at = next;
  }
  expect(all).toHaveLength(200);
  expect(all[137]).toContain('frame number 137 ');
  expect(log.segments().filter((one) => one.state === 'sealed').length).toBeGreaterThan(5);
  await log.close();
  const report = await verifyChain(dir);
  expect(report.problems).toEqual([]);
  expect(report.segments).toBeGreaterThan(5);
});

test('verification finds an altered byte and a rewritten link', async () => {
  await sealedLog();
  const log = await SegmentFileLog.open({ dir });
  const victim = log.segments()[2]!;
  await log.close();
  const path = join(dir, `${victim.name}.zst`);
  const plain = await promisify(zstdDecompress)(await readFile(path));
  plain[plain.length - 5]! ^= 1;
  await writeFile(path, await promisify(zstdCompress)(plain));
  expect((await verifyChain(dir)).problems.map((one) => [one.code, one.path])).toEqual([
    ['ARCHIVE_ALTERED', victim.name],
  ]);

  const chainPath = join(dir, 'chain.ndjson');
  const lines = (await readFile(chainPath, 'utf8')).trim().split('\n');
  const link = JSON.parse(lines[2]!);
  lines[2] = JSON.stringify({ ...link, sha256: '0'.repeat(64) });
  await writeFile(chainPath, `${lines.join('\n')}\n`);
  expect((await verifyChain(dir)).problems.map((one) => one.code)).toContain('ARCHIVE_CHAIN_BROKEN');
});

test('a kill while the chain was being written is mended at the next start', async () => {
  await sealedLog();
  const chain = await open(join(dir, 'chain.ndjson'), 'r+');
  await chain.truncate((await chain.stat()).size - 20);
  await chain.close();
  // The segment of the torn link lost its plain file already; put it back as the kill would have left it.
  const names = (await readFile(join(dir, 'chain.ndjson'), 'utf8')).split('\n');
  const torn = names.at(-1)!.match(/"name":"(\d+\.seg)"/)![1]!;
  await writeFile(join(dir, torn), await promisify(zstdDecompress)(await readFile(join(dir, `${torn}.zst`))));
  const log = await SegmentFileLog.open({ dir });
  await log.append([entry('goes on')]);
  await log.close();
  expect((await verifyChain(dir)).problems).toEqual([]);
});

test('a reader that follows the writer finds every position while segments rotate and are sealed', async () => {
  const log = await SegmentFileLog.open({ dir, segmentBytes: 500 });
  const seen: string[] = [];
  let writing = true;
  const reading = (async () => {
    for (let at = 0; writing || at < log.position(); ) {
      const { entries, next } = await log.read(at, 1 << 20);
      seen.push(...texts(entries));
      at = next;
      await new Promise(setImmediate);
    }
  })();
  for (let i = 0; i < 300; i++) await log.append([entry(`frame ${i} ${'y'.repeat(80)}`)]);
  writing = false;
  await reading;
  expect(seen.map((text) => Number(text.split(' ')[1]))).toEqual(Array.from({ length: 300 }, (_, i) => i));
  await log.close();
});
