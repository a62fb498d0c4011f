import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FrameReader } from './reader.ts';
import type { RawFrame } from './types.ts';
import {
  A_2017,
  A1_2025,
  A2_LONG,
  A2_SHORT,
  framed,
  rawCipherFrame,
  textCipherFrame,
} from './vectors.fixture.ts';

const HEAD = 'QN=20160801085857223;ST=32;CN=2011;PW=123456;MN=010000A8900016F000169DC0;Flag=5;';
const GOOD = framed(`${HEAD}CP=&&DataTime=20160801085857;w01018-Rtd=36.5,w01018-Flag=N&&`);

function readAll(bytes: Uint8Array, cuts: readonly number[] = []): RawFrame[] {
  const reader = new FrameReader();
  const out: RawFrame[] = [];
  let at = 0;
  for (const cut of [...cuts, bytes.length]) {
    if (cut <= at) continue;
    out.push(...reader.push(bytes.subarray(at, cut)));
    at = cut;
  }
  return [...out, ...reader.end()];
}
const shape = (frame: RawFrame) => ({
  kind: frame.kind,
  offset: frame.offset,
  hex: Buffer.from(frame.bytes).toString('hex'),
  from: frame.dataStart,
  to: frame.dataEnd,
  lengthOk: frame.lengthOk,
  crcOk: frame.crcOk,
  codes: frame.problems.map(({ code }) => code.replace('HJ212_', '')),
});
const brief = (bytes: Uint8Array | string) =>
  readAll(Buffer.from(bytes as string)).map((f) => [f.kind, f.lengthOk, f.crcOk, ...shape(f).codes]);
/** Replaces LEN of a frame by another text. */
const withLen = (frame: Buffer, len: string) => Buffer.concat([Buffer.from(`##${len}`), frame.subarray(6)]);
const withCrc = (frame: Buffer, crc: string) =>
  Buffer.concat([frame.subarray(0, -6), Buffer.from(`${crc}\r\n`)]);
const length = (frame: Buffer) => frame.length - 12;

