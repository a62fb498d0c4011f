import { describe, expect, it } from 'vitest';
import { parseSm4Key, readCipherText, sm4Decrypt, sm4Encrypt } from './sm4.ts';

describe('sm4', () => {
  it('gives the published example of GB/T 32907-2016 A.1', () => {
    const key = parseSm4Key('0123456789ABCDEFFEDCBA9876543210')!;
    const plain = Buffer.from('0123456789ABCDEFFEDCBA9876543210', 'hex');
    expect(Buffer.from(sm4Encrypt(plain, key)).toString('hex')).toBe('681edf34d206965e86b3e94f536e4246');
  });

  it('leaves the last bytes that fill no block as they are', () => {
    const key = new Uint8Array(16).fill(0x30);
    for (let length = 0; length < 50; length++) {
      const plain = Uint8Array.from({ length }, (_, i) => i * 7);
      const cipher = sm4Encrypt(plain, key);
      expect(cipher.length).toBe(length);
      const rest = length % 16;
      expect([...cipher.subarray(length - rest)]).toEqual([...plain.subarray(length - rest)]);
      expect([...sm4Decrypt(cipher, key)]).toEqual([...plain]);
    }
  });

  it('uses the key that the array holds now, and does not share it', () => {
    const published = parseSm4Key('0123456789ABCDEFFEDCBA9876543210')!;
    const plain = Buffer.from(published);
    const key = new Uint8Array(16);
    const zeros = Buffer.from(sm4Encrypt(plain, key)).toString('hex');
    key.set(published);
    expect(Buffer.from(sm4Encrypt(plain, key)).toString('hex')).toBe('681edf34d206965e86b3e94f536e4246');
    key.fill(0);
    expect(Buffer.from(sm4Encrypt(plain, key)).toString('hex')).toBe(zeros);
  });

  it('reads keys and cipher text, and refuses others', () => {
    expect(parseSm4Key('30'.repeat(15))).toBeNull();
    expect(parseSm4Key('zz'.repeat(16))).toBeNull();
    expect(readCipherText('DataTime=1')).toBeNull();
    expect(readCipherText('{0xE4,0xZZ}')).toBeNull();
    expect([...readCipherText('{0xE4,0x3E}g=N')!]).toEqual([0xe4, 0x3e, 0x67, 0x3d, 0x4e]);
  });
});
