import { decodeFrame, encodeFrame, encodeRecord, FrameReader } from '@tarim/hj212';
import { describe, expect, test } from 'vitest';
import { expandScenario, type SimDevice } from '../expand.ts';
import { itemsOf, type Report, reportAt } from '../report.ts';
import { loadScenario } from '../scenario.ts';
import { ODDITIES, type Oddity, withOddity } from './oddities.ts';

const devices = expandScenario(loadScenario('xinjiang-demo'));
const TIME = Date.parse('2026-05-20T15:00:00+08:00');

function messageOf(device: SimDevice, cn: Report['cn']) {
  return {
    edition: device.edition,
    qn: '20260520160000123',
    st: device.st,
    cn,
    pw: device.password,
    mn: device.mn,
    answer: true,
    dataTime: TIME,
    items: itemsOf(device, reportAt(cn, TIME, 10)),
  };
}

/** What each habit is called by the decoder; its code is part of the interface of packages/hj212. */
const NAMED: Readonly<Record<Oddity, string>> = {
  'lower-crc': 'HJ212_CRC_CASE',
  'no-line-end': 'HJ212_LINE_END',
  'long-data-time': 'HJ212_DATA_TIME_FORM',
  'lower-flag': 'HJ212_ATTR_NAME',
  'empty-pw': 'HJ212_PW_EMPTY',
  'length-plus-six': 'HJ212_LENGTH_COUNTS_HEAD',
  unclosed: 'HJ212_CP_UNCLOSED',
  'modbus-crc': 'HJ212_CRC_MODBUS',
};

describe('habits of the field', () => {
  const plain = devices.filter((one) => one.edition === '2017' && one.kind === 'surface-water').slice(0, 8);
  const decodeAll = (bytes: Uint8Array) => {
    const reader = new FrameReader();
    return [...reader.push(bytes), ...reader.end()].map((piece) => decodeFrame(piece));
  };
  test.each(ODDITIES)('%s does what it says, is named, and the frame after it is read', (oddity) => {
    for (const device of plain) {
      const sane = encodeFrame(messageOf(device, '2061'));
      const odd = withOddity(sane, oddity);
      // A checksum of digits only has no case to be wrong.
      const same = Buffer.from(odd).equals(Buffer.from(sane));
      const hasLetter = /[A-F]/.test(Buffer.from(sane.subarray(-6, -2)).toString('latin1'));
      expect(same).toBe(oddity === 'lower-crc' && !hasLetter);
      const [first, second, ...rest] = decodeAll(Buffer.concat([odd, sane]));
      expect(rest).toEqual([]);
      if (!same) expect(first!.problems.map((one) => one.code)).toContain(NAMED[oddity]);
      expect(second!.problems).toEqual([]);
      if (oddity === 'modbus-crc') {
        expect(first!.crcOk).toBe(false);
        continue;
      }
      const right = decodeFrame(sane);
      expect([first!.mn, first!.cn, first!.dataTime, first!.items]).toEqual([
        right.mn,
        right.cn,
        right.dataTime,
        right.items,
      ]);
      expect(first!.crcOk).toBe(true);
    }
  });
});

describe('every edition', () => {
  test.each(['2005', '2017', '2025'] as const)(
    '%s: what every device sends decodes without a problem',
    (edition) => {
      const some = devices.filter((one) => one.edition === edition);
      expect(some.length).toBeGreaterThan(20);
      for (const device of some) {
        for (const cn of ['2011', '2051', '2061', '2031', '2021', '2041'] as const) {
          if ((cn === '2021' || cn === '2041') && device.enterprise === null) continue;
          const message = messageOf(device, cn);
          const got = encodeRecord(message).map((frame) => decodeFrame(frame));
          for (const frame of got) {
            expect(frame.problems).toEqual([]);
            expect([frame.edition, frame.mn, frame.cn, frame.dataTime]).toEqual([
              edition,
              device.mn,
              cn,
              TIME,
            ]);
          }
          expect(got.flatMap((frame) => frame.items)).toEqual(message.items);
        }
      }
    },
  );
  test('SM4: no value is readable without the key, and all of them with it', () => {
    const secret = devices.filter((one) => one.sm4Key);
    expect(secret.length).toBeGreaterThan(10);
    for (const device of secret) {
      const sm4Key = Buffer.from(device.sm4Key!, 'hex');
      const message = messageOf(device, '2061');
      const frames = encodeRecord(message, { sm4Key });
      for (const bytes of frames) {
        expect(Buffer.from(bytes).includes('DataTime=')).toBe(false);
        const blind = decodeFrame(bytes);
        expect(blind.items).toEqual([]);
        expect(blind.problems.map((one) => one.code)).toContain('HJ212_ENCRYPTED_NO_KEY');
      }
      const open = frames.map((frame) => decodeFrame(frame, { sm4Key }));
      expect(open.flatMap((frame) => frame.problems)).toEqual([]);
      expect(open.flatMap((frame) => frame.items)).toEqual(message.items);
    }
  });
});
