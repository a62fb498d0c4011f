import { crc16, crcHex, type DecodedFrame, decodeFrame } from '@tarim/hj212';
import { HOUR_MS, MINUTE_MS } from '@tarim/kernel';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { expandScenario, type SimDevice } from '../expand.ts';
import { type Network, startNetwork } from '../network.ts';
import { itemsOf, reportAt } from '../report.ts';
import { loadScenario } from '../scenario.ts';
import { type TinyPlatform, tinyPlatform, until } from '../test-platform.fixture.ts';

/** Requests as a platform writes them, put together by hand: length, CRC and grammar of HJ 212-2017 §6.3. */
const KEYS = new Map<string, string | null>();
const START = Date.parse('2026-05-20T15:00:30+08:00');
let now = START;
let serial = 0;
let platform: TinyPlatform;
let network: Network;
let device: SimDevice;

const stampOf = (ms: number) => new Date(ms + 8 * HOUR_MS).toISOString().replace(/\D/g, '').slice(0, 14);

function request(cn: string, cp: string, pw = '123456'): string {
  const qn = `${stampOf(now)}${String(++serial).padStart(3, '0')}`;
  const { settings } = network.logger(device.mn)!;
  const flag = { '2005': 1, '2017': 5, '2025': 9 }[device.edition];
  const data = `QN=${qn};ST=${device.st};CN=${cn};PW=${pw};MN=${settings.mn};Flag=${flag};CP=&&${cp}&&`;
  platform.write(
    Buffer.from(
      `##${String(data.length).padStart(4, '0')}${data}${crcHex(crc16(Buffer.from(data)))}\r\n`,
      'latin1',
    ),
  );
  return qn;
}

const repliesTo = (qn: string, cn: string) =>
  platform.frames.filter((one) => one.cn === cn && (one.qn === qn || one.fields.QN === qn));

/** Sends a request and waits for its end; `data` is what came between, by the request's own QN. */
async function ask(cn: string, cp: string, pw?: string) {
  const qn = request(cn, cp, pw);
  const ended = () =>
    repliesTo(qn, '9012').length > 0 ||
    repliesTo(qn, '9013').length > 0 ||
    repliesTo(qn, '9011').some((one) => one.fields.QnRtn !== '1');
  await until(`the answer to ${cn}`, ended);
  return {
    qnRtn: repliesTo(qn, '9011')[0]?.fields.QnRtn ?? null,
    exeRtn: repliesTo(qn, '9012')[0]?.fields.ExeRtn ?? null,
    noticed: repliesTo(qn, '9013').length,
    data: repliesTo(qn, cn) as DecodedFrame[],
  };
}
const ticks = () => new Promise((resolve) => setTimeout(resolve, 250));
const DONE = { qnRtn: '1', exeRtn: '1' };

