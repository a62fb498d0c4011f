import { describe, expect, it } from 'vitest';
import { decodeFrame } from './decode.ts';
import { parseSm4Key } from './sm4.ts';
import {
  A_2017,
  A2_KEY,
  A2_LONG,
  A2_SHORT,
  framed,
  rawCipherFrame,
  textCipherFrame,
} from './vectors.fixture.ts';

const MN = '010000A8900016F000169DC0';
const HEAD = `QN=20160801085857223;ST=32;CN=2011;PW=123456;MN=${MN};Flag=5;`;
const KEY = parseSm4Key(A2_KEY)!;
const codes = (data: string | Uint8Array) =>
  decodeFrame(framed(data)).problems.map(({ code }) => code.replace('HJ212_', ''));
const cp = (content: string) => decodeFrame(framed(`${HEAD}CP=&&${content}&&`));
const cpCodes = (content: string) => cp(content).problems.map(({ code }) => code.replace('HJ212_', ''));
const beijing = (y: number, mo: number, d: number, h: number, mi: number, s: number, ms = 0) =>
  Date.UTC(y, mo - 1, d, h - 8, mi, s, ms);

describe('decodeFrame, plain frames', () => {
  it('reads the example of HJ 212-2017 annex A', () => {
    expect(decodeFrame(Buffer.from(A_2017))).toEqual({
      offset: 0,
      bytes: 113,
      lengthOk: true,
      crcOk: true,
      edition: '2017',
      qn: '20160801085857223',
      st: '32',
      cn: '1062',
      pw: '100000',
      mn: MN,
      flag: 5,
      pnum: null,
      pno: null,
      rf: null,
      dataTime: null,
      fields: { RtdInterval: '30' },
      items: [],
      logText: null,
      encrypted: false,
      problems: [],
    });
  });

  it('reads the A.2 plaintext of 2025', () => {
    const frame = decodeFrame(Buffer.from(A2_LONG.plain));
    expect(frame.edition).toBe('2025');
    expect(frame.dataTime).toBe(beijing(2024, 5, 20, 21, 6, 0));
    expect(frame.items).toEqual([
      { code: 'a01011', attrs: { Min: 1.35, Avg: 1.35, Max: 1.35, Flag: 'N' } },
      { code: 'a01012', attrs: { Min: 9.3, Avg: 9.3, Max: 9.3, Flag: 'N' } },
      { code: 'a01014', attrs: { Min: 3.2, Avg: 3.211, Max: 3.212, Flag: 'N' } },
    ]);
    expect(frame.problems).toEqual([]);
  });

  it('reads numbers exactly as the language reads them', () => {
    for (const text of [
      '0',
      '-0.5',
      '36.91',
      '0.1',
      '123456789.12345',
      '99999999999999.9',
      '0.000000001',
      '-1803',
      '007.50',
      '5.',
      '.5',
      '+3',
      '1.2E-3',
      '12345678901234567890',
    ]) {
      expect(cp(`a21026-Rtd=${text}`).items[0]!.attrs.Rtd).toBe(Number(text));
    }
  });

  it.each(['12..3', '1.2.3', '--', '-', '', '12.3mg', 'NaN', 'null', '1 2', '0x10', '.'])(
    'keeps "%s", which is no number, as text with a problem',
    (text) => {
      const frame = cp(`a21026-Rtd=${text},a21026-Flag=D`);
      expect(frame.items).toEqual([{ code: 'a21026', attrs: { Rtd: text.trim(), Flag: 'D' } }]);
      expect(frame.problems).toMatchObject([{ code: 'HJ212_NUMBER_MALFORMED', path: 'a21026-Rtd' }]);
    },
  );

  it('keeps words of working conditions as text', () => {
    const frame = cp('p99101-Rtd=St,p99101-Flag=N');
    expect(frame.items[0]!.attrs).toEqual({ Rtd: 'St', Flag: 'N' });
    expect(frame.problems).toEqual([]);
  });

  it('keeps text that only looks like a number', () => {
    const frame = cp(
      'w01018-SampleTime=20160801085800,w01018-Rtd=7,w01018-EFlag=0012;i23006-Info=0078563412;w01018-SN=010000000000000000000000;i13001-Info=200',
    );
    expect(frame.items).toEqual([
      { code: 'w01018', attrs: { SampleTime: '20160801085800', Rtd: 7, EFlag: '0012' } },
      { code: 'i23006', attrs: { Info: '0078563412' } },
      { code: 'w01018', attrs: { SN: '010000000000000000000000' } },
      { code: 'i13001', attrs: { Info: 200 } },
    ]);
  });

  it('reads every attribute of statistics, in any order', () => {
    const names = ['Min', 'Avg', 'Max', 'ZsMin', 'ZsAvg', 'ZsMax', 'Cou', 'Rtd', 'ZsRtd'];
    for (let turn = 0; turn < names.length; turn++) {
      const order = [...names.slice(turn), ...names.slice(0, turn)];
      for (let count = 1; count <= order.length; count++) {
        const some = order.slice(0, count);
        const values = Object.fromEntries(some.map((name, i) => [name, i + 0.25]));
        const text = some.map((name) => `a34013-${name}=${values[name]}`).join(',');
        expect(cp(text).items).toEqual([{ code: 'a34013', attrs: values }]);
        expect(cp(`a34013-Flag=T,${text}`).items).toEqual([
          { code: 'a34013', attrs: { ...values, Flag: 'T' } },
        ]);
      }
    }
  });

  it('takes comma and semicolon alike, and blanks before names', () => {
    const expected = [
      { code: 'LA', attrs: { Rtd: 50.1, Flag: 'N' } },
      { code: 'Leq', attrs: { Rtd: 51 } },
    ];
    expect(cp('LA-Rtd=50.1;LA-Flag=N, Leq-Rtd=51').items).toEqual(expected);
    expect(cp('LA-Rtd=50.1,LA-Flag=N,Leq-Rtd=51').items).toEqual(expected);
  });

  it('reads a log with separators in it, in UTF-8 and in GB 18030', () => {
    const text = '清洗管路;a=b,c';
    const frame = cp(`DataTime=20160801062035;PolId=w01018;i11001-Info=//${text}//`);
    expect(frame.logText).toBe(text);
    expect(frame.items).toEqual([{ code: 'i11001', attrs: { Info: text } }]);
    expect(frame.fields).toEqual({ PolId: 'w01018' });
    expect(frame.problems).toEqual([]);
    // 清洗 in GB 18030.
    const gb = Buffer.concat([
      Buffer.from(`${HEAD}CP=&&i11001-Info=//`),
      Buffer.from([0xc7, 0xe5, 0xcf, 0xb4]),
      Buffer.from('//&&'),
    ]);
    const old = decodeFrame(framed(gb));
    expect(old.logText).toBe('清洗');
    expect(old.encrypted).toBe(false);
    expect(old.problems.map(({ code }) => code)).toEqual(['HJ212_TEXT_ENCODING']);
  });

  it('reads names that are not ASCII', () => {
    expect(cp('温度-Rtd=1,温度-Flag=N;备注=无')).toMatchObject({
      items: [{ code: '温度', attrs: { Rtd: 1, Flag: 'N' } }],
      fields: { 备注: '无' },
      problems: [],
    });
  });

  it('tells repeated attributes and fields and keeps both values', () => {
    const frame = cp('a21026-Rtd=1,a21026-Rtd=2;VaseNo=1;VaseNo=2');
    expect(frame.items).toEqual([
      { code: 'a21026', attrs: { Rtd: 1 } },
      { code: 'a21026', attrs: { Rtd: 2 } },
    ]);
    expect(frame.fields).toEqual({ VaseNo: '1,2' });
    expect(frame.problems.map(({ code }) => code)).toEqual(['HJ212_ITEM_REPEATED', 'HJ212_FIELD_REPEATED']);
  });

  it('holds names that mean something to the language as plain names', () => {
    const frame = cp('__proto__=x;constructor=y;a-__proto__=1;a-constructor=2;__proto__-Rtd=3');
    expect(Object.entries(frame.fields)).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ]);
    expect(frame.items.map(({ code, attrs }) => [code, Object.entries(attrs)])).toEqual([
      [
        'a',
        [
          ['__proto__', 1],
          ['constructor', 2],
        ],
      ],
      ['__proto__', [['Rtd', 3]]],
    ]);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });
});

