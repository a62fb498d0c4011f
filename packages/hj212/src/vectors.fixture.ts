/** Frames printed in the standards, and the numbers printed with them. */

/** HJ 212-2017 annex A: CRC 1C80 (the prose misprints 1C08). */
export const A_2017 =
  '##0101QN=20160801085857223;ST=32;CN=1062;PW=100000;MN=010000A8900016F000169DC0;Flag=5;CP=&&RtdInterval=30&&1C80\r\n';

/** HJ 212-2025 A.1: plain, CRC 2200. */
export const A1_2025 =
  '##0087QN=20240601085857223;ST=32;CN=1011;PW=123456;MN=010000A8900016F000169DC0;Flag=9;CP=&&&&2200\r\n';

/** HJ 212-2025 A.2, key = 16 × 0x30. 208 characters, 13 whole blocks. */
export const A2_KEY = '30303030303030303030303030303030';
const A2_HEAD = 'QN=20240520210700000;ST=31;CN=2051;PW=123456;MN=010000A8900016F000169DC0;Flag=9;CP=&&';
export const A2_LONG = {
  plain: `##0295${A2_HEAD}DataTime=20240520210600;a01011-Min=1.35,a01011-Avg=1.35,a01011-Max=1.35,a01011-Flag=N;a01012-Min=9.3,a01012-Avg=9.3,a01012-Max=9.3,a01012-Flag=N;a01014-Min=3.20,a01014-Avg=3.211,a01014-Max=3.212,a01014-Flag=N&&2200\r\n`,
  len: '0295',
  head: A2_HEAD,
  cipher:
    'E43E159ACFAB242CB53155FB8B9281A1A242577ABFAED881BE88B72D69FC55ED1A80119FAAC8B3CD33D285CC76F57F2CA7F88B9573C6647E0F07E24609BD6B63EB20C5B9784F28E71D2F4994FF61D9E1C2B3075592B4D1E09C4D8BB27BE97B559E3DA6643781A6F477769DEEB009B10DFFF3426922725D607DC4480F0CAC5F70DB2587B124BCB281592721D6E4BC180A97E5E111499CBE822E31C8D7761553543AA24207C290997BBDE64F9266BC5F529A172E381C1D898CA1A0D771A914A7B2D7467C70B94F1D4A7B0350A48DBF8B41',
  rest: '',
  crc: '2200',
};

/** HJ 212-2025 A.2, the example whose last three characters stay plain. */
export const A2_SHORT = {
  plain: `##0234${A2_HEAD}DataTime=20240520210600;a01011-Min=1.35,a01011-Avg=1.35,a01011-Max=1.35,a01011-Flag=N;a01014-Min=3.20,a01014-Avg=3.20,a01014-Max=3.20,a01014-Flag=N&&B541\r\n`,
  len: '0234',
  head: A2_HEAD,
  cipher:
    'E43E159ACFAB242CB53155FB8B9281A1A242577ABFAED881BE88B72D69FC55ED1A80119FAAC8B3CD33D285CC76F57F2CA7F88B9573C6647E0F07E24609BD6B63EB20C5B9784F28E71D2F4994FF61D9E13B391A1D2A454B65388D5D9435DBF021528C7BF9755EF16518710C0CAC0ADEF9C5156CD0A5A17674AC0ED2ABC40023E9EF70128554B82438E91ADCE98A0D03A4',
  rest: 'g=N',
  crc: 'B541',
};

/** The encrypted frame as raw bytes on the wire. */
export function rawCipherFrame(example: typeof A2_LONG): Buffer {
  return Buffer.concat([
    Buffer.from(`##${example.len}${example.head}`),
    Buffer.from(example.cipher, 'hex'),
    Buffer.from(`${example.rest}&&${example.crc}\r\n`),
  ]);
}

/** The encrypted frame as some makers send it: the printed notation taken literally. */
export function textCipherFrame(example: typeof A2_LONG, separator = ','): Buffer {
  const bytes = example.cipher.match(/../g)!.map((hex) => `0x${hex}`);
  return Buffer.from(
    `##${example.len}${example.head}{${bytes.join(separator)}}${example.rest}&&${example.crc}\r\n`,
  );
}

/** CRC by the standard's own description, bit by bit: an independent computation to test the table form with. */
export function slowCrc(bytes: Uint8Array): number {
  let reg = 0xffff;
  for (const byte of bytes) {
    reg = (reg >> 8) ^ byte;
    for (let bit = 0; bit < 8; bit++) {
      const low = reg & 1;
      reg >>= 1;
      if (low === 1) reg ^= 0xa001;
    }
  }
  return reg;
}

/** Frames DATA with the independent CRC. */
export function framed(data: string | Uint8Array, lineEnd = '\r\n'): Buffer {
  const bytes = Buffer.from(data as string);
  const crc = slowCrc(bytes).toString(16).toUpperCase().padStart(4, '0');
  return Buffer.concat([
    Buffer.from(`##${String(bytes.length).padStart(4, '0')}`),
    bytes,
    Buffer.from(crc + lineEnd),
  ]);
}
