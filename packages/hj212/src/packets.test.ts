import { describe, expect, it } from 'vitest';
import { decodeFrame } from './decode.ts';
import { flagMeaning, rollUpFlag, validityOf } from './flags.ts';
import { PacketJoiner } from './packets.ts';
import { framed } from './vectors.fixture.ts';

const MN = '010000A8900016F000169DC0';
const packet = (pno: number, pnum: number, content: string, qn = 534, time = '20160801080000') =>
  decodeFrame(
    framed(
      `QN=20160801085857${qn};ST=32;CN=2061;PW=123456;MN=${MN};Flag=7;PNUM=${pnum};PNO=${pno};CP=&&DataTime=${time};${content}&&`,
    ),
  );

describe('PacketJoiner', () => {
  it('joins packets with different QN, in any order, repeated or not', () => {
    const joiner = new PacketJoiner();
    expect(joiner.add(packet(2, 3, 'w21003-Avg=2,w21003-Flag=N', 535), 0)).toEqual([]);
    expect(joiner.add(packet(3, 3, 'w21011-Avg=3', 536), 0)).toEqual([]);
    expect(joiner.add(packet(2, 3, 'w21003-Avg=99', 535), 0)).toEqual([]);
    const [record] = joiner.add(packet(1, 3, 'w01018-Avg=1;w21003-Max=5'), 0);
    expect(record!.items).toEqual([
      { code: 'w01018', attrs: { Avg: 1 } },
      { code: 'w21003', attrs: { Max: 5, Avg: 2, Flag: 'N' } },
      { code: 'w21011', attrs: { Avg: 3 } },
    ]);
    expect(record!.missing).toEqual([]);
    expect(joiner.openRecords).toBe(0);
  });

  it('keeps records of different times apart and names what never came', () => {
    const joiner = new PacketJoiner({ maxAgeMs: 1000 });
    joiner.add(packet(1, 3, 'w01018-Avg=1'), 0);
    joiner.add(packet(3, 3, 'w01018-Avg=2', 536, '20160801090000'), 500);
    expect(joiner.openRecords).toBe(2);
    expect(joiner.expire(1000).map(({ missing }) => missing)).toEqual([[2, 3]]);
    expect(joiner.drain().map(({ missing }) => missing)).toEqual([[1, 2]]);
  });

  it('is bounded', () => {
    const joiner = new PacketJoiner({ open: 2 });
    joiner.add(packet(1, 2, 'w01018-Avg=1', 534, '20160801010000'), 0);
    joiner.add(packet(1, 2, 'w01018-Avg=1', 534, '20160801020000'), 0);
    const given = joiner.add(packet(1, 2, 'w01018-Avg=1', 534, '20160801030000'), 0);
    expect(given.map(({ missing }) => missing)).toEqual([[2]]);
    expect(joiner.openRecords).toBe(2);
  });

  it('gives a frame that is not split, or not believably so, as it is', () => {
    const joiner = new PacketJoiner();
    const single = decodeFrame(
      framed(
        `QN=20160801085857534;ST=32;CN=2061;PW=1;MN=${MN};Flag=5;CP=&&DataTime=20160801080000;w01018-Avg=1&&`,
      ),
    );
    expect(joiner.add(single, 0)[0]!.items).toBe(single.items);
    expect(joiner.add(packet(1, 1, 'w01018-Avg=1'), 0)).toHaveLength(1);
    expect(joiner.add(packet(5, 2, 'w01018-Avg=1'), 0)).toHaveLength(1);
    expect(joiner.add(packet(1, 99999, 'w01018-Avg=1'), 0)).toHaveLength(1);
  });
});

describe('data marks', () => {
  it('mean what HJ 212-2017 table 8 says', () => {
    expect(['N', 'F', 'M', 'D', 'C', 'B'].map((mark) => validityOf(mark, '2017'))).toEqual([
      'valid',
      ...Array(5).fill('invalid'),
    ]);
    expect(flagMeaning('B', '2017')?.confidence).toBe('standard');
    expect(flagMeaning('B', '2005')).toBeUndefined();
    expect(validityOf('3', '2005')).toBe('valid');
    expect(validityOf('Z', '2017')).toBe('unknown');
    expect(validityOf(undefined, '2017')).toBe('valid');
  });

  it('never present the table of 2025 as read', () => {
    expect(flagMeaning('N', '2025')?.confidence).toBe('secondary');
  });

  it('roll up as the notes of C.16–C.18 say', () => {
    const marks = (n: number, d: number) => [...Array(n).fill('N'), ...Array(d).fill('M')] as string[];
    expect(rollUpFlag(marks(45, 15), 'flue-gas')).toBe('N');
    expect(rollUpFlag(marks(44, 16), 'flue-gas')).toBe('D');
    expect(rollUpFlag(marks(59, 1), 'wastewater')).toBe('M');
    expect(rollUpFlag(marks(6, 0), 'wastewater')).toBe('N');
    expect(rollUpFlag([], 'wastewater')).toBeNull();
  });
});