describe.each(['2005', '2017', '2025'] as const)('a logger of %s', (edition) => {
  beforeAll(async () => {
    now = START;
    const scenario = {
      ...loadScenario('test'),
      counts: {
        air: 0,
        'surface-water': 0,
        'outlet-gas': 1,
        'outlet-water': 0,
        groundwater: 0,
        noise: 0,
        radiation: 0,
      },
      editions: { '2005': 0, '2017': 0, '2025': 0, [edition]: 1 },
      unregistered: [],
    };
    for (const one of expandScenario(scenario)) KEYS.set(one.mn, one.sm4Key);
    platform = await tinyPlatform({ key: (mn) => KEYS.get(mn) ?? null });
    network = startNetwork({ scenario, host: '127.0.0.1', port: platform.port, clock: () => now });
    device = network.devices[0]!;
    await until('first words', () => platform.frames.length > 0 && network.backlog() === 0);
  });
  afterAll(async () => {
    network.stop();
    await platform.close();
  });
  afterEach(() => {
    expect(platform.frames.flatMap((frame) => frame.problems)).toEqual([]);
  });

  test('1011 tells the time, 1012 sets it', async () => {
    const { data, ...end } = await ask('1011', '');
    expect(end).toMatchObject(DONE);
    expect(data[0]!.fields.SystemTime).toBe(stampOf(now));
    expect(await ask('1012', 'SystemTime=20260520160000')).toMatchObject(DONE);
    expect((await ask('1011', '')).data[0]!.fields.SystemTime).toBe('20260520160000');
    expect(await ask('1012', 'SystemTime=20261340000000')).toMatchObject({ qnRtn: '1', exeRtn: '3' });
    await ask('1012', `SystemTime=${stampOf(now)}`);
  });

  test('1061 to 1064: intervals are told, set within their range, and kept to', async () => {
    expect((await ask('1061', '')).data[0]!.fields.RtdInterval).toBe('60');
    expect(await ask('1062', 'RtdInterval=30')).toMatchObject(DONE);
    expect((await ask('1061', '')).data[0]!.fields.RtdInterval).toBe('30');
    for (const wrong of ['RtdInterval=29', 'RtdInterval=3601', 'RtdInterval=x', ''])
      expect(await ask('1062', wrong)).toMatchObject({ qnRtn: '1', exeRtn: '3' });
    expect(await ask('1064', 'MinInterval=5')).toMatchObject(DONE);
    expect((await ask('1063', '')).data[0]!.fields.MinInterval).toBe('5');
    expect(await ask('1064', 'MinInterval=7')).toMatchObject({ exeRtn: '3' });
    // The clock of this test jumps; a logger looks at its settings between two minutes.
    await ticks();
    const before = platform.of('2051').length;
    now += 10 * MINUTE_MS;
    await until('records of five minutes', () => platform.of('2051').length > before);
    await until('all is answered', () => network.backlog() === 0);
    const times = platform.of('2051').slice(before);
    expect(times.map((one) => one.dataTime! % (5 * MINUTE_MS)).filter((rest) => rest !== 0)).toEqual([]);
    await ask('1064', 'MinInterval=1');
    await ticks();
  });

  test.each([
    ['2051', 4, MINUTE_MS],
    ['2061', 4, HOUR_MS],
    ['2031', 4, 24 * HOUR_MS],
  ] as const)('%s: history as it was measured, record by record, the 9012 last', async (cn, count, step) => {
    const end = Math.floor((now + 8 * HOUR_MS) / step) * step - 8 * HOUR_MS - 2 * step;
    const begin = end - (count - 1) * step;
    const from = platform.frames.length;
    const separator = edition === '2005' ? ',' : ';';
    const answer = await ask(cn, `BeginTime=${stampOf(begin)}${separator}EndTime=${stampOf(end)}`);
    expect(answer).toMatchObject(DONE);
    const sent = platform.frames.slice(from);
    const records = sent.filter((one) => one.cn === cn);
    const wanted = Array.from({ length: count }, (_, i) => begin + i * step);
    expect([...new Set(records.map((one) => one.dataTime))]).toEqual(wanted);
    // The end is told when everything was answered, not before.
    expect(sent.findIndex((one) => one.cn === '9012')).toBeGreaterThan(
      sent.findLastIndex((one) => one.cn === cn),
    );
    for (const time of wanted) {
      const items = records.filter((one) => one.dataTime === time).flatMap((one) => one.items);
      expect(items).toEqual(itemsOf(device, reportAt(cn, time, 1)));
    }
  });

  test('history equals what was sent live', async () => {
    const before = platform.frames.length;
    now += 3 * MINUTE_MS;
    await until('three minutes', () => {
      const live = platform.frames.slice(before).filter((one) => one.cn === '2051');
      return new Set(live.map((one) => one.dataTime)).size >= 3 && network.backlog() === 0;
    });
    const live = platform.frames.slice(before).filter((one) => one.cn === '2051');
    const from = platform.frames.length;
    const times = live.map((one) => one.dataTime!);
    const separator = edition === '2005' ? ',' : ';';
    await ask(
      '2051',
      `BeginTime=${stampOf(Math.min(...times))}${separator}EndTime=${stampOf(Math.max(...times))}`,
    );
    const again = platform.frames.slice(from).filter((one) => one.cn === '2051');
    const told = (frames: DecodedFrame[]) =>
      frames.map((one) => [one.dataTime, one.pno, one.items]).sort((a, b) => Number(a[0]) - Number(b[0]));
    expect(told(again)).toEqual(told(live));
  });

  test('a time without records is no data; a wrong password and an unknown command are refused', async () => {
    const separator = edition === '2005' ? ',' : ';';
    expect(await ask('2061', `BeginTime=20300101000000${separator}EndTime=20300102000000`)).toMatchObject({
      qnRtn: '1',
      exeRtn: '100',
    });
    expect(await ask('1011', '', '654321')).toMatchObject({ qnRtn: '3', exeRtn: null });
    expect(await ask('3999', '')).toMatchObject({ qnRtn: '8', exeRtn: null });
  });

  test('2012 stops real-time values, 2011 starts them at once', async () => {
    expect(await ask('2012', '')).toMatchObject({ noticed: 1 });
    const before = platform.of('2011').length;
    now += 5 * MINUTE_MS;
    await until('minutes go on', () => network.backlog() === 0);
    await ticks();
    expect(platform.of('2011').length).toBe(before);
    await ask('2011', '');
    await until('a value', () => platform.of('2011').length > before);
  });

  test('sampling, serial number and site information', async () => {
    expect(await ask('3012', 'PolId=a21026')).toMatchObject(DONE);
    expect(await ask('3013', 'PolId=a21026')).toMatchObject(DONE);
    const retained = await ask('3015', '');
    expect(retained).toMatchObject(DONE);
    expect(Number(retained.data[0]!.fields.VaseNo)).toBeGreaterThan(0);
    const serialNumber = await ask('3019', 'PolId=a21026');
    expect(serialNumber.data[0]!.items).toEqual([
      { code: 'a21026', attrs: { SN: expect.stringMatching(/^SIM\d{9}$/) } },
    ]);
    const slope = async () => (await ask('3020', 'PolId=a21026;InfoId=i13008')).data[0]!.items[0]!.attrs.Info;
    expect(await slope()).toBe('1');
    expect(await ask('3021', 'PolId=a21026;i13008-Info=1.25')).toMatchObject(DONE);
    expect(await slope()).toBe('1.25');
    expect(await ask('3020', 'PolId=a21026;InfoId=i99999')).toMatchObject({ exeRtn: '100' });
    await ask('3021', 'PolId=a21026;i13008-Info=1');
  });

  test('the sampling period, under the name that the edition gives it', async () => {
    const [cn, name] = edition === '2005' ? ['3014', 'CTime'] : ['3016', 'Ctime'];
    expect(await ask(cn, `PolId=a21026;CstartTime=013000;${name}=6`)).toMatchObject(DONE);
    expect(await ask(cn, `PolId=a21026;CstartTime=013000;${name}=25`)).toMatchObject({ exeRtn: '3' });
    const { data, ...end } = await ask('3017', 'PolId=a21026');
    expect(end).toMatchObject(DONE);
    expect(data[0]!.fields).toMatchObject({ CstartTime: '013000', [name]: '6' });
  });

  test('a new password holds from the next request on', async () => {
    const name = edition === '2005' ? 'PW' : 'NewPW';
    expect(await ask('1072', `${name}=abc123`)).toMatchObject(DONE);
    expect(await ask('1011', '')).toMatchObject({ qnRtn: '3' });
    expect(await ask('1011', '', 'abc123')).toMatchObject(DONE);
    expect(await ask('1072', `${name}=123456`, 'abc123')).toMatchObject(DONE);
  });

  if (edition === '2025')
    test('a new key and a new number hold from the next record on', async () => {
      const { mn } = network.logger(device.mn)!.settings;
      const key = '0123456789abcdeffedcba9876543210';
      expect(await ask('1014', `SKCreateTime=${stampOf(now)};NewSK=${key}`)).toMatchObject(DONE);
      KEYS.set(mn, key);
      const before = platform.frames.length;
      now += 2 * MINUTE_MS;
      await until('a record', () => platform.frames.slice(before).some((one) => one.cn === '2051'));
      const index = platform.frames.findLastIndex((one) => one.cn === '2051');
      expect(platform.frames[index]!.encrypted).toBe(true);
      expect(decodeFrame(platform.raw[index]!, { sm4Key: Buffer.from(key, 'hex') }).crcOk).toBe(true);
      const next = '65A0000000000000000000FF';
      KEYS.set(next, key);
      await ask('1002', `i23005-Info=${next}`);
      const after = platform.frames.length;
      now += 2 * MINUTE_MS;
      await until('a record', () => platform.frames.slice(after).some((one) => one.cn === '2051'));
      const records = platform.frames.slice(after).filter((one) => one.cn === '2051');
      expect(new Set(records.map((one) => one.mn))).toEqual(new Set([next]));
    });
});