describe('decodeFrame, times', () => {
  it.each<[string, number, string[]]>([
    ['20160801085857', beijing(2016, 8, 1, 8, 58, 57), []],
    ['20160801085857123', beijing(2016, 8, 1, 8, 58, 57, 123), ['DATA_TIME_FORM']],
    ['201608010858', beijing(2016, 8, 1, 8, 58, 0), ['DATA_TIME_FORM']],
    ['20240229000000', beijing(2024, 2, 29, 0, 0, 0), []],
    ['20161231240000', beijing(2017, 1, 1, 0, 0, 0), []],
  ])('%s', (text, expected, problems) => {
    expect(cp(`DataTime=${text}`).dataTime).toBe(expected);
    expect(cpCodes(`DataTime=${text}`)).toEqual(problems);
  });

  it.each([
    '20230229000000',
    '20160001000000',
    '20161301000000',
    '2016080108585X',
    '20160801250000',
    '20160801006000',
    '',
  ])('refuses %s but keeps it', (text) => {
    const frame = cp(`DataTime=${text}`);
    expect(frame.dataTime).toBeNull();
    expect(frame.fields.DataTime).toBe(text);
    expect(frame.problems.map(({ code }) => code)).toContain('HJ212_DATA_TIME_MALFORMED');
  });
});

