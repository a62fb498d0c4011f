import { expect, test } from 'vitest';
import {
  addJob,
  addTerminal,
  calendarFile,
  decideJob,
  type Job,
  returnJob,
  type TerminalDetail,
} from '../contract.ts';
import { CAMERA, CITY, house, MINUTE, NIGHT, STATION, SUPERVISOR, square } from './world.ts';

const HOUR = 60 * MINUTE;
const iso = (ms: number): string => new Date(ms).toISOString();

/** Events of a calendar as a reader has them: lines unfolded (3.1), then cut at the first colon, TEXT unescaped (3.3.11). */
function parsed(text: string): Record<string, string>[] {
  expect(text.endsWith('\r\n')).toBe(true);
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  const lines = text.slice(0, -2).replaceAll('\r\n ', '').split('\r\n');
  expect([lines[0], lines.at(-1)]).toEqual(['BEGIN:VCALENDAR', 'END:VCALENDAR']);
  expect(lines).toContain('VERSION:2.0');
  const events: Record<string, string>[] = [];
  let open: Record<string, string> | null = null;
  for (const line of lines) {
    const at = line.indexOf(':');
    const [name, value] = [line.slice(0, at), line.slice(at + 1)];
    if (line === 'BEGIN:VEVENT') open = {};
    else if (line === 'END:VEVENT') {
      events.push(open!);
      open = null;
    } else if (open) {
      expect(open).not.toHaveProperty(name);
      open[name] = value.replace(/\\([\\;,nN])/g, (_, one: string) => (/n/i.test(one) ? '\n' : one));
    }
  }
  return events;
}

test('the calendar as a file: the same event through filing, approval, return and withdrawal', async () => {
  const { ctx, call } = await house(NIGHT);
  const { id } = (await call<TerminalDetail>(addTerminal, SUPERVISOR, { body: CAMERA })).body;
  const name = '西气东输三线 K12; 焊口，第 3, 4 号\\东段管线焊口夜间伽马射线探伤作业（含补拍与复评）';
  const file = async (title: string, from: number, to: number) =>
    (
      await call<Job>(addJob, SUPERVISOR, {
        body: {
          ...{
            unitPath: CITY,
            name: title,
            owner: '天山检测',
            filing: '备-001',
            terminals: [id],
            team: ['张三', '李四'],
          },
          geometry: square(87.6, 43.8),
          startsAt: iso(from),
          endsAt: iso(to),
        },
      })
    ).body.id;
  const decide = (job: number, decision: string) =>
    call(decideJob, SUPERVISOR, { params: { id: job }, body: { decision, note: '' } });
  const night = await file(name, NIGHT - HOUR, NIGHT + 4 * HOUR);
  const day = await file('白班', NIGHT + 10 * HOUR, NIGHT + 12 * HOUR);
  const span = { from: iso(NIGHT - 24 * HOUR), to: iso(NIGHT + 48 * HOUR) };
  const events = async (query: object = span) => {
    const { status, body, headers } = await call<Buffer>(calendarFile, STATION, { query });
    expect([status, headers['content-type']]).toEqual([200, 'text/calendar; charset=utf-8']);
    return new Map(parsed(body.toString('utf8')).map((one) => [one.SUMMARY!, one]));
  };
  const filed = await events();
  expect([...filed.keys()].sort()).toEqual([name, '白班'].sort());
  // 22:00 of 20 November in Beijing is 14:00 UTC.
  expect(filed.get(name)).toMatchObject({
    ...{ DTSTAMP: '20261120T140000Z', CREATED: '20261120T140000Z', SEQUENCE: '0', STATUS: 'TENTATIVE' },
    ...{ DTSTART: '20261120T130000Z', DTEND: '20261120T180000Z', CATEGORIES: '待审' },
    DESCRIPTION: '状态：待审\n使用单位：天山检测\n备案号：备-001\n终端：探伤机 01\n作业人员：张三、李四',
  });
  const uids = [...filed.values()].map((one) => one.UID);
  expect(new Set(uids).size).toBe(2);

  ctx.clock.advance(10 * MINUTE);
  await decide(night, 'approved');
  await decide(day, 'refused');
  const decided = await events();
  expect(decided.get(name)).toMatchObject({
    ...{ UID: filed.get(name)!.UID, SEQUENCE: '1', STATUS: 'CONFIRMED', DTEND: '20261120T180000Z' },
    ...{ DTSTAMP: '20261120T141000Z', 'LAST-MODIFIED': '20261120T141000Z', CREATED: '20261120T140000Z' },
  });
  expect(decided.get('白班')).toMatchObject({
    UID: filed.get('白班')!.UID,
    SEQUENCE: '1',
    STATUS: 'CANCELLED',
  });

  ctx.clock.advance(20 * MINUTE);
  await call(returnJob, SUPERVISOR, { params: { id: night }, body: { at: iso(NIGHT + 25 * MINUTE) } });
  const back = await events();
  expect(back.get(name)).toMatchObject({
    ...{ UID: filed.get(name)!.UID, SEQUENCE: '2', STATUS: 'CONFIRMED' },
    ...{ DTEND: '20261120T142500Z', CATEGORIES: '已归库' },
  });
  // Filters of the page are filters of the file.
  expect((await events({ ...span, person: '王五' })).size).toBe(0);
  const long = { from: span.from, to: iso(NIGHT + 80 * 24 * HOUR) };
  expect((await call(calendarFile, STATION, { query: long })).status).toBe(422);
});
