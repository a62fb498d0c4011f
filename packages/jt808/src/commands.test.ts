import { describe, expect, test } from 'vitest';
import { hexOf } from './bytes.ts';
import { decodeFrame } from './decode.ts';
import { encodeFrame, encodeParts } from './encode.ts';
import { PartJoiner } from './parts.ts';
import { FrameReader } from './reader.ts';
import type { DecodedFrame, Jt808Body } from './types.ts';

const bytesOf = (hex: string) => Uint8Array.from(Buffer.from(hex.replace(/\s/g, ''), 'hex'));
const decode = (hex: string): DecodedFrame => decodeFrame(new FrameReader().push(bytesOf(hex))[0]!);
/** A frame without bytes to escape, its check computed here. */
const framed = (content: string): string => {
  const check = [...bytesOf(content)].reduce((a, b) => a ^ b, 0);
  return `7e${content.replace(/\s/g, '')}${check.toString(16).padStart(2, '0')}7e`;
};
const encoded = (body: object, header: object = {}) => {
  const { bytes, problems } = encodeFrame({
    header: { terminal: '013800000001', sequence: 3, ...header },
    body,
  });
  return bytes ? hexOf(bytes) : problems.map((one) => one.code);
};

/** Printed in a terminal maker's protocol manual: 10 s with ACC on, 60 s in alarm, 200 s asleep, turned by 40° (0x0030). */
const MANUAL = `7E 81 03 00 37 01 88 12 34 56 78 E8 BE 06
  00 00 00 20 04 00 00 00 00  00 00 00 21 04 00 00 00 00  00 00 00 29 04 00 00 00 0A
  00 00 00 28 04 00 00 00 3C  00 00 00 27 04 00 00 00 C8  00 00 00 30 04 00 00 00 28 A5 7E`;

describe('0x8103 sets parameters', () => {
  test('the frame of a maker’s manual, read and written', () => {
    const { header, body, checkOk, problems } = decode(MANUAL);
    expect([checkOk, problems]).toEqual([true, []]);
    const parameters = body?.kind === 'set-parameters' ? body.parameters : [];
    expect(parameters.map(({ id, name, value, raw }) => [id, name, value ?? raw])).toEqual([
      ['0x0020', 'reportStrategy', 0],
      ['0x0021', 'reportScheme', 0],
      ['0x0029', 'reportSecondsDefault', 10],
      ['0x0028', 'reportSecondsAlarm', 60],
      ['0x0027', 'reportSecondsSleeping', 200],
      ['0x0030', null, '00000028'],
    ]);
    expect(hexOf(encodeFrame({ header, body }).bytes!)).toBe(MANUAL.replace(/\s/g, '').toLowerCase());
  });
  test('another published frame: heartbeat of 10 s', () => {
    const hex = '7e8103000a000123456789000a0100000001040000000a057e';
    expect(decode(hex).body).toMatchObject({ parameters: [{ name: 'heartbeatSeconds', value: 10 }] });
    const body = { kind: 'set-parameters', parameters: [{ name: 'heartbeatSeconds', value: 10 }] };
    expect(encoded(body, { terminal: '000123456789', sequence: 10 })).toBe(hex);
  });
  test('by name, in a frame of 2019', () => {
    const body = {
      kind: 'set-parameters',
      parameters: [
        { name: 'reportSecondsSleeping', value: 1_800 },
        { name: 'reportSecondsDefault', value: 86_400 },
      ],
    };
    const hand = `8103 4013 01 00000000013800000001 0007 02 00000027 04 00000708 00000029 04 00015180`;
    expect(encoded(body, { edition: '2019', terminal: '13800000001', sequence: 7 })).toBe(framed(hand));
  });
  test.each([
    [[{ name: 'nobody', value: 1 }]],
    [[{ id: 0x29, value: -1 }]],
    [[{ id: 0x29, value: 2 ** 32 }]],
    [[{ id: 0x29, raw: 'f' }]],
    [[{ id: 'x', value: 1 }]],
    [Array.from({ length: 256 }, () => ({ id: 1, value: 1 }))],
    ['0x29'],
  ])('what cannot be said is told: %j', (parameters) => {
    expect(encoded({ kind: 'set-parameters', parameters })).toEqual(['JT808_CANNOT_ENCODE']);
  });
});

