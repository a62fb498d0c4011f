import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crc16, crcHex, isPossibleCrc, modbusCrc } from './crc.ts';
import { A_2017, A1_2025, A2_LONG, A2_SHORT, slowCrc } from './vectors.fixture.ts';

const dataOf = (frame: string) => Buffer.from(frame.slice(6, -6));

describe('crc16', () => {
  it('agrees with the CRC printed in the standards', () => {
    expect(crcHex(crc16(dataOf(A_2017)))).toBe('1C80');
    expect(crcHex(crc16(dataOf(A1_2025)))).toBe('2200');
    expect(crcHex(crc16(dataOf(A2_LONG.plain)))).toBe('2200');
    expect(crcHex(crc16(dataOf(A2_SHORT.plain)))).toBe('B541');
  });

  it('equals the bitwise description of annex A for any bytes and any part of them', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(20), (bytes, start) => {
        const from = Math.min(start, bytes.length);
        expect(crc16(bytes, from)).toBe(slowCrc(bytes.subarray(from)));
      }),
    );
  });

  it('is not the Modbus CRC, which gives CCF4 on the A.1 example', () => {
    expect(crcHex(modbusCrc(dataOf(A1_2025)))).toBe('CCF4');
  });

  it('has only 256 values, whose low byte is one of eight', () => {
    const values = new Set<number>();
    for (let a = 0; a < 256; a++) for (let b = 0; b < 256; b++) values.add(crc16(Uint8Array.of(a, b)));
    expect(values.size).toBe(256);
    expect(new Set([...values].map((value) => value & 0xff))).toEqual(
      new Set([0x00, 0x01, 0x40, 0x41, 0x80, 0x81, 0xc0, 0xc1]),
    );
    expect([...values].every(isPossibleCrc)).toBe(true);
    expect(isPossibleCrc(0xccf4)).toBe(false);
  });
});
