import type { Problem } from '@tarim/kernel';
import { isPlatformCommand } from './commands.ts';
import { flagOf } from './encode.ts';
import { problem } from './problems.ts';
import { stamp } from './stamp.ts';
import type { Edition, Message } from './types.ts';

/** What the platform can ask of a site. Times are epoch ms; `polId` is a factor code of the site's edition. */
export type Request =
  /** 1000: seconds until a resend, and how many resends. */
  | {
      readonly kind: 'set-timeouts';
      readonly overTime: number;
      readonly reCount: number;
      readonly warnTime?: number;
    }
  | { readonly kind: 'set-mn'; readonly mn: string }
  | { readonly kind: 'get-time'; readonly polId?: string }
  | { readonly kind: 'set-time'; readonly time: number; readonly polId?: string }
  /** 1014: a fresh key in hexadecimal, and when it was made. */
  | { readonly kind: 'set-key'; readonly key: string; readonly createdAt: number }
  | { readonly kind: 'get-realtime-interval' }
  | { readonly kind: 'set-realtime-interval'; readonly seconds: number }
  | { readonly kind: 'get-minute-interval' }
  | { readonly kind: 'set-minute-interval'; readonly minutes: number }
  | { readonly kind: 'set-password'; readonly password: string }
  | { readonly kind: 'start-realtime' }
  | { readonly kind: 'stop-realtime' }
  | { readonly kind: 'start-status' }
  | { readonly kind: 'stop-status' }
  /** 2011 (2025 only), 2031, 2041, 2051, 2061: stored data of [begin, end]. */
  | {
      readonly kind: 'history';
      readonly of: 'realtime' | 'day' | 'runtime' | 'minute' | 'hour';
      readonly begin: number;
      readonly end: number;
    }
  | { readonly kind: 'get-raw'; readonly begin: number; readonly end: number }
  | { readonly kind: 'get-check-results'; readonly begin: number; readonly end: number }
  | { readonly kind: 'calibrate'; readonly polId: string; readonly type?: 'zero' | 'span' }
  | { readonly kind: 'sample-now'; readonly polId: string }
  /** 3013: wash or blow back (2017), operate a device (2005). */
  | { readonly kind: 'clean'; readonly polId: string }
  | { readonly kind: 'comparison-sampling'; readonly polId: string }
  /** 3016; 3014 in 2005. `start` is HHmmss, `hours` the cycle. */
  | {
      readonly kind: 'set-sampling-period';
      readonly polId: string;
      readonly start: string;
      readonly hours: number;
    }
  | { readonly kind: 'get-sampling-period'; readonly polId: string }
  | { readonly kind: 'retain-exceedance-sample' }
  | { readonly kind: 'retain-sample-now'; readonly polId: string }
  | { readonly kind: 'get-sample-out-time'; readonly polId: string }
  | { readonly kind: 'get-instrument-serial'; readonly polId: string }
  /** 3020: site information; logs (i11001 …) take a period. */
  | {
      readonly kind: 'get-info';
      readonly polId?: string;
      readonly infoId: string;
      readonly begin?: number;
      readonly end?: number;
    }
  | {
      readonly kind: 'set-info';
      readonly polId: string;
      readonly infoId: string;
      readonly value: string | number;
    }
  | { readonly kind: 'start-standard-check'; readonly polId: string };

export type RequestKind = Request['kind'];

/** The device that is asked. */
export interface Target {
  readonly edition: Edition;
  readonly mn: string;
  readonly pw: string;
  /** System code of the site: 32 wastewater, 31 flue gas … */
  readonly st: string;
}

/** Minutes that 1064 allows. */
export const MINUTE_INTERVALS: readonly number[] = [1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30];

const HISTORY_CN = { realtime: '2011', day: '2031', runtime: '2041', minute: '2051', hour: '2061' } as const;

/** CN of a request; 3014 and 3016 changed places between 2005 and 2017. */
export function requestCn(request: Request, edition: Edition): string {
  if (request.kind === 'history') return HISTORY_CN[request.of];
  if (request.kind === 'set-sampling-period') return edition === '2005' ? '3014' : '3016';
  return REQUEST_CN[request.kind];
}

const REQUEST_CN: Readonly<Record<Exclude<RequestKind, 'history' | 'set-sampling-period'>, string>> = {
  'set-timeouts': '1000',
  'set-mn': '1002',
  'get-time': '1011',
  'set-time': '1012',
  'set-key': '1014',
  'get-realtime-interval': '1061',
  'set-realtime-interval': '1062',
  'get-minute-interval': '1063',
  'set-minute-interval': '1064',
  'set-password': '1072',
  'start-realtime': '2011',
  'stop-realtime': '2012',
  'start-status': '2021',
  'stop-status': '2022',
  'get-raw': '2013',
  'get-check-results': '2062',
  calibrate: '3011',
  'sample-now': '3012',
  clean: '3013',
  'comparison-sampling': '3014',
  'retain-exceedance-sample': '3015',
  'get-sampling-period': '3017',
  'get-sample-out-time': '3018',
  'get-instrument-serial': '3019',
  'get-info': '3020',
  'set-info': '3021',
  'retain-sample-now': '3022',
  'start-standard-check': '3024',
};

