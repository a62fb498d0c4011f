import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { Compile } from 'typebox/schema';
import { describe, expect, test } from 'vitest';
import { tinyPlatform } from '../../../../simulator/src/test-platform.fixture.ts';
import { simulateOptions } from './options.ts';
import { simulateCommand } from './simulate.ts';

async function run(argv: string[]) {
  let out = '';
  let err = '';
  const sink = (write: (text: string) => void) =>
    new Writable({
      write(chunk, _encoding, done) {
        write(String(chunk));
        done();
      },
    });
  const code = await simulateCommand.run(
    argv,
    Readable.from([]),
    sink((text) => {
      out += text;
    }),
    sink((text) => {
      err += text;
    }),
  );
  return { code, out, err };
}

describe('tarim simulate', () => {
  test.each([
    [['--nonsense']],
    [['--port', 'x']],
    [['--port', '70000']],
    [['--speed', '0']],
    [['--speed', '']],
    [['--seed', '-1']],
    [['--seed', 'x']],
    [['--start', 'yesterday']],
    [['--seconds', '-1']],
    [['--since', 'yesterday']],
    [['--since', '2026-11-24', '--backfill']],
    [['--http', 'http://127.0.0.1:1']],
    [['--http', 'ftp://127.0.0.1:1', '--key-file', 'x']],
    [['--mqtt', 'nowhere']],
    [['--key-file', '/nowhere/at/all']],
  ])('%j is a broken call, told in words', async (argv) => {
    const { code, err } = await run(argv);
    expect(code).toBe(2);
    expect(err.trim()).not.toBe('');
  });
  test('an unknown scenario is a coded error', async () => {
    const { code, err } = await run(['--scenario', 'nowhere']);
    expect(code).toBe(1);
    expect(err).toMatch(/^SIMULATOR_SCENARIO_UNKNOWN: /);
  });
  test('--since reads Beijing time when no zone is named', () => {
    expect(simulateOptions(['--since', '2026-11-24T08:00']).since).toBe(Date.UTC(2026, 10, 24));
    expect(simulateOptions(['--since', '2026-11-24T08:00Z']).since).toBe(Date.UTC(2026, 10, 24, 8));
  });

  test('the same --seed and --start write the same bytes and count the same', async () => {
    const once = async (seed: number) => {
      const platform = await tinyPlatform();
      const argv = ['--scenario', 'test', '--seed', String(seed), '--start', '2026-05-20T14:30'];
      const pace = ['--speed', '1000', '--seconds', '0.5', '--port', String(platform.port)];
      const { code, out } = await run([...argv, ...pace]);
      await platform.close();
      expect(code).toBe(0);
      return { out, streams: platform.streams().toSorted(), frames: platform.frames.length };
    };
    const first = await once(5);
    expect(await once(5)).toEqual(first);
    expect(first.frames).toBeGreaterThan(50);
    expect(Compile(simulateCommand.schema.output).Check(JSON.parse(first.out))).toBe(true);
    expect((await once(6)).streams).not.toEqual(first.streams);
  }, 20_000);

  test('HTTPS devices carry the key of the file and their own numbers', async () => {
    const heard: { url: string; key: string; records: { mn: string; cn: string }[] }[] = [];
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => {
        const records = JSON.parse(body) as { mn: string; cn: string }[];
        heard.push({ url: request.url!, key: request.headers.authorization!, records });
        response.end('{}');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const folder = mkdtempSync(join(tmpdir(), 'tarim-simulate-'));
    const file = join(folder, 'key');
    writeFileSync(file, 'tarim_test-key\n');
    const { port } = server.address() as AddressInfo;
    const since = new Date(Date.now() - 3 * 3_600_000).toISOString();
    // Lines open one after another, over up to four seconds. Nobody listens on port 1: only the HTTPS devices get through.
    const argv = ['--port', '1', '--http', `http://127.0.0.1:${port}`, '--key-file', file, '--since', since];
    expect((await run([...argv, '--seconds', '4.5'])).code).toBe(0);
    server.close();
    rmSync(folder, { recursive: true });
    expect(new Set(heard.map((one) => `${one.url} ${one.key}`))).toEqual(
      new Set(['/api/telemetry/ingest Bearer tarim_test-key']),
    );
    const records = heard.flatMap((one) => one.records);
    expect(new Set(records.map((one) => one.mn)).size).toBe(6);
    // Three whole hours of each.
    expect(records.filter((one) => one.cn === '2061').length).toBeGreaterThanOrEqual(18);
  }, 15_000);
});