describe('FrameReader', () => {
  it('reads published frames', () => {
    const frames = readAll(Buffer.from(A_2017 + A1_2025 + A2_LONG.plain));
    expect(frames.map((f) => [f.lengthOk, f.crcOk, f.problems.length])).toEqual([
      [true, true, 0],
      [true, true, 0],
      [true, true, 0],
    ]);
    expect(frames[1]!.offset).toBe(A_2017.length);
    expect(frames[0]!.crcRead).toBe(0x1c80);
    expect(Buffer.from(frames[0]!.bytes.subarray(frames[0]!.dataStart, frames[0]!.dataEnd)).toString()).toBe(
      A_2017.slice(6, -6),
    );
  });

  it.each<[string, Buffer | string, (string | boolean | null)[][]]>([
    [
      'LEN counting ##dddd',
      withLen(GOOD, String(length(GOOD) + 6).padStart(4, '0')),
      [['frame', false, true, 'LENGTH_COUNTS_HEAD']],
    ],
    [
      'LEN counting the whole frame',
      withLen(GOOD, String(length(GOOD) + 12).padStart(4, '0')),
      [['frame', false, true, 'LENGTH_WRONG']],
    ],
    ['LEN too small', withLen(GOOD, '0040'), [['frame', false, true, 'LENGTH_WRONG']]],
    ['LEN of three digits', withLen(GOOD, String(length(GOOD))), [['frame', true, true, 'LENGTH_DIGITS']]],
    [
      'LEN of two digits',
      withLen(framed('ST=22;CN=9015;MN=A110000_0001;Flag=8;CP=&&&&'), '44'),
      [['frame', true, true, 'LENGTH_DIGITS']],
    ],
    [
      'no line end, glued',
      Buffer.concat([GOOD.subarray(0, -2), GOOD]),
      [
        ['frame', true, true, 'LINE_END'],
        ['frame', true, true],
      ],
    ],
    ['no line end at the end', GOOD.subarray(0, -2), [['frame', true, true, 'LINE_END']]],
    [
      'line feed only',
      Buffer.concat([GOOD.subarray(0, -2), Buffer.from('\n'), GOOD]),
      [
        ['frame', true, true, 'LINE_END'],
        ['frame', true, true],
      ],
    ],
    [
      '** suffix',
      Buffer.concat([GOOD.subarray(0, -2), Buffer.from('**\r\n'), GOOD]),
      [
        ['frame', true, true, 'SUFFIX'],
        ['frame', true, true],
      ],
    ],
    [
      'rubbish before and between',
      Buffer.concat([Buffer.from('xy#'), GOOD, Buffer.from('??'), GOOD]),
      [
        ['rubbish', false, false, 'RUBBISH'],
        ['frame', true, true],
        ['rubbish', false, false, 'RUBBISH'],
        ['frame', true, true],
      ],
    ],
    [
      'a truncated frame before a whole one',
      Buffer.concat([GOOD.subarray(0, 60), GOOD]),
      [
        ['frame', false, false, 'TRUNCATED'],
        ['frame', true, true],
      ],
    ],
    [
      'missing last && with right LEN',
      framed(`${HEAD}CP=&&DataTime=20160801085857;w01018-Rtd=36.5`),
      [['frame', true, true]],
    ],
    [
      'missing last && with wrong LEN',
      withLen(framed(`${HEAD}CP=&&w01018-Rtd=36.5`), '0999'),
      [['frame', false, true, 'LENGTH_WRONG']],
    ],
    ['lower-case CRC', A_2017.replace('1C80', '1c80'), [['frame', true, true, 'CRC_CASE']]],
    ['wrong but possible CRC', withCrc(GOOD, '1C80'), [['frame', true, false, 'CRC_MISMATCH']]],
    ['Modbus CRC', A1_2025.replace('2200', 'CCF4'), [['frame', true, false, 'CRC_MODBUS']]],
    ['byte-swapped Modbus CRC', A1_2025.replace('2200', 'F4CC'), [['frame', true, false, 'CRC_MODBUS']]],
    ['a CRC that no HJ 212 device makes', withCrc(GOOD, '1234'), [['frame', true, false, 'CRC_IMPOSSIBLE']]],
    ['an empty frame', framed(''), [['frame', true, true]]],
    [
      'DATA over 1024 bytes',
      framed(`${HEAD}CP=&&${'w01018-Rtd=1;'.repeat(90)}&&`),
      [['frame', true, true, 'LENGTH_OVER_LIMIT']],
    ],
  ])('%s', (_, bytes, expected) => {
    expect(brief(bytes)).toEqual(expected);
  });

  it('reads a CRC without leading zeros', () => {
    // A value whose CRC begins with 0, found by trying.
    const data = Array.from({ length: 400 }, (_, n) => `${HEAD}CP=&&w01018-Rtd=${n}&&`).find((text) =>
      framed(text).toString().slice(-6).startsWith('0'),
    )!;
    const frame = framed(data).toString();
    const short = frame.slice(0, -6) + frame.slice(-6).replace(/^0+(?=[0-9A-F])/, '');
    expect(brief(short + GOOD.toString())).toEqual([
      ['frame', true, true, 'CRC_DIGITS'],
      ['frame', true, true],
    ]);
  });

  it('frames raw cipher bytes by LEN, whatever they hold', () => {
    const cipher = Buffer.from('##0101\r\n&&1C80\r\n**##0007', 'latin1');
    const data = Buffer.concat([Buffer.from(`${HEAD}CP=&&`), cipher, Buffer.from('&&')]);
    const frame = Buffer.concat([framed(data), GOOD]);
    for (let cut = 1; cut < frame.length; cut++) {
      expect(readAll(frame, [cut]).map((f) => [f.bytes.length, f.lengthOk])).toEqual([
        [data.length + 12, true],
        [GOOD.length, true],
      ]);
    }
  });

  it('gives the same frames however the stream is cut', () => {
    const pieces: Buffer[] = [
      GOOD,
      rawCipherFrame(A2_LONG),
      rawCipherFrame(A2_SHORT),
      textCipherFrame(A2_SHORT),
      GOOD.subarray(0, -2),
      GOOD.subarray(0, 70),
      withLen(GOOD, String(length(GOOD) + 6).padStart(4, '0')),
      withLen(GOOD, '0030'),
      withLen(GOOD, '9999'),
      Buffer.from('rubbish # ## ##x\r\n'),
      Buffer.concat([GOOD.subarray(0, -2), Buffer.from('**\r\n')]),
      framed('日志=测试;CP=&&&&'),
      Buffer.from('\r\n\0 '),
      withCrc(GOOD, '1G80'),
      GOOD.subarray(0, -4),
    ];
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 8 }),
        fc.array(fc.nat(3000), { maxLength: 40 }),
        (parts, cuts) => {
          const stream = Buffer.concat(parts);
          const whole = readAll(stream).map(shape);
          const sorted = cuts.filter((cut) => cut < stream.length).sort((a, b) => a - b);
          expect(readAll(stream, sorted).map(shape)).toEqual(whole);
          // Nothing is lost, doubled or moved; between two frames there are blanks at most.
          let offset = 0;
          for (const piece of whole) {
            expect(stream.subarray(offset, piece.offset).toString('latin1')).toMatch(/^[\r\n\0 ]*$/);
            const end = piece.offset + piece.hex.length / 2;
            expect(stream.subarray(piece.offset, end).toString('hex')).toBe(piece.hex);
            offset = end;
          }
          expect(stream.subarray(offset).toString('latin1')).toMatch(/^[\r\n\0 ]*$/);
        },
      ),
      { numRuns: 150 },
    );
    const stream = Buffer.concat(pieces);
    const whole = readAll(stream).map(shape);
    const text = JSON.stringify(whole);
    const wrong: number[] = [];
    for (let cut = 1; cut < stream.length; cut++)
      if (JSON.stringify(readAll(stream, [cut]).map(shape)) !== text) wrong.push(cut);
    expect(wrong).toEqual([]);
    expect(
      readAll(
        stream,
        Array.from({ length: stream.length }, (_, i) => i),
      ).map(shape),
    ).toEqual(whole);
  });

  it('does not keep a device waiting whose LEN promises too much', () => {
    const reader = new FrameReader();
    expect(reader.push(withLen(GOOD, '0500'))).toHaveLength(1);
    expect(reader.pendingBytes).toBe(0);
  });

  it('flushes a whole frame without line end, but not half a frame', () => {
    const reader = new FrameReader();
    expect(reader.push(GOOD.subarray(0, -2))).toHaveLength(0);
    expect(reader.flush().map(({ crcOk }) => crcOk)).toEqual([true]);
    expect(reader.push(GOOD.subarray(0, 50))).toHaveLength(0);
    expect(reader.flush()).toHaveLength(0);
    expect(reader.push(GOOD.subarray(50)).map(({ crcOk, offset }) => [crcOk, offset])).toEqual([
      [true, GOOD.length - 2],
    ]);
  });

  it('holds a bounded rest of endless rubbish and endless frames', () => {
    for (const endless of ['#', '##0999QN=2', '##9999', 'x', '&&1C80', '##0101\r\n', ' ', '\r\n##0014']) {
      const reader = new FrameReader();
      const chunk = Buffer.from(endless.repeat(500));
      let given = 0;
      for (let i = 0; i < 50; i++) {
        for (const piece of reader.push(chunk)) {
          expect(piece.bytes.length).toBeLessThanOrEqual(6 * 1036);
          given += piece.bytes.length;
        }
        expect(reader.pendingBytes).toBeLessThanOrEqual(6 * 1036);
      }
      for (const piece of reader.end()) given += piece.bytes.length;
      expect(given + reader.droppedBytes).toBe(chunk.length * 50);
      expect(reader.offset).toBe(chunk.length * 50);
      expect(reader.pendingBytes).toBe(0);
    }
  });
});
