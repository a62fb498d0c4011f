import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeFrame } from './decode.ts';
import { encodeFrame } from './encode.ts';
import type { DecodedFrame, Edition } from './types.ts';
import { framed } from './vectors.fixture.ts';

const MN = '010000A8900016F000169DC0';
const HEAD = `QN=20160801085857223;ST=32;CN=3020;PW=123456;MN=${MN};Flag=5;CP=&&`;
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();
/** Writes what was read. */
const again = (frame: DecodedFrame) =>
  text(encodeFrame({ ...frame, edition: frame.edition!, cn: frame.cn! }));

describe('decode → encode', () => {
  it.each([
    'DataTime=20160801085800;PolId=w01018;i22003-Info=1.10',
    'DataTime=20160801085800;PolId=w01018;i23005-Info=123456789012',
    // A log is one whether its text holds separators or not.
    'DataTime=20160801085800;PolId=w01018;i11001-Info=//清洗//',
    'DataTime=20160801085800;PolId=w01018;i11001-Info=//清洗,管路;a=1//',
    'DataTime=20160801085800;i21001-Info=////',
    // DataTime with milliseconds, without seconds, at 24 h, and not in first place.
    'DataTime=20160801085800123;a1-Rtd=1',
    'DataTime=20160801085800000;a1-Rtd=1',
    'DataTime=201608010858;a1-Rtd=1',
    'DataTime=20160801240000;a1-Rtd=1',
    'VaseNo=1;DataTime=20160801085800',
    'VaseNo=1;DataTime=20160801085800;PolId=w01018;a1-Rtd=1',
    'DataTime=2016-08-01 08:58;a1-Rtd=1',
    // No value.
    'DataTime=20160801085800;a1-Rtd=,a1-Flag=N',
    'DataTime=20160801085800;a1-Rtd=1,a1-Flag=',
    'VaseNo=',
  ])('gives back the bytes: %s', (content) => {
    const frame = framed(`${HEAD}${content}&&`);
    expect(again(decodeFrame(frame))).toBe(text(frame));
  });

  it('writes the time that dataTime says, in the place that fields give it', () => {
    const frame = decodeFrame(framed(`${HEAD}VaseNo=1;DataTime=201608010858&&`));
    const later = { ...frame, dataTime: frame.dataTime! + 60_000 };
    expect(again(later)).toContain('CP=&&VaseNo=1;DataTime=20160801085900&&');
    expect(again({ ...later, dataTime: later.dataTime + 7 })).toContain('DataTime=20160801085900007&&');
    const { DataTime: _, ...fields } = frame.fields;
    expect(again({ ...frame, fields })).toContain('CP=&&DataTime=20160801085800;VaseNo=1&&');
  });
});

describe('encodeFrame, numbers', () => {
  const printed = (value: number) =>
    /a1-Rtd=([^&]*)&&/.exec(
      text(encodeFrame({ edition: '2017', cn: '2011', items: [{ code: 'a1', attrs: { Rtd: value } }] })),
    )![1]!;

  it.each<[number, string]>([
    [0, '0'],
    [-0, '0'],
    [1e21, '1000000000000000000000'],
    [1e22, '10000000000000000000000'],
    [-1.5e22, '-15000000000000000000000'],
    [1.234e-7, '0.0000001234'],
    [-1e-20, '-0.00000000000000000001'],
    [123456789012345680000, '123456789012345680000'],
  ])('%s is written as %s', (value, expected) => {
    expect(printed(value)).toBe(expected);
  });

  it('are decimals without exponent that read as the same number', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(printed(value)).toMatch(/^-?\d+(\.\d+)?$/);
        expect(Number(printed(value))).toBe(value === 0 ? 0 : value);
      }),
    );
  });
});

describe('an attribute without a value', () => {
  it.each<Edition>(['2005', '2017', '2025'])('is written and read as none: %s', (edition) => {
    const bytes = encodeFrame({
      edition,
      cn: '2011',
      mn: edition === '2005' ? '88888880000001' : MN,
      items: [{ code: 'a21026', attrs: { Rtd: null, Flag: 'D' } }],
    });
    expect(decodeFrame(bytes).items).toEqual([{ code: 'a21026', attrs: { Rtd: null, Flag: 'D' } }]);
  });
});
