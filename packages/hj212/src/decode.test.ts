import { describe, expect, it } from 'vitest';
import { decodeFrame } from './decode.ts';
import { describeProblem } from './problems.ts';
import { A_2017, A2_LONG, framed } from './vectors.fixture.ts';

const MN = '010000A8900016F000169DC0';
const HEAD = `QN=20160801085857223;ST=32;CN=2011;PW=123456;MN=${MN};Flag=5;`;
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

  it.each(['12..3', '1.2.3', '--', '-', '12.3mg', 'NaN', 'null', '1 2', '0x10', '.'])(
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
      { code: 'i13001', attrs: { Info: '200' } },
    ]);
  });

  it('keeps site information as it was told, digits or not', () => {
    for (const text of ['1.10', '0', '12', '-3', '0012', '1e3', '停机'])
      expect(cp(`i22003-Info=${text}`)).toMatchObject({
        items: [{ code: 'i22003', attrs: { Info: text } }],
        problems: [],
      });
  });

  it.each<[string, object, string]>([
    ['a21026-Rtd=,a21026-Flag=N', { Rtd: null, Flag: 'N' }, 'a21026-Rtd'],
    ['a21026-Rtd= ,a21026-Flag=N', { Rtd: null, Flag: 'N' }, 'a21026-Rtd'],
    ['a21026-Rtd=1,a21026-Flag=', { Rtd: 1, Flag: null }, 'a21026-Flag'],
    ['a21026-Info=', { Info: null }, 'a21026-Info'],
    ['a21026-Check=', { Check: null }, 'a21026-Check'],
  ])('reads no value as null, with a problem: %s', (content, attrs, path) => {
    const frame = cp(content);
    expect(frame.items).toEqual([{ code: 'a21026', attrs }]);
    expect(frame.problems).toMatchObject([{ code: 'HJ212_VALUE_EMPTY', path }]);
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

  it.each<[string, string[]]>([
    ['DataTime=20160801080000;;w01018-Rtd=1', ['SEPARATOR_STRAY']],
    ['DataTime=20160801080000;w01018-Rtd=1;;,;w21003-Rtd=2,', ['SEPARATOR_STRAY']],
    ['w01018-Rtd=1,w01018-Flag=N;', ['SEPARATOR_STRAY']],
    [',w01018-Rtd=1', ['SEPARATOR_STRAY']],
    ['w01018-Rtd=1;\r\nw21003-Rtd=2', ['BLANKS']],
    ['w01018-Rtd=1;w21003-Rtd=2;w01018-Flag=N', ['CODE_REPEATED']],
    ['w01018-Rtd=1;w21003-Rtd=2;w21003-Flag=N;w21011-Rtd=3', []],
    ['thermometer-Rtd=1;w21003-Rtd=2;thermometer-Flag=N', ['CODE_REPEATED']],
    ['DataTime=20160801080000;a1-Rtd=1;DataTime=20160801090000;a2-Rtd=2', ['FIELD_REPEATED']],
    ['DataTime=x;DataTime=20160801090000', ['DATA_TIME_FORM', 'DATA_TIME_MALFORMED', 'FIELD_REPEATED']],
    ['VaseNo=', ['VALUE_EMPTY']],
  ])('tells what is odd about a data area: %s', (content, expected) => {
    expect(cpCodes(content).toSorted()).toEqual(expected);
  });

  it.each([
    ['2005', 960, 'MN=88888880000001;'],
    ['2017', 950, `MN=${MN};Flag=4;`],
    ['2025', 950, `MN=${MN};Flag=8;`],
  ])('in %s a data area may have %i bytes', (edition, limit, head) => {
    const of = (length: number) =>
      decodeFrame(framed(`ST=32;CN=3020;PW=1;${head}CP=&&i11001-Info=//${'x'.repeat(length - 16)}//&&`));
    expect(of(limit)).toMatchObject({ edition, problems: [] });
    expect(of(limit + 1).problems.map(({ code }) => code)).toEqual(['HJ212_CP_OVER_LIMIT']);
  });

  it('tells a code in two places however many codes there are, and whatever they share in memory', () => {
    const codes = Array.from({ length: 60 }, (_, i) => `w${String(i * 7919).padStart(6, '0')}`);
    const content = codes.map((code) => `${code}-Rtd=1`).join(';');
    expect(cpCodes(content).filter((code) => code === 'CODE_REPEATED')).toEqual([]);
    for (const code of [codes[0], codes[30], codes[58]]) {
      const { problems } = cp(`${content};${code}-Flag=N`);
      expect(problems.filter(({ path }) => path === code)).toMatchObject([{ code: 'HJ212_CODE_REPEATED' }]);
    }
    // The next frame begins anew.
    expect(cpCodes('w01018-Rtd=1')).toEqual([]);
    expect(cpCodes('w01018-Rtd=1')).toEqual([]);
  });

  it('reads names in GB 18030, each time with a problem', () => {
    // 烟尘 in GB 18030, as code, attribute and field.
    const soot = Buffer.from([0xd1, 0xcc, 0xb3, 0xbe]);
    for (const [before, after] of [
      ['', '-Rtd=1'],
      ['a34013-', '=1'],
      ['', '=1'],
    ]) {
      const data = Buffer.concat([Buffer.from(`${HEAD}CP=&&${before}`), soot, Buffer.from(`${after}&&`)]);
      for (let again = 0; again < 2; again++) {
        const frame = decodeFrame(framed(data));
        expect(JSON.stringify([frame.items, frame.fields])).toContain('烟尘');
        expect(frame.problems.map(({ code }) => code)).toEqual(['HJ212_TEXT_ENCODING']);
      }
    }
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
    // The end of a day, and nothing behind it.
    ['20161231240000', beijing(2017, 1, 1, 0, 0, 0), []],
    ['20161231240000000', beijing(2017, 1, 1, 0, 0, 0), ['DATA_TIME_FORM']],
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
    '20160801240001',
    '20160801243000',
    '20160801240000001',
    '',
  ])('refuses %s but keeps it', (text) => {
    const frame = cp(`DataTime=${text}`);
    expect(frame.dataTime).toBeNull();
    expect(frame.fields.DataTime).toBe(text);
    expect(frame.problems.map(({ code }) => code)).toContain('HJ212_DATA_TIME_MALFORMED');
  });
});

it('a problem can be told in either language, with what it quotes', () => {
  const bytes = Buffer.from(A_2017.replace('1C80', 'B541'));
  const [wrong] = decodeFrame(bytes).problems;
  expect(wrong?.message).toBe('CRC is B541, should be 1C80');
  expect(describeProblem(wrong!, 'en')).toBe(wrong!.message);
  expect(describeProblem(wrong!, 'zh')).toBe('CRC 校验不符：收到 B541，应为 1C80');
  expect(describeProblem({ code: 'OTHER', message: 'as it was' }, 'zh')).toBe('as it was');
});
