import { type DecodedFrame, encodeFrame, MINUTE_INTERVALS, parseStamp, replyTo, stamp } from '@tarim/hj212';
import { MINUTE_MS } from '@tarim/kernel';
import type { SimDevice } from '../expand.ts';
import type { Items, Report } from '../report.ts';
import { historyOf } from './history.ts';
import { infoOf } from './info.ts';
import { type LoggerSettings, secret, setParameter } from './settings.ts';

export interface Answer {
  /** Replies in order; the last one ends the request, unless `history` follows. */
  readonly frames: Uint8Array[];
  /** Stored records that the platform asked for, sent between the 9011 and the 9012; oldest first. */
  readonly history: Report[];
  /** The 9012 after the last of them. */
  readonly end: Uint8Array | null;
  /** Sends this at once: what was stopped is started again. */
  readonly sendNow: Report['cn'] | null;
}

type Fields = Record<string, string | number>;
/** ExeRtn and QnRtn of HJ 212-2017 tables 6 and 7. */
const DONE = 1;
const WRONG_CONDITION = 3;
const NO_DATA = 100;
const REFUSED_PASSWORD = 3;
const REFUSED_COMMAND = 8;
const HISTORY: ReadonlySet<string> = new Set(['2031', '2041', '2051', '2061']);

