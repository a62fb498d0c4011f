import { describe, expect, it } from 'vitest';
import { decodeFrame } from './decode.ts';
import { framed } from './vectors.fixture.ts';

const MN = '010000A8900016F000169DC0';
const HEAD = `QN=20160801085857223;ST=32;CN=2011;PW=123456;MN=${MN};Flag=5;`;
const codes = (data: string | Uint8Array) =>
  decodeFrame(framed(data)).problems.map(({ code }) => code.replace('HJ212_', ''));

describe('heads with oddities of the field', () => {
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
    [
      'ST=77',
      `QN=20160801085857223;ST=77;CN=2011;PW=1;MN=${MN};Flag=5;CP=&&&&`,
      ['ST_UNLISTED'],
      { st: '77' },
    ],
    [
      'a stray ; before a stray ,MN=',
      `QN=20160801085857223;ST=32;CN=2011;PW=1;,MN=${MN};Flag=5;CP=&&&&`,
      ['SEPARATOR_STRAY'],
      { pw: '1', mn: MN },
    ],
    [
      'PW, Flag and RF twice: the first is taken',
      `QN=20260801085857223;ST=32;CN=2061;PW=1;PW=2;MN=${MN};Flag=9;Flag=4;RF=1;RF=1;CP=&&&&`,
      ['HEAD_REPEATED', 'HEAD_REPEATED', 'HEAD_REPEATED'],
      { pw: '1', flag: 9, rf: 1, edition: '2025' },
    ],
    [
      'PNUM and PNO twice',
      `QN=20160801085857223;ST=32;CN=2061;PW=1;MN=${MN};Flag=7;PNUM=3;PNO=2;PNUM=9;PNO=1;CP=&&&&`,
      ['HEAD_REPEATED', 'HEAD_REPEATED'],
      { pnum: 3, pno: 2 },
    ],
    [
      'an MN of 2005 that is not 14 digits',
      'QN=20160801085857223;ST=32;CN=2011;PW=1;MN=A110000_0001;Flag=1;CP=&&&&',
      ['MN_MALFORMED'],
      { edition: '2005' },
    ],
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

  it.each(['10', '22', '44', '69', '91', 'A0', 'Z9'])('ST=%s is one of the standard', (st) => {
    expect(codes(`QN=20160801085857223;ST=${st};CN=2011;PW=1;MN=${MN};Flag=5;CP=&&&&`)).toEqual([]);
  });

  it.each(['00', '09', '70', '80', '90', '92', '99', 'AB'])('ST=%s is none', (st) => {
    expect(codes(`QN=20160801085857223;ST=${st};CN=2011;PW=1;MN=${MN};Flag=5;CP=&&&&`)).toEqual([
      'ST_UNLISTED',
    ]);
  });

  it.each<[string, boolean]>([
    ['20160801085857223', true],
    ['20240229235959999', true],
    ['20000229000000000', true],
    ['99999999999999999', false],
    ['20161301085857223', false],
    ['20160001085857223', false],
    ['20160832085857223', false],
    ['20160431085857223', false],
    ['20230229085857223', false],
    ['21000229085857223', false],
    ['20160801245857223', false],
    ['20160801086057223', false],
    ['20160801085860223', false],
    ['2016080108585722x', false],
    ['00000000000000000', false],
  ])('QN=%s is a time: %s', (qn, right) => {
    expect(codes(`QN=${qn};ST=32;CN=2011;PW=1;MN=${MN};Flag=5;CP=&&&&`)).toEqual(
      right ? [] : ['QN_MALFORMED'],
    );
    expect(codes(`ST=91;CN=9014;CP=&&QN=${qn};CN=2051&&`)).toEqual(right ? [] : ['QN_MALFORMED']);
  });

  it.each<[string, string, string | null]>([
    ['an upload of 2005', 'ST=32;CN=2011;PW=1;MN=88888880000001;CP=&&&&', '2005'],
    ['an answer of 2005, which names no device', 'ST=91;CN=9014;CP=&&QN=20040516010101001;CN=2051&&', '2005'],
    ['24 digits and a QN', `QN=20160801085857223;ST=32;CN=2011;PW=1;MN=${MN};CP=&&&&`, '2017'],
    ['24 digits and no QN', `ST=32;CN=2011;PW=1;MN=${MN};CP=&&&&`, null],
    ['no MN', 'ST=32;CN=2011;PW=1;CP=&&&&', null],
    ['24 digits and RF', `ST=32;CN=2011;PW=1;MN=${MN};RF=1;CP=&&&&`, '2025'],
  ])('without Flag: %s', (_, data, edition) => {
    const frame = decodeFrame(framed(data));
    expect(frame.edition).toBe(edition);
    if (edition === null) expect(frame.problems.map(({ code }) => code)).toContain('HJ212_FLAG_MISSING');
    expect(decodeFrame(framed(data), { edition: '2017' }).edition).toBe('2017');
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

describe('frames of HJ/T 212-2005', () => {
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
