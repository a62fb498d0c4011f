import { expect, test } from 'vitest';
import { explainFrame } from './explain-frame.ts';

// The example of HJ 212-2017 annex A, whose CRC the standard gives as 1C80.
const EXAMPLE =
  '##0101QN=20160801085857223;ST=32;CN=1062;PW=100000;MN=010000A8900016F000169DC0;Flag=5;CP=&&RtdInterval=30&&1C80\r\n';
const options = {
  factor: (code: string) => code,
  crcOk: true,
  edition: '2017',
  encrypted: false,
  mask: false,
  language: 'zh' as const,
};

test('every byte of a well-formed frame but the separators is explained, in order and without overlap', () => {
  const bytes = Buffer.from(EXAMPLE);
  const fields = explainFrame(bytes, options);
  expect(fields.map((one) => one.name)).toEqual([
    '##',
    'LEN',
    'QN',
    'ST',
    'CN',
    'PW',
    'MN',
    'Flag',
    'CP',
    'RtdInterval',
    '&&',
    'CRC',
    'CR LF',
  ]);
  let end = 0;
  for (const field of fields) {
    expect(field.offset).toBeGreaterThanOrEqual(end);
    expect(field.offset - end).toBeLessThanOrEqual(1);
    end = field.offset + field.length;
  }
  expect(end).toBe(bytes.length);
  expect(fields.find((one) => one.name === 'Flag')!.meaning).toContain('2017');
});

test('the password is hidden from people outside', () => {
  const fields = explainFrame(Buffer.from(EXAMPLE), { ...options, mask: true });
  expect(JSON.stringify(fields)).not.toContain('100000');
  expect(JSON.stringify(fields)).not.toContain('1C80');
  expect(fields.find((one) => one.name === 'CRC')).toMatchObject({ length: 4, raw: '****' });
});

test('rubbish and a cut frame are explained as what they are', () => {
  expect(explainFrame(Buffer.from('GET / HTTP/1.1'), { ...options, crcOk: null })[0]!.meaning).toContain(
    '不是一帧',
  );
  const cut = explainFrame(Buffer.from(EXAMPLE.slice(0, 60)), { ...options, crcOk: null });
  expect(cut.map((one) => one.name)).toContain('CN');
});

test('everything is told in the language of the reader, and in no other', () => {
  const said = (language: 'zh' | 'en') =>
    explainFrame(Buffer.from(EXAMPLE), { ...options, language }).map((one) => one.meaning);
  expect(said('en').filter((text) => /\p{Script=Han}/u.test(text))).toEqual([]);
  expect(said('zh').filter((text) => !/\p{Script=Han}/u.test(text))).toEqual([]);
});
