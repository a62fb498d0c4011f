import { describe, expect, it } from 'vitest';
import { decodeFrame } from './decode.ts';
import { encodeFrame } from './encode.ts';
import { parseSm4Key } from './sm4.ts';
import { A2_KEY, A2_LONG, A2_SHORT, framed, rawCipherFrame, textCipherFrame } from './vectors.fixture.ts';

const MN = '010000A8900016F000169DC0';
const KEY = parseSm4Key(A2_KEY)!;

describe('encrypted data areas of 2025', () => {
  it.each([
    ['A.2, whole blocks', A2_LONG],
    ['A.2, with a plain rest', A2_SHORT],
  ])('%s', (_, example) => {
    const { items, dataTime } = decodeFrame(Buffer.from(example.plain));
    const raw = decodeFrame(rawCipherFrame(example), { sm4Key: KEY });
    expect(raw).toMatchObject({
      items,
      dataTime,
      encrypted: true,
      lengthOk: true,
      crcOk: true,
      edition: '2025',
      problems: [],
    });
    for (const separator of [',', ' ', '']) {
      const text = decodeFrame(textCipherFrame(example, separator), { sm4Key: KEY });
      expect(text).toMatchObject({ items, dataTime, encrypted: true, lengthOk: true, crcOk: true });
      expect(text.problems.map(({ code }) => code)).toEqual(['HJ212_CIPHER_AS_TEXT']);
    }
  });

  it('says what is missing without key, or with a wrong one', () => {
    const none = decodeFrame(rawCipherFrame(A2_SHORT));
    expect(none).toMatchObject({
      encrypted: true,
      crcOk: null,
      lengthOk: true,
      items: [],
      cn: '2051',
      mn: MN,
    });
    expect(none.problems.map(({ code }) => code)).toEqual(['HJ212_ENCRYPTED_NO_KEY']);
    const wrong = decodeFrame(rawCipherFrame(A2_SHORT), { sm4Key: new Uint8Array(16) });
    expect(wrong).toMatchObject({ encrypted: true, crcOk: false, items: [] });
    expect(wrong.problems.map(({ code }) => code)).toContain('HJ212_DECRYPT_FAILED');
  });

  it('does not take broken text for cipher', () => {
    const frame = Buffer.from(A2_LONG.plain);
    frame[150] = 0x01;
    expect(decodeFrame(frame, { sm4Key: KEY })).toMatchObject({ encrypted: false, crcOk: false });
  });

  it('gives what a frame with a wrong CRC holds, as it does of plain ones', () => {
    for (const crc of ['2200', '1234', '1G80', '']) {
      const frame = Buffer.concat([rawCipherFrame(A2_SHORT).subarray(0, -6), Buffer.from(`${crc}\r\n`)]);
      const opened = decodeFrame(frame, { sm4Key: KEY });
      expect(opened).toMatchObject({ encrypted: true, crcOk: false, lengthOk: true });
      expect(opened.items).toEqual(decodeFrame(Buffer.from(A2_SHORT.plain)).items);
      const told = { '2200': 'MISMATCH', '1234': 'IMPOSSIBLE', '1G80': 'MALFORMED' }[crc] ?? 'MISSING';
      expect(opened.problems.map(({ code }) => code)).toEqual([`HJ212_CRC_${told}`]);
    }
  });

  it('gives what is left when a block was damaged on the way', () => {
    const frame = rawCipherFrame(A2_LONG);
    frame[A2_LONG.head.length + 6 + 40]! ^= 0x10;
    const opened = decodeFrame(frame, { sm4Key: KEY });
    expect(opened).toMatchObject({ encrypted: true, crcOk: false });
    expect(opened.items.map(({ code }) => code)).toContain('a01014');
  });

  it('keeps what is odd about the frame itself when it opens', () => {
    const raw = rawCipherFrame(A2_SHORT);
    const lower = Buffer.concat([raw.subarray(0, -6), Buffer.from('b541\r\n')]);
    const six = Buffer.concat([Buffer.from('##0240'), raw.subarray(6)]);
    const three = Buffer.concat([Buffer.from('##234'), raw.subarray(6)]);
    const told = (frame: Uint8Array) => {
      const { crcOk, lengthOk, problems } = decodeFrame(frame, { sm4Key: KEY });
      return [crcOk, lengthOk, ...problems.map(({ code }) => code)];
    };
    expect(told(lower)).toEqual([true, true, 'HJ212_CRC_CASE']);
    expect(told(six)).toEqual([true, false, 'HJ212_LENGTH_COUNTS_HEAD']);
    expect(told(three)).toEqual([true, true, 'HJ212_LENGTH_DIGITS']);
    const text = textCipherFrame(A2_LONG);
    expect(told(Buffer.concat([Buffer.from('##0301'), text.subarray(6)]))).toEqual([
      true,
      false,
      'HJ212_CIPHER_AS_TEXT',
      'HJ212_LENGTH_COUNTS_HEAD',
    ]);
    // LEN counts the plaintext, so the text form can be checked by it without the key.
    expect(decodeFrame(text)).toMatchObject({ encrypted: true, crcOk: null, lengthOk: true });
  });

  it('says so when an older edition is encrypted', () => {
    const head = A2_SHORT.head.replace('Flag=9', 'Flag=5');
    const data = head + A2_SHORT.plain.slice(6 + A2_SHORT.head.length, -6);
    const wire = Buffer.concat([
      Buffer.from(head),
      Buffer.from(A2_SHORT.cipher, 'hex'),
      Buffer.from(`${A2_SHORT.rest}&&`),
    ]);
    const frame = Buffer.concat([Buffer.from('##0234'), wire, framed(data).subarray(-6)]);
    const opened = decodeFrame(frame, { sm4Key: KEY });
    expect(opened).toMatchObject({ encrypted: true, crcOk: true, edition: null });
    expect(opened.items).toHaveLength(2);
    expect(opened.problems.map(({ code }) => code)).toContain('HJ212_ENCRYPTED_EDITION');
    // Without the key nothing speaks for encryption but odd bytes, and those speak for damage.
    expect(decodeFrame(frame)).toMatchObject({ encrypted: false, crcOk: false, edition: '2017' });
    expect(decodeFrame(frame, { edition: '2025' })).toMatchObject({ encrypted: true, crcOk: null });
  });

  it('opens frames of a single block, whatever its cipher looks like', () => {
    for (let n = 0; n < 1000; n++) {
      const content = `SystemTime=2024${String(n).padStart(10, '0')};a=${n % 10}`;
      const frame = encodeFrame(
        {
          edition: '2025',
          qn: '20240520210700000',
          st: '31',
          cn: '1011',
          pw: '123456',
          mn: MN,
          answer: true,
          fields: { SystemTime: content.slice(11, 25), a: n % 10 },
        },
        { sm4Key: KEY },
      );
      const opened = decodeFrame(frame, { sm4Key: KEY });
      expect(opened).toMatchObject({
        encrypted: true,
        crcOk: true,
        fields: { SystemTime: content.slice(11, 25) },
      });
      // Without the key nothing of it is made up.
      expect(decodeFrame(frame)).toMatchObject({ encrypted: true, crcOk: null, fields: {} });
    }
  });
});

