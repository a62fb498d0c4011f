import { PassThrough, Readable, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { Command } from '../command.ts';
import { decodeCommand } from './decode.ts';
import { encodeCommand } from './encode.ts';

/** HJ 212-2017 annex A. */
const A_2017 =
  '##0101QN=20160801085857223;ST=32;CN=1062;PW=100000;MN=010000A8900016F000169DC0;Flag=5;CP=&&RtdInterval=30&&1C80\r\n';
const KEY = '30303030303030303030303030303030';

async function run(command: Command, argv: string[], input: Iterable<string | Uint8Array>) {
  const collect = () => {
    const parts: Buffer[] = [];
    const stream = new PassThrough();
    stream.on('data', (part: Buffer) => parts.push(part));
    return { stream, text: () => Buffer.concat(parts) };
  };
  const out = collect();
  const err = collect();
  const code = await command.run(argv, Readable.from(input), out.stream, err.stream);
  await new Promise((resolve) => setImmediate(resolve));
  const lines = (bytes: Buffer) =>
    bytes
      .toString()
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line));
  return {
    code,
    bytes: out.text(),
    out: lines(out.text()),
    err: lines(err.text()),
    errText: err.text().toString(),
  };
}

describe('tarim hj212 decode', () => {
  it('writes one object a frame in stream order, broken ones and rubbish included', async () => {
    const stream = Buffer.from(`junk${A_2017}${A_2017.slice(0, 40)}${A_2017.replace('1C80', '0000')}`);
    const whole = await run(decodeCommand, [], [stream]);
    expect(whole.code).toBe(0);
    expect(
      whole.out.map(({ kind, offset, bytes, lengthOk, crcOk }) => [kind, offset, bytes, lengthOk, crcOk]),
    ).toEqual([
      ['rubbish', 0, 4, false, false],
      ['frame', 4, 113, true, true],
      ['frame', 117, 40, false, false],
      ['frame', 157, 113, true, false],
    ]);
    expect(whole.out[1]).toMatchObject({
      edition: '2017',
      qn: '20160801085857223',
      st: '32',
      cn: '1062',
      mn: '010000A8900016F000169DC0',
      flag: 5,
      pnum: null,
      pno: null,
      dataTime: null,
      items: [],
      problems: [],
    });
    for (const broken of [whole.out[0], whole.out[2], whole.out[3]])
      expect(broken.problems.length).toBeGreaterThan(0);
    const byByte = await run(
      decodeCommand,
      [],
      Array.from(stream, (byte) => Buffer.of(byte)),
    );
    expect(byByte.out).toEqual(whole.out);
  });

  it('writes no value as null, and blank bytes between frames as a problem of the next one', async () => {
    const data = 'ST=32;CN=2011;MN=88888880000001;CP=&&a-Rtd=&&';
    const frame = (
      await run(
        encodeCommand,
        [],
        [
          JSON.stringify({
            edition: '2005',
            flag: null,
            st: '32',
            cn: '2011',
            mn: '88888880000001',
            items: [{ code: 'a', attrs: { Rtd: null } }],
          }),
        ],
      )
    ).bytes;
    expect(frame.toString()).toContain(data);
    const { out } = await run(decodeCommand, [], [frame, '\r\n', frame, '\r\n']);
    expect(
      out.map(({ kind, offset, items, problems }) => [
        kind,
        offset,
        items,
        problems.map((one: { code: string }) => one.code),
      ]),
    ).toEqual([
      ['frame', 0, [{ code: 'a', attrs: { Rtd: null } }], ['HJ212_VALUE_EMPTY']],
      [
        'frame',
        frame.length + 2,
        [{ code: 'a', attrs: { Rtd: null } }],
        ['HJ212_STRAY_BYTES', 'HJ212_VALUE_EMPTY'],
      ],
    ]);
  });

  it('refuses a broken call with 2', async () => {
    for (const argv of [['--sm4-key', 'xyz'], ['--sm4-key'], ['--edition', '1999'], ['--unknown']])
      expect((await run(decodeCommand, argv, [])).code).toBe(2);
  });

  it('waits for a slow reader', async () => {
    const chunk = Buffer.from(A_2017.repeat(100));
    let pushed = 0;
    let most = 0;
    let written = 0;
    const input = async function* () {
      for (let i = 0; i < 50; i++) {
        pushed++;
        yield chunk;
      }
    };
    const slow = new Writable({
      highWaterMark: 1,
      write(_part, _encoding, done) {
        written++;
        most = Math.max(most, pushed - written);
        setImmediate(done);
      },
    });
    expect(
      await decodeCommand.run([], Readable.from(input(), { highWaterMark: 1 }), slow, new PassThrough()),
    ).toBe(0);
    expect(written).toBe(50);
    expect(most).toBeLessThanOrEqual(3);
  });
});

