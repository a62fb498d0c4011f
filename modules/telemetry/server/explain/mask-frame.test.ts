import { crc16, decodeFrame, encodeFrame } from '@tarim/hj212';
import { expect, test } from 'vitest';
import { maskFrame, maskProblems } from './mask-frame.ts';

const upload = (pw: string) =>
  encodeFrame({
    edition: '2017',
    qn: '20261124120000001',
    st: '31',
    cn: '2011',
    pw,
    mn: '010000A8900016F000169DC0',
    answer: true,
    dataTime: Date.UTC(2026, 10, 24, 4),
    items: [{ code: 'a21026', attrs: { Rtd: 12.5, Flag: 'N' } }],
  });
const shown = (bytes: Uint8Array | string) => Buffer.from(maskFrame(Buffer.from(bytes))).toString('latin1');

test('the password and the CRC are hidden, everything else stands where it stood', () => {
  const bytes = Buffer.from(upload('135790'));
  const masked = Buffer.from(maskFrame(bytes));
  expect(masked.length).toBe(bytes.length);
  const different = [...masked.entries()].filter(([at, byte]) => byte !== bytes[at]).map(([at]) => at);
  const from = bytes.indexOf('PW=') + 3;
  const crc = bytes.length - 6;
  expect(different).toEqual([0, 1, 2, 3, 4, 5].map((n) => from + n).concat([0, 1, 2, 3].map((n) => crc + n)));
  expect(masked.toString('latin1')).toMatch(/&&\*{4}\r\n$/);
});

test('with the CRC shown the password could be told: why it is hidden', () => {
  const bytes = Buffer.from(upload('135790'));
  const [from, end] = [bytes.indexOf('PW=') + 3, bytes.length - 6];
  const data = Uint8Array.from(bytes.subarray(6, end));
  const wanted = Number.parseInt(bytes.toString('latin1', end, end + 4), 16);
  let left = 0;
  // A tenth of the passwords of six digits.
  for (let n = 100_000; n < 200_000; n++) {
    for (let i = 0, rest = n; i < 6; i++, rest = Math.floor(rest / 10))
      data[from - 6 + 5 - i] = 48 + (rest % 10);
    if (crc16(data) === wanted) left++;
  }
  expect(left).toBeGreaterThan(0);
  expect(left).toBeLessThan(1_000);
});

test('oddly spelled secrets, and those of commands, are hidden too', () => {
  expect(shown('##0030PW=123456;MN=1;CP=&&&&1C80\r\n')).toBe('##0030PW=******;MN=1;CP=&&&&****\r\n');
  expect(shown('##0030ST=31;pw = 12;MN=1;CP=&&&&1C80')).toBe('##0030ST=31;pw = **;MN=1;CP=&&&&****');
  expect(shown('##0030ST=31;PW123456;MN=1;CP=&&&&1C80\n')).toBe('##0030ST=31;PW******;MN=1;CP=&&&&****\n');
  expect(shown('##0030ST=31;CP=&&NewPW=654321&&1C80**\r\n')).toBe(
    '##0030ST=31;CP=&&NewPW=******&&******\r\n',
  );
  expect(shown('##0030ST=31;CP=&&NewSK=ABCDEF&&C80\r\n')).toBe('##0030ST=31;CP=&&NewSK=******&&***\r\n');
});

test('a frame without a secret, and one that is cut before its CRC, keep their bytes', () => {
  const plain = '##0030ST=91;CN=9014;CP=&&&&1C80\r\n';
  expect(shown(plain)).toBe(plain);
  expect(shown('##0101ST=31;PW=123456;MN=0100')).toBe('##0101ST=31;PW=******;MN=****');
});

test('problems are told without what they quote', () => {
  const broken = Buffer.from(upload('135790'));
  broken.write('0000', broken.length - 6, 'latin1');
  const { problems } = decodeFrame(broken);
  expect(JSON.stringify(problems)).toContain('0000');
  const told = maskProblems(problems, 'en');
  expect(told).toEqual([{ code: 'HJ212_CRC_MISMATCH', message: 'CRC is …, should be …' }]);
});
