import { Compile } from 'typebox/schema';
import { describe, expect, test, vi } from 'vitest';
import { commandNames } from './commands.ts';
import { runTarim } from './run.fixture.ts';

// The first call of a command loads what it is made of.
vi.setConfig({ testTimeout: 60_000 });

const NAMES = commandNames('');
const GROUPS = [...new Set(NAMES.filter((name) => name.includes(' ')).map((name) => name.split(' ')[0]!))];

/** Told in words with the help, nothing on standard output, no stack trace. */
async function expectBroken(argv: readonly string[], word: string): Promise<void> {
  const { code, out, err } = await runTarim(argv);
  expect([argv, code, out]).toEqual([argv, 2, '']);
  expect(err).toContain(word);
  expect(err).toContain('tarim ');
  expect(err).not.toMatch(/^\s+at /m);
}

describe.each(NAMES)('tarim %s', (name) => {
  const words = name.split(' ');
  test('--help and -h tell its usage and exit codes', async () => {
    for (const argv of [
      [...words, '--help'],
      [...words, '-h'],
      ['help', ...words],
      [...words, '-h', '--x'],
    ]) {
      const { code, out, err } = await runTarim(argv);
      expect([code, err]).toEqual([0, '']);
      expect(out.startsWith(`tarim ${name} `) || out.startsWith(`tarim ${name}\n`)).toBe(true);
      expect(out).toContain('exit code');
    }
  });
  test('--schema is JSON Schema of its input and output', async () => {
    const { code, out } = await runTarim([...words, '--schema']);
    expect(code).toBe(0);
    const schema = JSON.parse(out) as { input: object; output: object };
    expect(Object.keys(schema).sort()).toEqual(['input', 'output']);
    expect(Compile(schema.output).Check(Symbol('nothing'))).toBeTypeOf('boolean');
    expect(Compile(schema.input).Check({ cn: '2011', period: 'hour' })).toBeTypeOf('boolean');
  });
  test('what it does not know is a broken call', async () => {
    await expectBroken([...words, '--nonsense'], '--nonsense');
    await expectBroken([...words, '--nonsense=1'], '--nonsense=1');
    await expectBroken([...words, 'stray'], 'stray');
    await expectBroken([...words, '-x'], '-x');
    await expectBroken([...words, '--toString'], '--toString');
  });
});

test.each(GROUPS)('tarim %s tells its commands', async (group) => {
  for (const argv of [
    [group, '--help'],
    [group, '-h'],
    ['help', group],
  ]) {
    const { code, out } = await runTarim(argv);
    expect(code).toBe(0);
    for (const name of commandNames(group)) expect(out).toContain(`tarim ${name} `);
    expect(out).not.toContain('tarim serve');
  }
  const { out } = await runTarim([group, '--schema']);
  expect(Object.keys(JSON.parse(out))).toEqual(commandNames(group));
  await expectBroken([group], `tarim ${group}`);
  await expectBroken([group, 'nonsense'], 'nonsense');
  await expectBroken([group, '--nonsense'], '--nonsense');
});

describe('tarim', () => {
  test('alone or asked for help lists all commands', async () => {
    for (const argv of [[], ['--help'], ['-h'], ['help']]) {
      const { code, out, err } = await runTarim(argv);
      expect([code, err]).toEqual([0, '']);
      for (const name of NAMES) expect(out).toContain(`tarim ${name} `);
    }
  });
  test('--version', async () => {
    for (const argv of [['--version'], ['hj212', '--version'], ['serve', '--version']]) {
      const { code, out } = await runTarim(argv);
      expect([code, /^tarim \d+\.\d+\.\d+\n$/.test(out)]).toEqual([0, true]);
    }
  });
  test('what it does not know is a broken call, help or not', async () => {
    for (const argv of [
      ['nonsense'],
      ['nonsense', '--help'],
      ['--nonsense'],
      ['decode'],
      ['hj212', 'x', '-h'],
    ])
      await expectBroken(argv, argv[0]!);
  });
});

describe('values are read, not guessed', () => {
  test.each([
    ['load --devices x'],
    ['load --devices 0'],
    ['load --devices 1.5'],
    ['load --devices'],
    ['load --port 65536'],
    ['load --port 0x50'],
    ['load --window --frames 3'],
    ['load --host 192.0.2.1'],
    ['archive export --from abc'],
    ['archive export --from -1'],
    ['archive export --to 1e99'],
    ['archive export --raw=yes'],
    ['archive verify --head abc'],
    ['archive verify --data='],
    ['serve --port x'],
    ['serve --port 70000'],
    ['serve --gateway-port 1.5'],
    ['serve --role nobody'],
    ['simulate --speed fast'],
    ['hj212 decode --edition 1999'],
    ['hj212 encode --sm4-key 00'],
  ])('tarim %s', async (text) => {
    const argv = text.split(' ');
    await expectBroken(
      argv,
      argv
        .find((one) => one.startsWith('--'))!
        .split('=')[0]!
        .slice(2),
    );
  });
});
