import { TarimError } from '@tarim/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeFrame } from './decode.ts';
import { encodeFrame, encodeRecord } from './encode.ts';
import { peekHeader } from './header.ts';
import { PacketJoiner } from './packets.ts';
import { ackFor, replyTo } from './replies.ts';
import { parseSm4Key } from './sm4.ts';
import { parseStamp, qnOf, stamp } from './stamp.ts';
import type { Edition, Message } from './types.ts';
import { A_2017, A1_2025, A2_KEY, A2_LONG, A2_SHORT, framed, rawCipherFrame } from './vectors.fixture.ts';

const MN = '010000A8900016F000169DC0';
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
const data = (bytes: Uint8Array) => text(bytes).slice(6, -6);

describe('encodeFrame', () => {
  it('writes the published frames', () => {
    const base = { st: '32', mn: MN } as const;
    expect(
      text(
        encodeFrame({
          ...base,
          edition: '2017',
          qn: '20160801085857223',
          cn: '1062',
          pw: '100000',
          answer: true,
          fields: { RtdInterval: 30 },
        }),
      ),
    ).toBe(A_2017);
    expect(
      text(
        encodeFrame({
          ...base,
          edition: '2025',
          qn: '20240601085857223',
          cn: '1011',
          pw: '123456',
          answer: true,
        }),
      ),
    ).toBe(A1_2025);
  });

  it('encrypts as A.2 of 2025 prints it', () => {
    const key = parseSm4Key(A2_KEY)!;
    const message = (third: Record<string, string | number>): Message => ({
      edition: '2025',
      qn: '20240520210700000',
      st: '31',
      cn: '2051',
      pw: '123456',
      mn: MN,
      answer: true,
      dataTime: parseStamp('20240520210600'),
      items: [
        { code: 'a01011', attrs: { Min: 1.35, Avg: 1.35, Max: 1.35, Flag: 'N' } },
        { code: 'a01014', attrs: third },
      ],
    });
    // The example writes 3.20; a number would lose its zero, text does not.
    const short = encodeFrame(message({ Min: '3.20', Avg: '3.20', Max: '3.20', Flag: 'N' }), { sm4Key: key });
    expect(Buffer.from(short).equals(rawCipherFrame(A2_SHORT))).toBe(true);
    expect(decodeFrame(rawCipherFrame(A2_LONG), { sm4Key: key }).crcOk).toBe(true);
  });

  it('writes replies of 2005 with their QN inside CP, and its period with a comma', () => {
    const period = encodeFrame({
      edition: '2005',
      qn: '20040516010101001',
      st: '32',
      cn: '2051',
      pw: '123456',
      mn: '88888880000001',
      answer: true,
      fields: { BeginTime: '20040505000000', EndTime: '20040506000000' },
    });
    expect(data(period)).toBe(
      'QN=20040516010101001;ST=32;CN=2051;PW=123456;MN=88888880000001;Flag=1;CP=&&BeginTime=20040505000000,EndTime=20040506000000&&',
    );
    const reply = encodeFrame({
      edition: '2005',
      qn: '20040516010101001',
      st: '91',
      cn: '9011',
      pw: '123456',
      mn: '88888880000001',
      fields: { QnRtn: 1 },
    });
    expect(data(reply)).toBe(
      'ST=91;CN=9011;PW=123456;MN=88888880000001;Flag=0;CP=&&QN=20040516010101001;QnRtn=1&&',
    );
  });

  it('frames log text and refuses what would break the grammar', () => {
    const log = encodeFrame({
      edition: '2017',
      qn: '20160801085857334',
      st: '32',
      cn: '3020',
      pw: '123456',
      mn: MN,
      dataTime: parseStamp('20160801062035'),
      fields: { PolId: 'w01018' },
      items: [{ code: 'i11001', attrs: { Info: '清洗;管路' } }],
    });
    expect(decodeFrame(log)).toMatchObject({
      logText: '清洗;管路',
      crcOk: true,
      lengthOk: true,
      problems: [],
    });
    for (const bad of ['a;b', 'a,b', 'a=b', 'a&&b', 'a\r\nb', '##0101']) {
      expect(() => encodeFrame({ edition: '2017', cn: '2011', fields: { X: bad } })).toThrowError(TarimError);
      expect(() =>
        encodeFrame({ edition: '2017', cn: '2011', items: [{ code: 'a21026', attrs: { Flag: bad } }] }),
      ).toThrowError(TarimError);
      expect(() => encodeFrame({ edition: '2017', cn: '2011', mn: bad })).toThrowError(TarimError);
    }
    expect(() =>
      encodeFrame({ edition: '2017', cn: '2011', items: [{ code: 'a', attrs: { Rtd: Number.NaN } }] }),
    ).toThrowError(TarimError);
    expect(() => encodeFrame({ edition: '2017', cn: '2011', fields: { X: 'x'.repeat(951) } })).toThrowError(
      /953/,
    );
  });
});