describe('plain frames are not taken for encrypted ones', () => {
  const DATA = `QN=20240601085857223;ST=31;CN=2017;PW=123456;MN=${MN};Flag=5;CP=&&DataTime=20240601085800;a21026-Rtd=18.5,a21026-Flag=N&&`;

  it('not when any one byte of them is another', () => {
    // Of 2025 neither: one byte is not a cipher.
    for (const data of [DATA, DATA.replace('Flag=5', 'Flag=9')]) {
      const whole = framed(data);
      const wrong: string[] = [];
      for (let at = 6; at < whole.length - 6; at++) {
        for (let value = at % 5; value < 256; value += 5) {
          if (value === whole[at]) continue;
          const frame = Buffer.from(whole);
          frame[at] = value;
          const { encrypted, crcOk } = decodeFrame(frame);
          if (encrypted || crcOk !== false) wrong.push(`${at}: ${value}`);
        }
      }
      expect(wrong).toEqual([]);
    }
  });

  it('not when the first name is damaged: items, the edition of Flag, and a wrong CRC', () => {
    const frame = framed(DATA);
    frame[6 + DATA.indexOf('DataTime')] = 0xc4;
    for (const options of [{}, { sm4Key: KEY }])
      expect(decodeFrame(frame, options)).toMatchObject({
        encrypted: false,
        crcOk: false,
        lengthOk: true,
        edition: '2017',
        items: [{ code: 'a21026', attrs: { Rtd: 18.5, Flag: 'N' } }],
      });
  });

  it('not when they hold Chinese text in any encoding', () => {
    const gb = [0xc7, 0xe5, 0xcf, 0xb4, 0xb9, 0xdc, 0xc2, 0xb7];
    for (const text of [Buffer.from('清洗管路'), Buffer.from(gb), Buffer.from([...gb, ...gb, ...gb])]) {
      const head = DATA.replace('Flag=5', 'Flag=9').split('DataTime')[0]!;
      const frame = framed(Buffer.concat([Buffer.from(head), text, Buffer.from('-Rtd=1&&')]));
      for (const options of [{}, { sm4Key: KEY }])
        expect(decodeFrame(frame, options)).toMatchObject({ encrypted: false, crcOk: true });
    }
  });
});