describe('0x8104, 0x0104, 0x8201, 0x0201', () => {
  test('questions have no body', () => {
    expect(encoded({ kind: 'query-parameters' })).toBe(framed('8104 0000 013800000001 0003'));
    expect(encoded({ kind: 'query-position' })).toBe(framed('8201 0000 013800000001 0003'));
    expect(decode(framed('8104 0000 013800000001 0003')).body).toEqual({ kind: 'query-parameters' });
    expect(decode(framed('8201 0000 013800000001 0003')).body).toEqual({ kind: 'query-position' });
  });
  test('parameters as answer: which question, how many, one that nobody named', () => {
    const hand = '0104 0015 013800000001 0003 0009 02 00000029 04 0000001e 00000013 04 312e3233';
    const { body, problems } = decode(framed(hand));
    expect(problems).toEqual([]);
    expect(body).toEqual({
      kind: 'parameters',
      answers: 9,
      parameters: [
        { id: '0x0029', name: 'reportSecondsDefault', value: 30, raw: '0000001e' },
        { id: '0x0013', name: null, value: null, raw: '312e3233' },
      ],
    });
    expect(encoded(body!)).toBe(framed(hand));
  });
  test('a list that ends early and a DWORD of two bytes are told; what is whole stands', () => {
    const broken = decode(framed('0104 000f 013800000001 0003 0009 02 00000027 02 0708 00000029 04'));
    expect(broken.problems.map((one) => one.code)).toEqual(['JT808_ITEM_LENGTH', 'JT808_BODY_SHORT']);
    expect(broken.body).toMatchObject({ parameters: [{ id: '0x0027', value: null, raw: '0708' }] });
  });
  test('the position as answer', () => {
    const place = '0000000000000002' + '029f93d4053417a0' + '026c01a700b4' + '261120080000';
    const { body } = decode(framed(`0201 001e 013800000001 0003 0009 ${place}`));
    expect(body).toMatchObject({ kind: 'location', answers: 9, location: { lat: 44.0125, lon: 87.3 } });
  });
});

describe('0x8003 asks for parts again', () => {
  const body: Jt808Body = { kind: 'resend', first: 100, parts: [2, 5] };
  test('the count is a byte in 2013 and a word in 2019', () => {
    const [old, later] = [
      framed('8003 0007 013800000001 0003 0064 02 0002 0005'),
      framed('8003 4008 01 00000000013800000001 0003 0064 0002 0002 0005'),
    ];
    expect(encoded(body)).toBe(old);
    expect(encoded(body, { edition: '2019' })).toBe(later);
    expect([decode(old).body, decode(later).body]).toEqual([body, body]);
  });
  test('a count that is not borne out', () => {
    expect(decode(framed('8003 0005 013800000001 0003 0064 02 0002'))).toMatchObject({
      body: null,
      problems: [{ code: 'JT808_BODY_SHORT' }],
    });
    expect(encoded({ ...body, parts: Array.from({ length: 256 }, (_, i) => i + 1) })).toEqual([
      'JT808_CANNOT_ENCODE',
    ]);
  });
  test('what is missing is known when the last part is there, or when none has come for a while', () => {
    const parameters = Array.from({ length: 30 }, () => ({ id: 0x29, value: 30 }));
    const { frames } = encodeParts(
      { header: { terminal: '1', sequence: 65_534 }, body: { kind: 'parameters', answers: 1, parameters } },
      60,
    );
    // 3 + 30 · 9 = 273 bytes in parts of 60: five.
    expect(frames.length).toBe(5);
    const joiner = new PartJoiner();
    const take = (i: number, now: number) => {
      const { header, bodyHex } = decode(hexOf(frames[i]!));
      return joiner.take(header!, bytesOf(bodyHex), now).kind;
    };
    take(0, 0);
    take(2, 1_000);
    expect(joiner.gaps(15_999, 15_000)).toEqual([]);
    const lack = { messageId: '0x0104', sequence: 65_534, total: 5 };
    expect(joiner.gaps(16_000, 15_000)).toEqual([{ ...lack, missing: [2, 4, 5] }]);
    take(4, 16_500);
    expect(joiner.gaps(16_500, 15_000)).toEqual([{ ...lack, missing: [2, 4] }]);
    expect(PartJoiner.from(joiner.toJSON()!).gaps(31_500, 15_000)).toEqual([{ ...lack, missing: [2, 4] }]);
    take(3, 17_000);
    expect(take(1, 17_000)).toBe('whole');
    expect(joiner.gaps(99_000, 15_000)).toEqual([]);
  });
});