const digit = fc.integer({ min: 0, max: 9 });
const code = fc
  .tuple(fc.constantFrom('a', 'w', 'e', 'g', 'p', 'i'), fc.array(digit, { minLength: 5, maxLength: 5 }))
  .map(([letter, digits]) => letter + digits.join(''));
const number = fc
  .tuple(fc.integer({ min: -9_999_999, max: 9_999_999 }), fc.integer({ min: 0, max: 4 }))
  .map(([value, places]) => value / 10 ** places + 0);
const attrs = fc
  .uniqueArray(
    fc.constantFrom('Rtd', 'Min', 'Avg', 'Max', 'Cou', 'ZsRtd', 'ZsMin', 'ZsAvg', 'ZsMax', 'Data', 'RT'),
    { minLength: 1 },
  )
  .chain((names) =>
    fc
      .tuple(...names.map(() => number))
      .map((values) => Object.fromEntries(names.map((name, i) => [name, values[i]!]))),
  );
const item = fc
  .tuple(code, attrs, fc.option(fc.constantFrom('N', 'F', 'M', 'D', 'C', 'T', 'B', '3')))
  .map(([name, values, flag]) => ({ code: name, attrs: flag === null ? values : { ...values, Flag: flag } }));
const messages = fc.record({
  edition: fc.constantFrom<Edition>('2005', '2017', '2025'),
  cn: fc.constantFrom('2011', '2051', '2061', '2031'),
  answer: fc.boolean(),
  time: fc.integer({ min: 946_684_800, max: 4_102_444_800 }).map((seconds) => seconds * 1000),
  items: fc.uniqueArray(item, { maxLength: 40, selector: ({ code: name }) => name }),
  encrypted: fc.boolean(),
});

