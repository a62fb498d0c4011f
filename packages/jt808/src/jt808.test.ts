import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hexOf } from './bytes.ts';
import { decodeFrame } from './decode.ts';
import { encodeFrame } from './encode.ts';
import { type ItemDefinition, itemMap } from './items.ts';
import { FrameReader, LONGEST_FRAME } from './reader.ts';
import type { DecodedFrame } from './types.ts';

const WORKED =
  '7e0200001f0138000000017d02010000010000000003029f93d4053417a0026c01a700b426112008000031010b5c7e';
const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));
const pieces = (data: Uint8Array) => {
  const reader = new FrameReader();
  return [...reader.push(data), ...reader.end()];
};
const decode = (hex: string): DecodedFrame => decodeFrame(pieces(bytes(hex))[0]!);
const itemsOf = ({ body }: DecodedFrame) => (body?.kind === 'location' ? body.location.items : []);
const codes = (frame: { problems: readonly { code: string }[] }) => frame.problems.map((one) => one.code);
/** A frame around a body, its check computed here bit by bit. */
function frame(head: string, body: string): string {
  const content = Buffer.from(head + body, 'hex');
  const check = [...content].reduce((a, b) => a ^ b, 0);
  const plain = Buffer.from([...content, check]).toString('hex');
  const escaped = (plain.match(/../g) ?? []).map((one) =>
    one === '7e' ? '7d02' : one === '7d' ? '7d01' : one,
  );
  return `7e${escaped.join('')}7e`;
}

test('the worked frame: escape in the sequence, power lost, a place north of Urumqi', () => {
  const { header, body, checkOk, lengthOk, problems } = decode(WORKED);
  expect([checkOk, lengthOk, problems]).toEqual([true, true, []]);
  expect(header).toEqual({
    messageId: '0x0200',
    edition: '2013',
    protocolVersion: null,
    terminal: '013800000001',
    sequence: 32_257,
    bodyLength: 31,
    encrypted: false,
    packet: null,
  });
  expect(body).toMatchObject({
    kind: 'location',
    location: {
      alarms: ['power_lost'],
      status: { acc: true, located: true, south: false, west: false },
      lat: 44.0125,
      lon: 87.3,
      altitude: 620,
      speed: 42.3,
      heading: 180,
      time: '2026-11-20T08:00:00+08:00',
      items: [{ id: '0x31', name: 'satellites', value: 11 }],
    },
  });
  expect(hexOf(encodeFrame({ header, body }).bytes!)).toBe(WORKED);
});

