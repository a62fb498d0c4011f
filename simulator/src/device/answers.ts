import { type DecodedFrame, encodeFrame, parseStamp, replyTo, stamp } from '@tarim/hj212';
import { MINUTE_MS } from '@tarim/kernel';
import { chance } from '../noise.ts';
import type { Report } from '../report.ts';
import { round, type SimDevice } from '../scenario.ts';

/** What a logger can be changed to by the platform; changing it has its effect. */
export interface LoggerSettings {
  rtdInterval: number;
  minuteInterval: number | null;
  password: string;
  overTime: number;
  reCount: number;
  realtime: boolean;
  clockOffsetMs: number;
  parameters: Map<string, string>;
}

export interface Answer {
  /** Replies in order; the last one ends the request. */
  readonly frames: Uint8Array[];
  /** Stored records that the platform asked for, sent between the 9011 and the 9012. */
  readonly history: Report[];
  readonly end: Uint8Array | null;
}

const HISTORY: Readonly<Record<string, Report['cn']>> = { '2051': '2051', '2061': '2061', '2031': '2031' };
const MAX_HISTORY = 5_000;

/** How a logger answers a request (HJ 212-2017 §6.6): 9011, what was asked for, 9012. Changes its settings as asked. */
export function answerTo(
  device: SimDevice,
  settings: LoggerSettings,
  frame: DecodedFrame,
  now: number,
): Answer | null {
  const { cn, qn } = frame;
  if (!cn || !qn || /^901[1-4]$/.test(cn)) return null;
  const reply = (kind: '9011' | '9012' | '9013', code: number) =>
    replyTo(frame, { kind, code }, device.edition);
  if (frame.pw !== null && frame.pw !== settings.password)
    return { frames: [reply('9011', 3)], history: [], end: null };
  if (cn === '2012' || cn === '2022') {
    if (cn === '2012') settings.realtime = false;
    return { frames: [reply('9013', 1)], history: [], end: null };
  }
  const data = (
    fields: Record<string, string | number>,
    items: { code: string; attrs: Record<string, string | number> }[] = [],
  ) =>
    encodeFrame(
      { edition: device.edition, qn, st: device.st, cn, pw: settings.password, mn: device.mn, fields, items },
      secret(device, cn),
    );
  const accepted = reply('9011', 1);
  const done = reply('9012', 1);
  const plain = (...frames: Uint8Array[]): Answer => ({
    frames: [accepted, ...frames, done],
    history: [],
    end: null,
  });
  const number = (name: string) => Number(frame.fields[name]);
  switch (cn) {
    case '1000':
      settings.overTime = number('OverTime') || settings.overTime;
      settings.reCount = number('ReCount') || settings.reCount;
      return plain();
    case '1011':
      return plain(data({ SystemTime: stamp(now) }));
    case '1012': {
      const set = parseStamp(frame.fields.SystemTime ?? '');
      if (Number.isNaN(set)) return { frames: [accepted, reply('9012', 3)], history: [], end: null };
      settings.clockOffsetMs += set - now;
      return plain();
    }
    case '1061':
      return plain(data({ RtdInterval: settings.rtdInterval }));
    case '1062':
      settings.rtdInterval = number('RtdInterval') || settings.rtdInterval;
      return plain();
    case '1063':
      return plain(data({ MinInterval: settings.minuteInterval ?? 60 }));
    case '1064':
      settings.minuteInterval = number('MinInterval') || settings.minuteInterval;
      return plain();
    case '1072':
      settings.password = frame.fields.NewPW ?? frame.fields.PW ?? settings.password;
      return plain();
    case '2011':
      settings.realtime = true;
      return plain();
    case '2021':
    case '3011':
    case '3012':
    case '3013':
    case '3015':
    case '3022':
    case '3024':
      return plain();
    case '3018':
      return plain(data({ PolId: frame.fields.PolId ?? '', Stime: 30 }));
    case '3019':
      return plain(
        data({ PolId: frame.fields.PolId ?? '' }, [
          {
            code: frame.fields.PolId || 'a00000',
            attrs: { SN: `SIM${String(device.seed % 1e9).padStart(9, '0')}` },
          },
        ]),
      );
    case '3020': {
      const info = frame.fields.InfoId ?? 'i13008';
      const key = `${frame.fields.PolId ?? ''}/${info}`;
      const value =
        settings.parameters.get(key) ?? String(round(0.95 + 0.1 * chance(device.seed, info.length * 7), 3));
      return plain(
        data({ PolId: frame.fields.PolId ?? '', DataTime: stamp(now) }, [
          { code: info, attrs: { Info: value } },
        ]),
      );
    }
    case '3021': {
      const info = frame.items[0];
      if (info)
        settings.parameters.set(`${frame.fields.PolId ?? ''}/${info.code}`, String(info.attrs.Info ?? ''));
      return plain();
    }
    default:
      break;
  }
  const kind = HISTORY[cn];
  if (!kind) return { frames: [reply('9011', 8)], history: [], end: null };
  const history = storedBetween(
    kind,
    parseStamp(frame.fields.BeginTime ?? ''),
    parseStamp(frame.fields.EndTime ?? ''),
    now,
    settings,
  );
  if (history.length === 0) return { frames: [accepted, reply('9012', 100)], history: [], end: null };
  return { frames: [accepted], history, end: done };
}

/** Only what 2025 encrypts upward goes out encrypted. */
export function secret(device: SimDevice, cn: string): { sm4Key?: Uint8Array } {
  return device.sm4Key && (cn.startsWith('2') || cn === '3020')
    ? { sm4Key: Buffer.from(device.sm4Key, 'hex') }
    : {};
}

/** Starts of the periods of a kind in [begin, end] that are over by now. */
export function storedBetween(
  cn: Report['cn'],
  begin: number,
  end: number,
  now: number,
  settings: Pick<LoggerSettings, 'minuteInterval'>,
): Report[] {
  const step =
    cn === '2051'
      ? (settings.minuteInterval ?? 0) * MINUTE_MS
      : cn === '2061'
        ? 60 * MINUTE_MS
        : 24 * 60 * MINUTE_MS;
  if (!(step > 0) || Number.isNaN(begin) || Number.isNaN(end)) return [];
  const offset = cn === '2031' ? 8 * 60 * MINUTE_MS : 0;
  const reports: Report[] = [];
  for (
    let time = Math.ceil((begin + offset) / step) * step - offset;
    time <= end && time + step <= now && reports.length < MAX_HISTORY;
    time += step
  )
    reports.push({ cn, time });
  return reports;
}
