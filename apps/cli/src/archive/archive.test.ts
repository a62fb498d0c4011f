import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SegmentFileLog } from '@tarim/telemetry/archive';
import { Compile } from 'typebox/schema';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { configOf } from '../config.ts';
import { runTarim } from '../run.fixture.ts';
import { exportCommand } from './export.ts';
import { verifyCommand } from './verify.ts';

// The first call of a command loads what it is made of.
vi.setConfig({ testTimeout: 60_000 });

let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'tarim-archive-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(data, { recursive: true, force: true });
});

const FRAMES = Array.from({ length: 6 }, (_, i) => Buffer.from(`##frame ${i} ${'x'.repeat(50)}\r\n`));

/** A log of six frames in three segments, two of them sealed. */
async function makeLog(): Promise<number[]> {
  const log = await SegmentFileLog.open({ dir: join(data, 'framelog'), segmentBytes: 150 });
  const lsns: number[] = [];
  for (const payload of FRAMES) {
    const at = {
      receivedAt: Date.UTC(2026, 4, 20),
      transport: 'tcp',
      remote: '192.0.2.1:1',
      kind: 'frame',
    } as const;
    lsns.push(...(await log.append([{ ...at, payload }])));
  }
  await vi.waitUntil(() => log.segments().filter((one) => one.state === 'sealed').length === 2);
  await log.close();
  return lsns;
}

describe('a folder without a frame log is a broken call and stays as it is', () => {
  test.each([['verify'], ['export'], ['replay']])('archive %s', async (command) => {
    const missing = join(data, 'missing');
    mkdirSync(join(data, 'other'));
    mkdirSync(join(data, 'empty', 'framelog'), { recursive: true });
    for (const dir of [missing, join(data, 'other'), join(data, 'empty')]) {
      const { code, err, lines } = await runTarim(['archive', command, '--data', dir]);
      expect(code).toBe(2);
      expect(err).toMatch(/^ARCHIVE_LOG_MISSING: /);
      expect(err).toContain(dir);
      const problems = lines().flatMap((one) => one.problems.map((each: { code: string }) => each.code));
      expect(problems).toEqual(command === 'verify' ? ['ARCHIVE_LOG_MISSING'] : []);
    }
    expect(existsSync(missing)).toBe(false);
    expect(readdirSync(join(data, 'other'))).toEqual([]);
    expect(readdirSync(join(data, 'empty', 'framelog'))).toEqual([]);
  });
});

test('all commands mean the same data folder by default, wherever they are called', () => {
  vi.stubEnv('TARIM_DATA', undefined);
  const here = configOf({}).dataDir;
  expect(here.endsWith('/.tarim')).toBe(true);
  expect(existsSync(join(here, '..', 'apps', 'cli', 'src', 'main.ts'))).toBe(true);
  vi.stubEnv('TARIM_DATA', data);
  expect(configOf({ data: null }).dataDir).toBe(data);
  expect(configOf({ data: '/elsewhere' }).dataDir).toBe('/elsewhere');
});

describe('archive verify', () => {
  test('tells each segment and the conclusion, as its schema says', async () => {
    await makeLog();
    const { code, lines } = await runTarim(['archive', 'verify', '--data', data]);
    expect(code).toBe(0);
    const told = lines();
    expect(told.slice(0, -1).map((one) => one.ok)).toEqual([true, true]);
    expect(told.at(-1)).toMatchObject({ segments: 2, problems: [] });
    const schema = Compile(verifyCommand.schema.output);
    for (const one of told) expect(schema.Check(one)).toBe(true);
    const { head } = told.at(-1)!;
    expect((await runTarim(['archive', 'verify', '--data', data, '--head', head])).code).toBe(0);
    const other = await runTarim(['archive', 'verify', '--data', data, '--head', 'f'.repeat(64)]);
    expect(other.code).toBe(1);
  });
  test('an altered segment is told, exit code 1', async () => {
    await makeLog();
    const [name] = readdirSync(join(data, 'framelog')).filter((one) => one.endsWith('.zst'));
    const file = join(data, 'framelog', name!);
    const bytes = readFileSync(file);
    bytes[20]! ^= 1;
    writeFileSync(file, bytes);
    const { code, lines } = await runTarim(['archive', 'verify', '--data', data]);
    expect(code).toBe(1);
    expect(lines().at(-1).problems.length).toBeGreaterThan(0);
  });
});

describe('archive export', () => {
  test('gives the frames back, from and to positions, raw or told', async () => {
    const lsns = await makeLog();
    const before = readdirSync(data);
    const all = await runTarim(['archive', 'export', '--data', data, '--raw']);
    expect([all.code, all.out]).toEqual([0, FRAMES.join('')]);
    const told = (await runTarim(['archive', 'export', '--data', data])).lines();
    expect(told.map((one) => one.lsn)).toEqual(lsns);
    expect(told.map((one) => Buffer.from(one.hex, 'hex').toString())).toEqual(FRAMES.map(String));
    const schema = Compile(exportCommand.schema.output);
    for (const one of told) expect(schema.Check(one)).toBe(true);
    const part = async (from: number, to: number) =>
      (await runTarim(['archive', 'export', '--data', data, `--from=${from}`, `--to=${to}`]))
        .lines()
        .map((one) => lsns.indexOf(one.lsn));
    expect(await part(lsns[1]!, lsns[4]!)).toEqual([1, 2, 3]);
    // Inside an entry: the next one is the first.
    expect(await part(lsns[2]! + 1, lsns[5]! + 1)).toEqual([3, 4, 5]);
    expect(await part(1e12, 2e12)).toEqual([]);
    // It only looks.
    expect(readdirSync(data)).toEqual(before);
  });
});
