import { describe, expect, it } from 'vitest';
import { decodeFrame } from './decode.ts';
import { FrameReader } from './reader.ts';
import type { RawFrame } from './types.ts';
import { A2_KEY, A2_LONG, framed, rawCipherFrame, slowCrc } from './vectors.fixture.ts';

const HEAD = 'QN=20160801085857223;ST=32;CN=2011;PW=123456;MN=010000A8900016F000169DC0;Flag=5;';
const ITEM = 'w01018-Rtd=36.5,w01018-Flag=N';
const DATA = `${HEAD}CP=&&DataTime=20160801085857;${ITEM}&&`;
/** The data area begins with a code whose first four characters could be a CRC. */
const CODE_FIRST = `${HEAD}CP=&&a21026-Rtd=18.5,a21026-Flag=N;DataTime=20160801085857&&`;
const OPEN = `${HEAD}CP=&&DataTime=20160801085857;${ITEM}`;
const GOOD = framed(DATA);
const HEARTBEAT = framed('ST=91;CN=9015;PW=1;MN=010000A8900016F000169DC0;Flag=4;CP=&&&&');

const crcOf = (data: string) => slowCrc(Buffer.from(data)).toString(16).toUpperCase().padStart(4, '0');
/** A frame put together by hand: LEN, CRC and line end as given. */
const frame = (data: string, { len = data.length, digits = 4, crc = crcOf(data), end = '\r\n' } = {}) =>
  Buffer.from(`##${String(len).padStart(digits, '0')}${data}${crc}${end}`, 'latin1');

function read(...parts: Uint8Array[]): RawFrame[] {
  const reader = new FrameReader();
  return [...reader.push(Buffer.concat(parts)), ...reader.end()];
}
const codesOf = (raw: RawFrame) => decodeFrame(raw).problems.map(({ code }) => code.replace('HJ212_', ''));
/** lengthOk, crcOk, items and problems of the first of two frames; the second has to be whole. */
function first(...parts: Uint8Array[]) {
  const [raw, next, ...rest] = read(...parts, GOOD);
  expect([next?.lengthOk, next?.crcOk, next?.problems, rest]).toEqual([true, true, [], []]);
  const { lengthOk, crcOk, items } = decodeFrame(raw!);
  return [lengthOk, crcOk, items.length, ...codesOf(raw!)];
}
/** The same for a frame that is the last of its stream. */
function last(bytes: Uint8Array) {
  const [raw, ...rest] = read(bytes);
  expect(rest).toEqual([]);
  const { lengthOk, crcOk, items } = decodeFrame(raw!);
  return [lengthOk, crcOk, items.length, ...codesOf(raw!)];
}

