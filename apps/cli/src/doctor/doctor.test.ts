import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SegmentFileLog } from '@tarim/telemetry/archive';
import { Compile } from 'typebox/schema';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runTarim } from '../run.fixture.ts';
import { CHECKS, doctorCommand } from './doctor.ts';

// The first call of a command loads what it is made of.
vi.setConfig({ testTimeout: 60_000 });

let dir: string;
beforeEach(() => {
  vi.stubEnv('DATABASE_URL', '');
  dir = mkdtempSync(join(tmpdir(), 'tarim-doctor-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(dir, { recursive: true, force: true });
});

interface Told {
  check: string;
  ok: boolean;
  detail: Record<string, unknown>;
  problems: { code: string }[];
}
async function doctor(...argv: string[]): Promise<Map<string, Told>> {
  const { code, lines } = await runTarim(['doctor', ...argv]);
  expect(code).toBe(0);
  const schema = Compile(doctorCommand.schema.output);
  for (const one of lines()) expect(schema.Check(one)).toBe(true);
  expect(lines().map((one) => one.check)).toEqual([...CHECKS]);
  for (const one of lines()) expect(one.ok).toBe(one.problems.length === 0);
  return new Map(lines().map((one: Told) => [one.check, one]));
}
const codes = (told: Told | undefined) => told!.problems.map((one) => one.code);

test('a machine without an installation: nothing is wrong, and nothing is made', async () => {
  const data = join(dir, 'not', 'yet');
  const found = await doctor('--data', data, '--port', '0', '--gateway-port', '0');
  expect([...found.values()].filter((one) => !one.ok)).toEqual([]);
  expect(found.get('data-folder')!.detail.exists).toBe(false);
  expect(existsSync(join(dir, 'not'))).toBe(false);
});

test('a taken port, a database that is away, a folder that is a file', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const file = join(dir, 'file');
  writeFileSync(file, '');
  vi.stubEnv('DATABASE_URL', 'postgresql://nobody:x@127.0.0.1:1/none');
  const found = await doctor('--data', join(file, 'data'), '--port', String(port), '--gateway-port', '0');
  server.close();
  expect(codes(found.get('ports'))).toEqual(['DOCTOR_PORT_TAKEN']);
  expect(codes(found.get('data-folder'))).toEqual(['DOCTOR_FOLDER_NOT_WRITABLE']);
  expect(codes(found.get('database'))).toEqual(['ECONNREFUSED']);
  expect(codes(found.get('migrations'))).toEqual(['DOCTOR_DATABASE_AWAY']);
});

test('the frame log: whole, then altered', async () => {
  const log = await SegmentFileLog.open({ dir: join(dir, 'framelog'), segmentBytes: 150 });
  const entry = { receivedAt: 1, transport: 'tcp', remote: 'x', kind: 'frame' } as const;
  for (let i = 0; i < 6; i++) await log.append([{ ...entry, payload: Buffer.alloc(70, 'x') }]);
  await vi.waitUntil(() => log.segments().filter((one) => one.state === 'sealed').length === 2);
  await log.close();
  const ports = ['--port', '0', '--gateway-port', '0'];
  const good = (await doctor('--data', dir, ...ports)).get('frame-log')!;
  expect([good.ok, good.detail.sealed, good.detail.segments]).toEqual([true, 2, 3]);
  const [name] = readdirSync(join(dir, 'framelog')).filter((one) => one.endsWith('.zst'));
  const bytes = readFileSync(join(dir, 'framelog', name!));
  bytes[20]! ^= 1;
  writeFileSync(join(dir, 'framelog', name!), bytes);
  const bad = (await doctor('--data', dir, ...ports)).get('frame-log')!;
  expect([bad.ok, bad.problems.length > 0]).toEqual([false, true]);
});
