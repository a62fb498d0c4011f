import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeFrame, judgeFrame } from './decode.ts';
import { peekHeader } from './header.ts';
import type { DecodeOptions } from './open.ts';
import { FrameReader } from './reader.ts';
import { sm4Encrypt } from './sm4.ts';
import type { DecodedFrame, RawFrame } from './types.ts';
import { A2_KEY, A2_LONG, A2_SHORT, framed, rawCipherFrame, textCipherFrame } from './vectors.fixture.ts';
import { verdictOf } from './verdict.ts';

const KEY = Buffer.from(A2_KEY, 'hex');
const WRONG_KEY = Buffer.alloc(16, 7);
const MN = '010000A8900016F000169DC0';
const head = (flag: number | string) =>
  `QN=20160801085857223;ST=32;CN=2011;PW=123456;MN=${MN};Flag=${flag};CP=&&`;

/** What a reader knows of the device: nothing, its key, a key that is not its own, its edition. */
const KNOWLEDGE: readonly DecodeOptions[] = [
  {},
  { sm4Key: KEY },
  { sm4Key: WRONG_KEY },
  { edition: '2025' },
  { edition: '2005', sm4Key: KEY },
];

const contents = fc.constantFrom(
  'DataTime=20160801085857;w01018-Rtd=36.5,w01018-Flag=N&&',
  'a21026-Rtd=18.5,a21026-Flag=N;DataTime=20160801085857&&',
  'w01018-Rtd=36.5,w01018-Flag=N',
  'i11001-Info=//清洗##0101&&1C80//&&',
  '温度-Rtd=1&&',
  '&&',
  '',
);
const plain = fc
  .record({
    flag: fc.constantFrom<number | string>(0, 4, 5, 8, 9, 'x'),
    content: contents,
    length: fc.constantFrom(0, 0, 0, 6, -1, -2, 1, 40, 300),
    digits: fc.constantFrom(4, 4, 4, 1),
    crc: fc.constantFrom('right', 'right', 'right', 'lower', 'short', 'wrong', 'not hex', 'none'),
    end: fc.constantFrom('\r\n', '\r\n', '', '\r', '\n', '**\r\n', '**', '**\r', '\r\n\r\n', '\0'),
    cipher: fc.boolean(),
  })
  .map(({ flag, content, length, digits, crc, end, cipher }) => {
    const data = Buffer.from(head(flag) + content);
    const right = framed(data).subarray(-6, -2).toString('latin1');
    const read = {
      right,
      lower: right.toLowerCase(),
      short: right.replace(/^0+/, ''),
      wrong: 'B541',
      'not hex': '1G80',
      none: '',
    }[crc]!;
    const at = head(flag).length;
    const to = data.length - (content.endsWith('&&') ? 2 : 0);
    const wire =
      cipher && to > at
        ? Buffer.concat([data.subarray(0, at), sm4Encrypt(data.subarray(at, to), KEY), data.subarray(to)])
        : data;
    const len = String(Math.max(0, data.length + length)).padStart(digits, '0');
    return Buffer.concat([Buffer.from(`##${len}`), wire, Buffer.from(read + end)]);
  });
const published = fc.constantFrom(
  rawCipherFrame(A2_LONG),
  rawCipherFrame(A2_SHORT),
  textCipherFrame(A2_SHORT),
);
/** What lines do to bytes. */
const damage = fc.record({
  at: fc.nat(400),
  kind: fc.constantFrom('none', 'none', 'none', 'flip', 'cut', 'delete', 'insert', 'double'),
  bytes: fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 20 }),
    fc
      .constantFrom('##', '&&', '\r\n', '##0101', 'CP=&&', '&&1C80', ';', '\0')
      .map((text) => Buffer.from(text)),
  ),
});
const part = fc
  .tuple(fc.oneof({ weight: 5, arbitrary: plain }, { weight: 1, arbitrary: published }), damage)
  .map(([frame, { at: place, kind, bytes }]) => {
    const at = place % frame.length;
    if (kind === 'flip')
      return Buffer.concat([frame.subarray(0, at), bytes.subarray(0, 1), frame.subarray(at + 1)]);
    if (kind === 'cut') return frame.subarray(0, at);
    if (kind === 'delete') return Buffer.concat([frame.subarray(0, at), frame.subarray(at + bytes.length)]);
    if (kind === 'insert') return Buffer.concat([frame.subarray(0, at), bytes, frame.subarray(at)]);
    if (kind === 'double') return Buffer.concat([frame, frame.subarray(at)]);
    return frame;
  });