describe('decodeFrame, field oddities of heads', () => {
  it.each<[string, string, string[], object]>([
    [
      'a 14-digit QN',
      `QN=20160801085857;ST=32;CN=2011;PW=1;MN=${MN};Flag=4;CP=&&&&`,
      ['QN_MALFORMED'],
      { qn: '20160801085857' },
    ],
    [
      'an epoch-ms QN',
      `QN=1470013137223;ST=32;CN=2011;PW=1;MN=${MN};Flag=4;CP=&&&&`,
      ['QN_MALFORMED'],
      { qn: '1470013137223' },
    ],
    [
      'PNO before PNUM',
      `QN=20160801085857223;ST=32;CN=2011;PW=1;MN=${MN};Flag=6;PNO=2;PNUM=3;CP=&&&&`,
      ['HEAD_ORDER'],
      { pnum: 3, pno: 2 },
    ],
    ['FLAG', `QN=20160801085857223;ST=32;CN=2011;PW=1;MN=${MN};FLAG=5;CP=&&&&`, ['HEAD_NAME'], { flag: 5 }],
    [
      'stray ,MN=',
      `QN=20160801085857223;ST=32;CN=2011;PW=1,MN=${MN};Flag=5;CP=&&&&`,
      ['HEAD_SEPARATOR'],
      { pw: '1', mn: MN },
    ],
    [
      'no Flag with a 2017 MN',
      `QN=20160801085857223;ST=32;CN=2011;PW=1;MN=${MN};CP=&&&&`,
      ['FLAG_MISSING'],
      { flag: null, edition: '2017' },
    ],
    ['empty PW', `QN=20160801085857223;ST=32;CN=2011;PW=;MN=${MN};Flag=5;CP=&&&&`, ['PW_EMPTY'], { pw: '' }],
    [
      'an MN with underscore and Flag 8 before 2025',
      'QN=20160801085857223;ST=21;CN=9015;PW=1;MN=A110000_0001;Flag=8;CP=&&&&',
      ['FLAG_VERSION'],
      { mn: 'A110000_0001', edition: null },
    ],
    [
      'an MN with letters',
      'QN=20160801085857223;ST=21;CN=2061;PW=1;MN=XJSTATION;Flag=5;CP=&&&&',
      ['MN_MALFORMED'],
      { mn: 'XJSTATION', edition: '2017' },
    ],
    [
      'ST=null',
      `QN=20160801085857223;ST=null;CN=2011;PW=1;MN=${MN};Flag=5;CP=&&&&`,
      ['ST_MALFORMED'],
      { st: 'null' },
    ],
    ['ST=77', `QN=20160801085857223;ST=77;CN=2011;PW=1;MN=${MN};Flag=5;CP=&&&&`, [], { st: '77' }],
    [
      'ST=101',
      `QN=20160801085857223;ST=101;CN=2011;PW=1;MN=${MN};Flag=5;CP=&&&&`,
      ['ST_MALFORMED'],
      { st: '101' },
    ],
    [
      'missing last &&',
      `${HEAD}CP=&&w01018-Rtd=1`,
      ['CP_UNCLOSED'],
      { items: [{ code: 'w01018', attrs: { Rtd: 1 } }] },
    ],
    [
      'Flag=7 without packet numbers',
      `QN=20160801085857223;ST=32;CN=2011;PW=1;MN=${MN};Flag=7;CP=&&&&`,
      ['PACKET_MISSING'],
      { flag: 7, pnum: null },
    ],
    [
      'packet numbers without the Flag bit',
      `QN=20160801085857223;ST=32;CN=2011;PW=1;MN=${MN};Flag=5;PNUM=2;PNO=1;CP=&&&&`,
      ['PACKET_UNANNOUNCED'],
      { pnum: 2 },
    ],
    [
      '-flag',
      `${HEAD}CP=&&w01018-Rtd=1,w01018-flag=N&&`,
      ['ATTR_NAME'],
      { items: [{ code: 'w01018', attrs: { Rtd: 1, Flag: 'N' } }] },
    ],
    ['an unknown CN', `QN=20160801085857223;ST=91;CN=9021;PW=1;MN=${MN};Flag=5;CP=&&&&`, [], { cn: '9021' }],
    [
      'a Flag that is no number',
      `QN=20160801085857223;ST=32;CN=2011;PW=1;MN=${MN};Flag=x;CP=&&&&`,
      ['FLAG_MALFORMED', 'FLAG_MISSING'],
      { flag: null },
    ],
    ['no data area', `QN=20160801085857223;ST=32;CN=2011;PW=1;MN=${MN};Flag=5`, ['CP_MISSING'], {}],
    ['text in the data area that is no field', `${HEAD}CP=&&abc;w01018-Rtd=1&&`, ['FIELD_MALFORMED'], {}],
  ])('%s', (_, data, problems, expected) => {
    expect(codes(data)).toEqual(problems);
    expect(decodeFrame(framed(data))).toMatchObject(expected);
  });

  it('tells the edition from the version bits', () => {
    const of = (flag: number, mn = MN) =>
      decodeFrame(
        framed(`QN=20160801085857223;ST=32;CN=2011;PW=1;MN=${mn};Flag=${flag};PNUM=1;PNO=1;CP=&&&&`),
      ).edition;
    expect([0, 1, 2, 3].map((flag) => of(flag))).toEqual(Array(4).fill('2005'));
    expect([4, 5, 6, 7].map((flag) => of(flag))).toEqual(Array(4).fill('2017'));
    expect([8, 9, 10, 11].map((flag) => of(flag))).toEqual(Array(4).fill('2025'));
    expect(of(12)).toBeNull();
  });

  it('reads RF of 2025', () => {
    const frame = decodeFrame(framed(`QN=20260801085857223;ST=31;CN=2061;PW=1;MN=${MN};Flag=9;RF=1;CP=&&&&`));
    expect([frame.rf, frame.edition, frame.problems.length]).toEqual([1, '2025', 0]);
  });

  it('never throws, whatever it is given', () => {
    for (const text of [
      '',
      '#',
      '##',
      '##0000',
      '##9999',
      '##0005abcde1234\r\n',
      '\u0000'.repeat(50),
      '##0004====0000\r\n',
      '##0009CP=&&=&&0000',
    ]) {
      expect(decodeFrame(Buffer.from(text)).problems.length).toBeGreaterThan(0);
    }
  });
});