describe('encode → decode', () => {
  it('gives back every record, split or not, encrypted or not', () => {
    const key = parseSm4Key(A2_KEY)!;
    fc.assert(
      fc.property(messages, ({ edition, cn, answer, time, items, encrypted }) => {
        const message: Message = {
          edition,
          qn: '20260801085857000',
          st: '31',
          cn,
          pw: '123456',
          mn: edition === '2005' ? '88888880000001' : MN,
          answer,
          dataTime: time,
          items,
        };
        const sm4Key = encrypted && edition === '2025' ? key : undefined;
        const frames = encodeRecord(message, { sm4Key });
        const joiner = new PacketJoiner();
        const records = frames.flatMap((bytes) => {
          expect(bytes.length).toBeLessThanOrEqual(1036);
          const frame = decodeFrame(bytes, { sm4Key });
          expect(frame).toMatchObject({
            lengthOk: true,
            crcOk: true,
            edition,
            cn,
            mn: message.mn,
            dataTime: time,
            problems: [],
          });
          expect(frame.flag! & 1).toBe(answer ? 1 : 0);
          return joiner.add(frame, 0);
        });
        expect(records).toHaveLength(1);
        expect(records[0]!.items).toEqual(items);
        expect(records[0]!.missing).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('numbers packets and gives each its own QN, as in HJ 212-2017 C.47–C.50', () => {
    const items = Array.from({ length: 45 }, (_, i) => ({
      code: `w${21000 + i}`,
      attrs: { Avg: i + 0.5, Flag: 'N' },
    }));
    const frames = encodeRecord({
      edition: '2017',
      qn: '20160801085857534',
      st: '32',
      cn: '2061',
      pw: '123456',
      mn: MN,
      answer: true,
      dataTime: parseStamp('20160801080000'),
      items,
    }).map((bytes) => decodeFrame(bytes));
    expect(frames.map(({ qn, pnum, pno, flag }) => [qn, pnum, pno, flag])).toEqual([
      ['20160801085857534', 2, 1, 7],
      ['20160801085857535', 2, 2, 7],
    ]);
  });

  it('prints and reads times as each other', () => {
    fc.assert(
      fc.property(fc.integer({ min: -2_000_000_000_000, max: 4_000_000_000_000 }), (ms) => {
        expect(parseStamp(qnOf(ms))).toBe(ms);
        expect(parseStamp(stamp(ms))).toBe(Math.floor(ms / 1000) * 1000);
      }),
    );
    expect(stamp(Date.UTC(2025, 11, 31, 16))).toBe('20260101000000');
  });
});

describe('replies', () => {
  const upload = (flag: string, cn = '2051', st = '32') =>
    peekHeader(
      framed(
        `QN=20160801085857223;ST=${st};CN=${cn};PW=123456;MN=${MN};${flag}CP=&&DataTime=20160801085800&&`,
      ),
    );

  it('are formed as the flows of 2017 and 2025 print them', () => {
    expect(data(ackFor(upload('Flag=5;'))!)).toBe(
      `QN=20160801085857223;ST=91;CN=9014;PW=123456;MN=${MN};Flag=4;CP=&&&&`,
    );
    expect(data(ackFor(upload('Flag=9;'))!)).toBe(
      `QN=20160801085857223;ST=91;CN=9014;PW=123456;MN=${MN};Flag=8;CP=&&&&`,
    );
    expect(data(ackFor(upload('Flag=5;', '1013'))!)).toContain('CN=9013');
    expect(data(ackFor(upload('Flag=9;', '9015', '21'))!)).toContain('CN=9013');
    expect(data(replyTo(upload('Flag=5;'), { kind: '9011', code: 3 }, '2017'))).toBe(
      `QN=20160801085857223;ST=91;CN=9011;PW=123456;MN=${MN};Flag=4;CP=&&QnRtn=3&&`,
    );
    expect(data(replyTo(upload('Flag=5;'), { kind: '9012' }, '2017'))).toContain('CP=&&ExeRtn=1&&');
  });

  it('are formed as 2005 prints them', () => {
    const header = peekHeader(
      framed('QN=20040516010101001;ST=32;CN=2051;PW=123456;MN=88888880000001;Flag=1;CP=&&&&'),
    );
    expect(data(ackFor(header)!)).toBe('ST=91;CN=9014;CP=&&QN=20040516010101001;CN=2051&&');
  });

  it('are not sent when none is wanted, or to a reply', () => {
    expect(ackFor(upload('Flag=4;'))).toBeNull();
    expect(ackFor(upload(''))).toBeNull();
    for (const cn of ['9011', '9012', '9013', '9014']) expect(ackFor(upload('Flag=5;', cn, '91'))).toBeNull();
  });

  it('are not sent for data of nobody; a logger that asks for its number is answered', () => {
    const nobody = (cn: string, mn: string) =>
      ackFor(peekHeader(framed(`QN=20260801085857223;ST=31;CN=${cn};PW=123456;${mn}Flag=9;CP=&&&&`)));
    expect([nobody('2051', ''), nobody('2051', 'MN=;')]).toEqual([null, null]);
    expect(data(nobody('1001', 'MN=;')!)).toContain('CN=9013');
  });

  it('never send back what could break a frame', () => {
    const hostile = peekHeader(Buffer.from('QN=1&&2;ST=32;CN=20&&51;PW=##0000;MN=a\r\nb;Flag=5;CP=&&&&'));
    expect(decodeFrame(ackFor(hostile)!)).toMatchObject({
      lengthOk: true,
      crcOk: true,
      cn: '9014',
      mn: 'ab',
    });
  });
});