const streams = fc.tuple(
  fc.array(
    fc.oneof({ weight: 8, arbitrary: part }, { weight: 1, arbitrary: fc.uint8Array({ maxLength: 80 }) }),
    { minLength: 1, maxLength: 6 },
  ),
  fc.array(fc.nat(1500), { maxLength: 6 }),
  fc.boolean(),
);

/** All pieces of a stream that comes in chunks; `silent`: the line pauses after each. */
function read(parts: readonly Uint8Array[], cuts: readonly number[], silent: boolean): RawFrame[] {
  const stream = Buffer.concat(parts);
  const reader = new FrameReader();
  const out: RawFrame[] = [];
  let at = 0;
  for (const cut of [...cuts.toSorted((a, b) => a - b), stream.length]) {
    out.push(...reader.push(stream.subarray(at, Math.max(at, cut))));
    if (silent) out.push(...reader.flush());
    at = Math.max(at, Math.min(cut, stream.length));
  }
  return [...out, ...reader.end()];
}
const headOf = ({ mn, cn, flag }: DecodedFrame) => [mn, cn, flag];
/** All but its place in the stream, and what stood before it there (which may push the last of very many problems out). */
const alone = ({ offset: _, ...frame }: DecodedFrame) => ({
  ...frame,
  problems: frame.problems.filter(({ code }) => code !== 'HJ212_STRAY_BYTES').slice(0, 30),
});

describe('a frame is judged by its own bytes', () => {
  it('whoever reads them later comes to what the reader of the stream saw', () => {
    fc.assert(
      fc.property(streams, ([parts, cuts, silent]) => {
        for (const raw of read(parts, cuts, silent)) {
          if (raw.kind !== 'frame') continue;
          const kept = Uint8Array.from(raw.bytes);
          const head = peekHeader(kept);
          expect(peekHeader(raw)).toEqual(head);
          // The device that it is looked up by.
          expect([head.mn, head.cn, head.flag]).toEqual(headOf(decodeFrame(raw)));
          for (const options of KNOWLEDGE) {
            const seen = decodeFrame(raw, options);
            expect(alone(decodeFrame(kept, options))).toEqual(alone(seen));
            // The gateway asks without reading the fields.
            expect(judgeFrame(raw, options)).toBe(verdictOf(seen));
            expect(judgeFrame(kept, options)).toBe(verdictOf(seen));
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it('what is not in order is told, and what has no CRC to check is not in order', () => {
    fc.assert(
      fc.property(streams, ([parts, cuts, silent]) => {
        for (const raw of read(parts, cuts, silent)) {
          for (const options of KNOWLEDGE) {
            const frame = decodeFrame(raw, options);
            if (!frame.lengthOk || frame.crcOk !== true) expect(frame.problems.length).toBeGreaterThan(0);
            // Unknown it is only where the key is.
            if (frame.crcOk === null) expect([frame.encrypted, options.sm4Key]).toEqual([true, undefined]);
          }
          if (raw.crcRead === null) expect(raw.crcOk).toBe(false);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('and it does not matter how the stream was cut', () => {
    const shape = (raw: RawFrame) => [
      raw.kind,
      raw.offset,
      raw.bytes.length,
      raw.lengthOk,
      raw.crcOk,
      raw.problems,
    ];
    fc.assert(
      fc.property(streams, ([parts, cuts]) => {
        expect(read(parts, cuts, false).map(shape)).toEqual(read(parts, [], false).map(shape));
      }),
      { numRuns: 300 },
    );
  });
});

describe('verdictOf', () => {
  const frame = rawCipherFrame(A2_SHORT);
  const withCrc = (crc: string) => Buffer.concat([frame.subarray(0, -6), Buffer.from(`${crc}\r\n`)]);
  it.each<[string, Buffer, DecodeOptions, string]>([
    ['a plain frame', framed(`${head(5)}&&`), {}, 'whole'],
    ['an encrypted one with its key', frame, { sm4Key: KEY }, 'whole'],
    ['without a key', frame, {}, 'sealed'],
    ['with another key', frame, { sm4Key: WRONG_KEY }, 'broken'],
    ['with its key and a wrong CRC', withCrc('2200'), { sm4Key: KEY }, 'broken'],
    ['without a key and with a CRC that no HJ 212 device makes', withCrc('1234'), {}, 'broken'],
    ['without a key and without a CRC', withCrc(''), {}, 'broken'],
    ['without a key and cut', frame.subarray(0, -30), {}, 'broken'],
    ['rubbish', Buffer.from('GET / HTTP/1.1\r\n'), {}, 'broken'],
  ])('%s', (_, bytes, options, expected) => {
    expect(judgeFrame(bytes, options)).toBe(expected);
    expect(verdictOf(decodeFrame(bytes, options))).toBe(expected);
  });
});