describe('where a frame ends', () => {
  it.each<[string, Parameters<typeof frame>[1], (string | boolean | number)[]]>([
    ['LEN right', {}, [true, true, 1]],
    ['LEN counting ##dddd', { len: CODE_FIRST.length + 6 }, [false, true, 1, 'LENGTH_COUNTS_HEAD']],
    ['LEN one too small', { len: CODE_FIRST.length - 1 }, [false, true, 1, 'LENGTH_WRONG']],
    [
      'LEN of three digits, wrong',
      { len: CODE_FIRST.length + 5, digits: 3 },
      [false, true, 1, 'LENGTH_DIGITS', 'LENGTH_WRONG'],
    ],
    ['a CRC that is not hexadecimal', { crc: 'GGGG' }, [true, false, 1, 'CRC_MALFORMED']],
  ])('is not the code behind CP=&&: %s', (_, how, expected) => {
    expect(first(frame(CODE_FIRST, how))).toEqual(expected);
    expect(last(frame(CODE_FIRST, how))).toEqual(expected);
  });

  it('is told by LEN and a right CRC alone, without && and without line end', () => {
    const bytes = frame(OPEN, { end: '' });
    expect(first(bytes)).toEqual([true, true, 1, 'LINE_END', 'CP_UNCLOSED']);
    expect(last(bytes)).toEqual([true, true, 1, 'LINE_END', 'CP_UNCLOSED']);
    const reader = new FrameReader();
    expect(reader.push(bytes)).toEqual([]);
    expect(reader.flush().map(({ crcOk }) => crcOk)).toEqual([true]);
    expect(reader.pendingBytes).toBe(0);
  });

  it.each<[string, string, (string | boolean | number)[]]>([
    ['one character of the CRC is not hexadecimal', '1G80', [true, false, 1, 'CRC_MALFORMED']],
    ['no character of it is', 'xyz!', [true, false, 1, 'CRC_MALFORMED']],
    ['it is blank', '    ', [true, false, 1, 'CRC_MALFORMED']],
    ['it is missing', '', [true, false, 1, 'CRC_MISSING']],
    ['it is cut short', crcOf(DATA).slice(0, 2), [true, false, 1, 'CRC_DIGITS', 'CRC_IMPOSSIBLE']],
    ['it is wrong', 'B541', [true, false, 1, 'CRC_MISMATCH']],
  ])('does not move, and no value is touched, when %s', (_, crc, expected) => {
    expect(first(frame(DATA, { crc }))).toEqual(expected);
    expect(last(frame(DATA, { crc }))).toEqual(expected);
    const glued = [...expected];
    glued.splice(glued[3] === 'CRC_DIGITS' ? 4 : glued[3] === 'CRC_MISMATCH' ? 3 : 4, 0, 'LINE_END');
    expect(first(frame(DATA, { crc, end: '' }))).toEqual(glued);
    // The device does not wait until it sends again.
    expect(new FrameReader().push(frame(DATA, { crc }))).toHaveLength(1);
  });

  it('is found in an encrypted frame whose CRC is not hexadecimal', () => {
    const bytes = rawCipherFrame(A2_LONG);
    bytes.write('1G80', bytes.length - 6, 'latin1');
    const [raw] = read(bytes, GOOD);
    expect([raw!.lengthOk, raw!.crcOk, raw!.bytes.length]).toEqual([true, false, bytes.length]);
    const opened = decodeFrame(raw!, { sm4Key: Buffer.from(A2_KEY, 'hex') });
    expect([opened.crcOk, opened.items.length]).toEqual([false, 3]);
  });

  it('is told by a CRC without leading zeros, with a line end or without', () => {
    const data = Array.from({ length: 400 }, (_, n) => `${HEAD}CP=&&w01018-Rtd=${n}&&`).find((text) =>
      /^0[1-9A-F]/.test(crcOf(text)),
    )!;
    const crc = crcOf(data).slice(1);
    expect(first(frame(data, { crc }))).toEqual([true, true, 1, 'CRC_DIGITS']);
    expect(first(frame(data, { crc, end: '' }))).toEqual([true, true, 1, 'CRC_DIGITS', 'LINE_END']);
    expect(last(frame(data, { crc, end: '' }))).toEqual([true, true, 1, 'CRC_DIGITS', 'LINE_END']);
  });

  it('is not that of a later frame, though LEN of a cut one happens to reach it', () => {
    // Cut so that the LEN of the first ends where the heartbeat has its CRC.
    const cut = GOOD.subarray(0, 6 + DATA.length - 6 - (HEARTBEAT.length - 12));
    const pieces = read(cut, HEARTBEAT, GOOD);
    expect(pieces.map((raw) => [raw.bytes.length, raw.lengthOk, raw.crcOk])).toEqual([
      [cut.length, false, false],
      [HEARTBEAT.length, true, true],
      [GOOD.length, true, true],
    ]);
    expect(decodeFrame(pieces[1]!)).toMatchObject({ cn: '9015', problems: [] });
  });

  it('is its own end rather than a later one that its wrong LEN happens to reach', () => {
    const second = frame(DATA, { crc: 'B541' });
    const wrong = frame(DATA, { len: DATA.length + 6 + second.length });
    expect(read(wrong, second).map(({ lengthOk, crcOk }) => [lengthOk, crcOk])).toEqual([
      [false, true],
      [true, false],
    ]);
  });

  it('of a frame that was cut anywhere is the next head, and its CRC is not right', () => {
    for (let at = 4; at < GOOD.length - 2; at++) {
      const pieces = read(GOOD.subarray(0, at), GOOD);
      expect(pieces.at(-1)).toMatchObject({ lengthOk: true, crcOk: true, problems: [] });
      expect(pieces[0]).toMatchObject({ offset: 0, crcOk: at >= 6 + DATA.length + 4 });
      expect(pieces[0]!.problems.length).toBeGreaterThan(0);
      expect(read(GOOD.subarray(0, at))[0]!.crcOk).toBe(at >= 6 + DATA.length + 4);
    }
  });
});

describe('between two frames', () => {
  it.each(['\r\n', '\0\0\0', ' ', '\r\n \0\n\r'])(
    'blanks are no piece but a problem of the next frame',
    (gap) => {
      const reader = new FrameReader();
      const pieces = reader.push(Buffer.concat([GOOD, Buffer.from(gap), GOOD, GOOD, Buffer.from(gap)]));
      pieces.push(...reader.end());
      expect(pieces.map((raw) => [raw.kind, raw.offset, raw.problems.map(({ message }) => message)])).toEqual(
        [
          ['frame', 0, []],
          ['frame', GOOD.length + gap.length, [`${gap.length} blank bytes stand before the frame`]],
          ['frame', 2 * GOOD.length + gap.length, []],
        ],
      );
      // Every byte is accounted for.
      expect(reader.droppedBytes).toBe(2 * gap.length);
      expect(reader.offset).toBe(3 * GOOD.length + 2 * gap.length);
    },
  );

  it('anything else is one piece, with the blanks around it', () => {
    const pieces = read(GOOD, Buffer.from('\r\nhello # ##x\0\r\n'), GOOD);
    expect(pieces.map((raw) => [raw.kind, raw.bytes.length, raw.crcOk, codesOf(raw)])).toEqual([
      ['frame', GOOD.length, true, []],
      ['rubbish', 16, false, ['RUBBISH']],
      ['frame', GOOD.length, true, []],
    ]);
  });
});