/** How a logger answers a request (HJ 212-2017 §6.6): 9011, what was asked for, 9012. Changes its settings as asked. Null: not a request. */
export function answerTo(
  device: SimDevice,
  settings: LoggerSettings,
  frame: DecodedFrame,
  now: number,
): Answer | null {
  const { cn, qn, fields } = frame;
  if (!cn || !qn || /^901[1-5]$/.test(cn)) return null;
  const reply = (kind: '9011' | '9012' | '9013', code: number) =>
    replyTo(frame, { kind, code }, device.edition);
  const only = (...frames: Uint8Array[]): Answer => ({ frames, history: [], end: null, sendNow: null });
  if (frame.pw !== null && frame.pw !== settings.password) return only(reply('9011', REFUSED_PASSWORD));
  if (cn === '2012' || cn === '2022') {
    if (cn === '2012') settings.realtime = false;
    else settings.status = false;
    return only(reply('9013', DONE));
  }
  // Replies carry the key and number that were in force when they were asked for.
  const answered = { pw: settings.password, mn: settings.mn, options: secret(settings, cn) };
  const data = (told: Fields, items: Items = []) =>
    encodeFrame(
      {
        edition: device.edition,
        qn,
        st: device.st,
        cn,
        pw: answered.pw,
        mn: answered.mn,
        fields: told,
        items,
      },
      answered.options,
    );
  const done = (...between: Uint8Array[]) => only(reply('9011', DONE), ...between, reply('9012', DONE));
  const failed = (code: number) => only(reply('9011', DONE), reply('9012', code));
  const number = (name: string, from: number, to: number): number | null => {
    const value = Number(fields[name]);
    return Number.isInteger(value) && value >= from && value <= to ? value : null;
  };
  const polId = fields.PolId ?? fields.PolID ?? '';
  const pol: Fields = polId ? { [device.edition === '2005' ? 'PolID' : 'PolId']: polId } : {};

  if (HISTORY.has(cn) || (cn === '2011' && fields.BeginTime !== undefined)) {
    const history = historyOf(cn, fields, device, settings, now);
    if (history.length === 0) return failed(NO_DATA);
    return { frames: [reply('9011', DONE)], history, end: reply('9012', DONE), sendNow: null };
  }
  switch (cn) {
    case '1000': {
      const overTime = number('OverTime', 1, 99);
      const reCount = number('ReCount', 1, 99);
      if (overTime === null || reCount === null) return failed(WRONG_CONDITION);
      Object.assign(settings, { overTime, reCount });
      return done();
    }
    case '1002': {
      const mn = frame.items.find((item) => item.code === 'i23005')?.attrs.Info;
      if (!/^[0-9A-F]{24}$/.test(String(mn))) return failed(WRONG_CONDITION);
      settings.mn = String(mn);
      return done();
    }
    case '1011':
      return done(data({ ...pol, SystemTime: stamp(now) }));
    case '1012': {
      const set = parseStamp(fields.SystemTime ?? '');
      if (Number.isNaN(set)) return failed(WRONG_CONDITION);
      settings.clockOffsetMs += set - now;
      return done();
    }
    case '1014': {
      if (!/^[0-9A-Fa-f]{32}$/.test(fields.NewSK ?? '')) return failed(WRONG_CONDITION);
      settings.sm4Key = fields.NewSK!;
      return done();
    }
    case '1061':
      return done(data({ RtdInterval: settings.rtdInterval }));
    case '1062': {
      const seconds = number('RtdInterval', 30, 3_600);
      if (seconds === null) return failed(WRONG_CONDITION);
      settings.rtdInterval = seconds;
      return done();
    }
    case '1063':
      return done(data({ MinInterval: settings.minuteInterval ?? 60 }));
    case '1064': {
      const minutes = number('MinInterval', 1, 30);
      if (minutes === null || !MINUTE_INTERVALS.includes(minutes)) return failed(WRONG_CONDITION);
      settings.minuteInterval = minutes;
      return done();
    }
    case '1072': {
      // The new password of 2005 comes under the name of the old one, inside CP.
      const password = fields.NewPW ?? fields.PW ?? '';
      if (!/^\w{6}$/.test(password)) return failed(WRONG_CONDITION);
      settings.password = password;
      return done();
    }
    case '2011':
      settings.realtime = true;
      return { ...done(), sendNow: '2011' };
    case '2021':
      settings.status = true;
      return { ...done(), sendNow: '2021' };
    case '3011':
      // What an instrument tells of its last calibration (i13006) is from now on this one.
      setParameter(settings, now, `${polId}/i13006`, stamp(now));
      return done();
    case '3012':
    case '3013':
    case '3022':
    case '3024':
      return done();
    case '3014':
      return device.edition === '2005' ? setPeriod(settings, fields, done, failed) : done();
    case '3015':
      return done(data({ DataTime: stamp(now), VaseNo: 1 + (device.seed % 24) }));
    case '3016':
      return setPeriod(settings, fields, done, failed);
    case '3017':
      return done(
        data({
          ...pol,
          CstartTime: settings.samplingPeriod.start,
          // Names are case-sensitive, and this one changed its case after 2005.
          [device.edition === '2005' ? 'CTime' : 'Ctime']: settings.samplingPeriod.hours,
        }),
      );
    case '3018':
      return done(data({ ...pol, Stime: 30 }));
    case '3019':
      return done(data(pol, [{ code: polId || 'a00000', attrs: { SN: serialOf(device) } }]));
    case '3020': {
      const value = infoOf(device, settings, polId, fields.InfoId ?? '', now);
      if (value === null) return failed(NO_DATA);
      return done(
        data({ DataTime: stamp(Math.floor(now / MINUTE_MS) * MINUTE_MS), ...pol }, [
          { code: fields.InfoId!, attrs: { Info: value } },
        ]),
      );
    }
    case '3021': {
      const info = frame.items[0];
      if (!info || info.attrs.Info === undefined) return failed(WRONG_CONDITION);
      setParameter(settings, now, `${polId}/${info.code}`, String(info.attrs.Info));
      return done();
    }
    default:
      return only(reply('9011', REFUSED_COMMAND));
  }
}

function setPeriod(
  settings: LoggerSettings,
  fields: Readonly<Record<string, string>>,
  done: () => Answer,
  failed: (code: number) => Answer,
): Answer {
  const hours = Number(fields.Ctime ?? fields.CTime);
  if (!/^\d{6}$/.test(fields.CstartTime ?? '') || !(hours >= 1 && hours <= 24))
    return failed(WRONG_CONDITION);
  settings.samplingPeriod = { start: fields.CstartTime!, hours };
  return done();
}

const serialOf = (device: SimDevice): string => `SIM${String(device.seed % 1e9).padStart(9, '0')}`;