describe('decodeFrame, HJ/T 212-2005', () => {
  it('reads an upload without QN and Flag', () => {
    const frame = decodeFrame(
      framed(
        'ST=32;CN=2011;PW=123456;MN=88888880000001;CP=&&DataTime=20160824003817;B01-Rtd=36.91;011-Rtd=231.0,011-Flag=N;060-Rtd=1.803,060-Flag=N&&',
      ),
    );
    expect(frame).toMatchObject({
      edition: '2005',
      qn: null,
      flag: null,
      mn: '88888880000001',
      problems: [],
    });
    expect(frame.items).toEqual([
      { code: 'B01', attrs: { Rtd: 36.91 } },
      { code: '011', attrs: { Rtd: 231, Flag: 'N' } },
      { code: '060', attrs: { Rtd: 1.803, Flag: 'N' } },
    ]);
  });

  it('finds the QN of a reply inside CP', () => {
    const frame = decodeFrame(framed('ST=91;CN=9014;CP=&&QN=20040516010101001;CN=2051&&'));
    expect(frame).toMatchObject({
      edition: '2005',
      qn: '20040516010101001',
      fields: { QN: '20040516010101001', CN: '2051' },
      problems: [],
    });
  });

  it('reads BeginTime,EndTime and PolID', () => {
    const frame = decodeFrame(
      framed(
        'QN=20040516010101001;ST=32;CN=2051;PW=123456;MN=88888880000001;Flag=3;PNUM=1;PNO=1;CP=&&BeginTime=20040505000000,EndTime=20040506000000;PolID=101&&',
      ),
    );
    expect(frame.fields).toEqual({ BeginTime: '20040505000000', EndTime: '20040506000000', PolID: '101' });
    expect(frame.problems).toEqual([]);
  });
});

describe('decodeFrame, SM4 of 2025', () => {
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
});
