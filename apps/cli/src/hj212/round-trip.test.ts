import { PassThrough, Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Command } from '../command.ts';
import { decodeCommand } from './decode.ts';
import { encodeCommand } from './encode.ts';

async function run(command: Command, argv: string[], input: Iterable<Uint8Array>) {
  const out: Buffer[] = [];
  let err = '';
  const stdout = new PassThrough();
  stdout.on('data', (part: Buffer) => out.push(part));
  const stderr = new PassThrough();
  stderr.on('data', (part: Buffer) => {
    err += part;
  });
  const code = await command.run(argv, Readable.from(input), stdout, stderr);
  await new Promise((resolve) => setImmediate(resolve));
  return { code, bytes: Buffer.concat(out), err };
}
interface Decoded {
  kind: string;
  offset: number;
  bytes: number;
  crcOk: boolean | null;
  problems: { code: string }[];
}
const linesOf = (bytes: Buffer) =>
  bytes
    .toString()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Decoded & Record<string, unknown>);
const byByte = (bytes: Buffer) => Array.from(bytes, (byte) => Buffer.of(byte));
const KEY = '00112233445566778899aabbccddeeff';

const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`));
/** Numbers as instruments print them; N14.2 of the standard. */
const figure = fc.integer({ min: -999_999, max: 999_999 }).map((value) => value / 100);
const moment = fc
  .integer({ min: Date.UTC(2005, 0, 1), max: Date.UTC(2035, 0, 1) })
  .map((ms) => Math.floor(ms / 1_000) * 1_000 + 8 * 3_600_000)
  .map((ms) => new Date(ms).toISOString().slice(0, 19));
/** Names of the two code tables: `a21026`, `w01018`; three digits in 2005. */
const record = (edition: '2005' | '2017' | '2025') =>
  fc.record({
    edition: fc.constant(edition),
    qn: moment.chain((text) => digits(3).map((ms) => text.replace(/\D/g, '') + ms)),
    st: fc.constantFrom('21', '22', '31', '32'),
    cn: fc.constantFrom('2051', '2061', '2031'),
    pw: fc.stringMatching(/^[0-9A-Za-z]{6}$/),
    mn: edition === '2005' ? digits(14) : fc.stringMatching(/^[0-9A-F]{24}$/),
    flag: fc.constant({ '2005': 1, '2017': 5, '2025': 9 }[edition]),
    dataTime: moment.map((text) => `${text}+08:00`),
    items: fc.uniqueArray(
      fc.record({
        code: edition === '2005' ? digits(3) : fc.stringMatching(/^[aw][0-9]{5}$/),
        attrs: fc.record({
          Min: figure,
          Avg: figure,
          Max: figure,
          Flag: fc.constantFrom('N', 'D', 'M', 'C'),
        }),
      }),
      { selector: (item) => item.code, minLength: 1, maxLength: 8 },
    ),
  });

describe('random frames through both commands', () => {
  it.each(['2005', '2017', '2025'] as const)(
    '%s: what was encoded is decoded, in chunks of any size',
    async (edition) => {
      await fc.assert(
        fc.asyncProperty(fc.array(record(edition), { minLength: 1, maxLength: 4 }), async (records) => {
          const lines = Buffer.from(`${records.map((one) => JSON.stringify(one)).join('\n')}\n`);
          const plain = await run(encodeCommand, [], byByte(lines));
          expect([plain.code, plain.err]).toEqual([0, '']);
          const decoded = await run(decodeCommand, [], byByte(plain.bytes));
          expect(decoded.code).toBe(0);
          expect(linesOf(decoded.bytes)).toMatchObject(
            records.map((one) => ({ ...one, kind: 'frame', crcOk: true, lengthOk: true, problems: [] })),
          );
          // What decode writes is what encode reads: the same bytes again.
          const again = await run(encodeCommand, [], [decoded.bytes]);
          expect(again.bytes.equals(plain.bytes)).toBe(true);
          if (edition !== '2025') return;
          const secret = await run(encodeCommand, ['--sm4-key', KEY], [lines]);
          expect(secret.bytes.includes('DataTime')).toBe(false);
          const opened = await run(decodeCommand, ['--sm4-key', KEY], byByte(secret.bytes));
          expect(linesOf(opened.bytes)).toMatchObject(
            records.map((one) => ({ ...one, encrypted: true, crcOk: true, problems: [] })),
          );
        }),
        { numRuns: 25, seed: 212 },
      );
    },
  );

  it('broken streams: no byte is lost, nothing throws, whole frames after the damage are read', async () => {
    const damage = fc.record({
      at: fc.nat(),
      kind: fc.constantFrom('flip', 'cut', 'insert'),
      with: fc.uint8Array({ minLength: 1, maxLength: 30 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(record('2017'), { minLength: 2, maxLength: 4 }),
        fc.array(damage, { minLength: 1, maxLength: 5 }),
        async (records, damages) => {
          const lines = Buffer.from(records.map((one) => JSON.stringify(one)).join('\n'));
          const good = (await run(encodeCommand, [], [lines])).bytes;
          let bytes = Buffer.from(good);
          for (const one of damages) {
            const at = one.at % (bytes.length + 1);
            const after = one.kind === 'insert' ? at : at + one.with.length;
            const between = one.kind === 'cut' ? Buffer.alloc(0) : Buffer.from(one.with);
            bytes = Buffer.concat([bytes.subarray(0, at), between, bytes.subarray(after)]);
          }
          bytes = Buffer.concat([bytes, Buffer.from('\r\n'), good]);
          const whole = await run(decodeCommand, [], [bytes]);
          const pieces = linesOf(whole.bytes);
          let offset = 0;
          // Between two objects there are blank bytes at most.
          const blank = (from: number, to: number) =>
            expect(bytes.toString('latin1', from, to)).toMatch(/^[\r\n\0 ]*$/);
          for (const piece of pieces) {
            blank(offset, piece.offset);
            offset = piece.offset + piece.bytes;
            if (piece.crcOk !== true) expect(piece.problems.length).toBeGreaterThan(0);
          }
          blank(offset, bytes.length);
          expect((await run(decodeCommand, [], byByte(bytes))).bytes.equals(whole.bytes)).toBe(true);
          // The last frame stands behind whole ones: no damage reaches it.
          expect(pieces.at(-1)).toMatchObject({ ...records.at(-1), crcOk: true, problems: [] });
        },
      ),
      { numRuns: 40, seed: 212 },
    );
  });
});