describe('messages', () => {
  test('header of 2019: version byte and ten bytes of number', () => {
    const { header, body } = decode(frame('00024000' + '01' + '00000000013800000001' + '0007', ''));
    expect(header).toMatchObject({
      edition: '2019',
      protocolVersion: 1,
      terminal: '00000000013800000001',
      sequence: 7,
    });
    expect(body).toEqual({ kind: 'heartbeat' });
  });
  test('registration with a plate in GBK: 新A12345', () => {
    const text = (value: string, length: number) => Buffer.from(value.padEnd(length, '\0')).toString('hex');
    const plate = `d0c2${Buffer.from('A12345').toString('hex')}`;
    const body = `00410065${text('MAKER', 5)}${text('RT-1', 20)}${text('T000001', 7)}02${plate}`;
    const head = `01000${(body.length / 2).toString(16).padStart(3, '0')}0138000000010001`;
    expect(decode(frame(head, body)).body).toEqual({
      kind: 'register',
      province: 65,
      city: 101,
      manufacturer: 'MAKER',
      model: 'RT-1',
      terminalId: 'T000001',
      plateColour: 2,
      plate: '新A12345',
    });
  });
  test('items of the source terminal: 12 345 nSv/h, bits 0 and 2, 3700 mV; one that nobody defined', () => {
    const place = '0000000000000002' + '029f93d4053417a0' + '026c01a700b4' + '261120080000';
    const items = 'e10400003039' + 'e20105' + 'e3020e74' + '77020102';
    const body = place + items;
    expect(itemsOf(decode(frame('0200002e0138000000010001', body)))).toMatchObject([
      { id: '0xe1', name: 'doseRate', value: 12_345, unit: 'nSv/h' },
      { id: '0xe2', name: 'sourceState', value: 5, bits: [0, 2] },
      { id: '0xe3', name: 'batteryVoltage', value: 3_700, unit: 'mV' },
      { id: '0x77', name: null, value: null, raw: '0102' },
    ]);
  });
  test('a maker’s own map takes the place of the proposal', () => {
    const own: ItemDefinition = { id: 0xe1, name: 'doseRate', bytes: 2, unit: 'uSv/h', scale: 0.01 };
    const body = `0000000000000002029f93d4053417a0026c01a700b4261120080000e10204d2`;
    const piece = pieces(bytes(frame('020000200138000000010001', body)))[0]!;
    const decoded = decodeFrame(piece, itemMap([own]));
    expect(decoded.body).toMatchObject({
      location: { items: [{ name: 'doseRate', value: 12.34, unit: 'uSv/h' }] },
    });
    expect(codes(decodeFrame(piece))).toEqual(['JT808_ITEM_LENGTH']);
  });
  test('a batch of two, stored without network; south and west', () => {
    const one = `000000000000000e029f93d4053417a0026c01a700b4261120080000`;
    const body = `000201001c${one}001c${one}`;
    const { body: read } = decode(frame('0704003f0138000000010001', body));
    expect(read).toMatchObject({ kind: 'batch', type: 1 });
    const locations = read?.kind === 'batch' ? read.locations : [];
    expect(locations.map(({ lat, lon }) => [lat, lon])).toEqual(Array(2).fill([-44.0125, -87.3]));
  });
  test('answers of the server', () => {
    const answer = encodeFrame({
      header: { terminal: '013800000001', sequence: 1 },
      body: { kind: 'answer', sequence: 32_257, messageId: '0x0200', result: 0 },
    });
    expect(hexOf(answer.bytes!)).toBe(frame('80010005' + '013800000001' + '0001', '7e01' + '0200' + '00'));
    const registered = encodeFrame({
      header: { terminal: '013800000001', sequence: 2 },
      body: { kind: 'register-answer', sequence: 1, result: 0, code: 'K1' },
    });
    expect(hexOf(registered.bytes!)).toBe(
      frame('81000005' + '013800000001' + '0002', '0001' + '00' + '4b31'),
    );
  });
});

describe('what is wrong is told', () => {
  test('check byte, length, time, position, unknown message, encryption, parts', () => {
    expect(codes(decode(WORKED.replace('5c7e', '5d7e')))).toEqual(['JT808_CHECK_MISMATCH']);
    expect(codes(decode(frame('0200001e0138000000010001', '')))).toEqual([
      'JT808_LENGTH_WRONG',
      'JT808_BODY_SHORT',
    ]);
    const place = (lat: string, time: string) => `0000000000000002${lat}053417a0026c01a700b4${time}`;
    expect(codes(decode(frame('0200001c0138000000010001', place('07ffffff', '261320080000'))))).toEqual([
      'JT808_POSITION_INVALID',
      'JT808_TIME_INVALID',
    ]);
    expect(codes(decode(frame('0f01000001380000000100010', '').replace('00010', '0001')))).toContain(
      'JT808_MESSAGE_UNKNOWN',
    );
    expect(codes(decode(frame('020004000138000000010001', '')))).toContain('JT808_ENCRYPTED');
    expect(codes(decode(frame('020020000138000000010001' + '00030001', '')))).toContain(
      'JT808_PART_OF_SEVERAL',
    );
  });
  test('a message that cannot be said', () => {
    const header = { terminal: '013800000001' };
    for (const message of [
      null,
      { header },
      { header, body: { kind: 'nothing' } },
      { header: { terminal: 'abc' }, body: { kind: 'heartbeat' } },
      {
        header,
        body: { kind: 'location', location: { lat: 91, lon: 0, time: '2026-11-20T08:00:00+08:00' } },
      },
      { header, body: { kind: 'authenticate', code: '😀' } },
    ])
      expect([encodeFrame(message).bytes, codes(encodeFrame(message))]).toEqual([
        null,
        ['JT808_CANNOT_ENCODE'],
      ]);
  });
});