describe('tarim hj212 encode', () => {
  const record = {
    edition: '2025',
    qn: '20240520210700000',
    st: '31',
    cn: '2051',
    pw: '123456',
    mn: '010000A8900016F000169DC0',
    flag: 9,
    dataTime: '2024-05-20T21:06:00+08:00',
    items: [{ code: 'a01011', attrs: { Min: 1.35, Flag: 'N' } }],
  };

  it('gives back the bytes that decode read', async () => {
    const decoded = await run(decodeCommand, [], [A_2017]);
    expect((await run(encodeCommand, [], [decoded.bytes])).bytes.toString()).toBe(A_2017);
  });

  it('takes a time without zone for Beijing time, as all times of the field are', async () => {
    const of = async (dataTime: string) =>
      (await run(encodeCommand, [], [JSON.stringify({ ...record, dataTime })])).bytes.toString('latin1');
    expect(await of('2024-05-20T21:06:00')).toBe(await of('2024-05-20T21:06:00+08:00'));
    expect(await of('2024-05-20T13:06:00Z')).toBe(await of('2024-05-20T21:06'));
    expect(await of('2024-05-20T21:06:00.123')).toContain('DataTime=20240520210600123;');
    for (const wrong of ['2024-05-20', '2024-05-20 21:06:00', '21:06:00', '2024-13-20T21:06:00'])
      expect(await of(wrong)).toBe('');
  });

  it('encrypts, and decode with the key reads it', async () => {
    const frames = await run(encodeCommand, ['--sm4-key', KEY], [`${JSON.stringify(record)}\n`]);
    expect(frames.bytes.toString('latin1')).not.toContain('DataTime');
    const { out } = await run(decodeCommand, ['--sm4-key', KEY], [frames.bytes]);
    expect(out).toMatchObject([{ ...record, encrypted: true, crcOk: true, lengthOk: true, problems: [] }]);
  });

  it('tells on standard error, by line, what cannot be written', async () => {
    const long = {
      ...record,
      items: Array.from({ length: 80 }, (_, i) => ({ code: `a${21000 + i}`, attrs: { Avg: 1 } })),
    };
    const input = [
      'not json',
      '[]',
      '{"cn":"2011","dataTime":"yesterday"}',
      JSON.stringify({ ...record, pw: 'a;b' }),
      JSON.stringify(long),
      JSON.stringify(record),
      '',
    ];
    const { code, err, bytes } = await run(encodeCommand, [], [input.join('\n')]);
    expect(code).toBe(0);
    expect(err.map(({ line, problems }) => [line, problems[0].code])).toEqual([
      [1, 'HJ212_JSON_MALFORMED'],
      [2, 'HJ212_MESSAGE_INVALID'],
      [3, 'HJ212_MESSAGE_INVALID'],
      [4, 'HJ212_VALUE_UNSAFE'],
      [5, 'HJ212_DATA_TOO_LONG'],
    ]);
    expect((await run(decodeCommand, [], [bytes])).out).toHaveLength(1);
    const split = await run(encodeCommand, ['--split'], [JSON.stringify(long)]);
    const packets = (await run(decodeCommand, [], [split.bytes])).out;
    expect(packets.map(({ pno, pnum, flag }) => [pno, pnum, flag])).toEqual([
      [1, 2, 11],
      [2, 2, 11],
    ]);
  });
});