/** Requests that are notices (↓N): two steps, answered by 9013 instead of 9011 and 9012. */
export function isNotice(cn: string): boolean {
  return cn === '2012' || cn === '2022';
}

export type Built =
  | { readonly ok: true; readonly message: Message }
  | { readonly ok: false; readonly problem: Problem };

type Fields = Record<string, string | number>;

/** Builds the message of a request, or says as a coded problem why the edition or the value does not allow it. */
export function buildRequest(request: Request, target: Target, qn: string): Built {
  const { edition, mn, pw, st } = target;
  const cn = requestCn(request, edition);
  const wrongEdition =
    !isPlatformCommand(cn, edition) ||
    (request.kind === 'comparison-sampling' && edition !== '2017') ||
    (request.kind === 'history' && request.of === 'realtime' && edition !== '2025');
  if (wrongEdition) return { ok: false, problem: problem('commandUnsupported', { edition, cn }) };
  const fault = faultOf(request);
  if (fault) return { ok: false, problem: problem('parameterInvalid', fault, fault.name) };
  const item = request.kind === 'set-info' ? { code: request.infoId, attrs: { Info: request.value } } : null;
  const key = request.kind === 'set-mn' ? { code: 'i23005', attrs: { Info: request.mn } } : null;
  const items = item ?? key;
  return {
    ok: true,
    message: {
      edition,
      qn,
      st,
      cn,
      pw,
      mn,
      flag: flagOf(edition, true),
      fields: fieldsOf(request, edition),
      items: items ? [items] : [],
    },
  };
}

function faultOf(request: Request): { name: string; value: string | number } | null {
  const range = (name: string, value: number, from: number, to: number) =>
    Number.isInteger(value) && value >= from && value <= to ? null : { name, value };
  const shape = (name: string, value: string, form: RegExp) => (form.test(value) ? null : { name, value });
  switch (request.kind) {
    case 'set-timeouts':
      return (
        range('OverTime', request.overTime, 1, 99) ??
        range('ReCount', request.reCount, 1, 99) ??
        (request.warnTime === undefined ? null : range('WarnTime', request.warnTime, 1, 99999))
      );
    case 'set-mn':
      return shape('MN', request.mn, /^[0-9A-F]{24}$/);
    case 'set-key':
      return /^[0-9A-Fa-f]{32}$/.test(request.key) ? null : { name: 'NewSK', value: '(hidden)' };
    case 'set-realtime-interval':
      return range('RtdInterval', request.seconds, 30, 3600);
    case 'set-minute-interval':
      return MINUTE_INTERVALS.includes(request.minutes)
        ? null
        : { name: 'MinInterval', value: request.minutes };
    case 'set-password':
      return /^[0-9A-Za-z]{6}$/.test(request.password) ? null : { name: 'NewPW', value: '(hidden)' };
    case 'history':
    case 'get-raw':
    case 'get-check-results':
      return request.begin <= request.end ? null : { name: 'EndTime', value: request.end };
    case 'set-sampling-period':
      return (
        shape('CstartTime', request.start, /^([01]\d|2[0-3])[0-5]\d[0-5]\d$/) ??
        range('CTime', request.hours, 1, 24)
      );
    case 'get-info':
    case 'set-info':
      return shape('InfoId', request.infoId, /^[iI]\d{5}$/);
    default:
      return null;
  }
}

function fieldsOf(request: Request, edition: Edition): Fields {
  const pol = (polId: string | undefined): Fields =>
    polId === undefined ? {} : { [edition === '2005' ? 'PolID' : 'PolId']: polId };
  switch (request.kind) {
    case 'set-timeouts': {
      const warn: Fields =
        edition === '2005' && request.warnTime !== undefined ? { WarnTime: request.warnTime } : {};
      return { ...warn, OverTime: request.overTime, ReCount: request.reCount };
    }
    case 'set-time':
      return { ...pol(request.polId), SystemTime: stamp(request.time) };
    case 'set-key':
      return { SKCreateTime: stamp(request.createdAt), NewSK: request.key.toUpperCase() };
    case 'set-realtime-interval':
      return { RtdInterval: request.seconds };
    case 'set-minute-interval':
      return { MinInterval: request.minutes };
    case 'set-password':
      // 2005 sends the new password under the name of the old one.
      return edition === '2005' ? { PW: request.password } : { NewPW: request.password };
    case 'history':
    case 'get-raw':
    case 'get-check-results':
      return { BeginTime: stamp(request.begin), EndTime: stamp(request.end) };
    case 'calibrate':
      return {
        ...pol(request.polId),
        ...(edition === '2025' && request.type ? { CalibrationType: request.type === 'zero' ? 0 : 1 } : {}),
      };
    case 'set-sampling-period':
      return { ...pol(request.polId), CstartTime: request.start, CTime: request.hours };
    case 'get-info': {
      const period: Fields =
        request.begin !== undefined && request.end !== undefined
          ? { BeginTime: stamp(request.begin), EndTime: stamp(request.end) }
          : {};
      return { ...pol(request.polId), InfoId: request.infoId, ...period };
    }
    case 'set-info':
      return { ...pol(request.polId), InfoId: request.infoId };
    default:
      return 'polId' in request ? pol(request.polId) : {};
  }
}