describe('stream', () => {
  test('however it is cut, with shared flags, noise and a rest without end', () => {
    const data = bytes(`0d0a${WORKED}${WORKED.slice(2)}0d0a${WORKED}7e0200`);
    const whole = pieces(data).map((one) => [one.kind, one.offset, hexOf(one.bytes), one.open]);
    expect(whole.map(([kind]) => kind)).toEqual(['rubbish', 'frame', 'frame', 'rubbish', 'frame', 'rubbish']);
    fc.assert(
      fc.property(fc.array(fc.nat(data.length), { maxLength: 8 }), (cuts) => {
        const reader = new FrameReader();
        const at = [0, ...cuts.sort((a, b) => a - b), data.length];
        const parts = at.slice(1).flatMap((end, i) => reader.push(data.subarray(at[i], end)));
        const told = [...parts, ...reader.end()].map((one) => [
          one.kind,
          one.offset,
          hexOf(one.bytes),
          one.open,
        ]);
        expect(told).toEqual(whole);
      }),
    );
  });
  test('never keeps more than the longest frame', () => {
    const parts = pieces(new Uint8Array(3 * LONGEST_FRAME).fill(1));
    for (const one of parts) expect(one.bytes.length).toBeLessThanOrEqual(LONGEST_FRAME + 1);
  });
  test('any bytes at all: an answer, never an exception (seeded)', () => {
    let seed = 808;
    const next = () => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
      return seed >>> 16;
    };
    const good = bytes(WORKED);
    for (let round = 0; round < 3_000; round++) {
      const data =
        round % 2 ? Uint8Array.from({ length: next() % 300 }, () => next() & 255) : Uint8Array.from(good);
      for (let i = 0; i < 3 && data.length > 0; i++) data[next() % data.length] = next() & 255;
      for (const piece of pieces(data)) {
        const decoded = decodeFrame(piece);
        expect(Array.isArray(decoded.problems)).toBe(true);
        if (piece.kind === 'rubbish') expect(decoded.header).toBeNull();
      }
    }
  });
  test('what was encoded is decoded again', () => {
    const location = fc.record({
      lat: fc.integer({ min: -90_000_000, max: 90_000_000 }).map((one) => one / 1e6),
      lon: fc.integer({ min: -180_000_000, max: 180_000_000 }).map((one) => one / 1e6),
      altitude: fc.nat(65_535),
      speed: fc.nat(65_535).map((one) => one / 10),
      heading: fc.nat(359),
      time: fc.constant('2026-11-20T08:00:00+08:00'),
      alarmBits: fc.nat(2 ** 31 - 1),
      items: fc.constant([{ name: 'doseRate', value: 126 }]),
    });
    fc.assert(
      fc.property(location, fc.constantFrom('2013', '2019'), fc.nat(65_535), (given, edition, sequence) => {
        const { bytes: written } = encodeFrame({
          header: { terminal: '13800000001', edition, sequence },
          body: { kind: 'location', location: given },
        });
        const { body, header, problems } = decodeFrame(pieces(written!)[0]!);
        expect([problems, header!.sequence, header!.edition]).toEqual([[], sequence, edition]);
        const { items, ...rest } = given;
        const read = body?.kind === 'location' ? body.location : null;
        expect(read).toMatchObject(rest);
        expect(read?.items[0]).toMatchObject(items[0]!);
      }),
    );
  });
});
