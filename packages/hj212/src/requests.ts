import { isPlatformCommand } from './commands.ts';
import { flagOf } from './encode.ts';
import { problem } from './problems.ts';
import type { Built, Request, RequestKind, Target } from './request-types.ts';
import { stamp } from './stamp.ts';
import type { AttrValue, Edition } from './types.ts';

/** Minutes that 1064 allows. */
export const MINUTE_INTERVALS: readonly number[] = [1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30];

const HISTORY_CN = {
  realtime: '2011',
  day: '2031',
  runtime: '2041',
  minute: '2051',
  hour: '2061',
  alarm: '2071',
} as const;

/** CN of a request; 3014 and 3016 changed places between 2005 and 2017. */
export function requestCn(request: Request, edition: Edition): string {
  if (request.kind === 'history') return HISTORY_CN[request.of];
  if (request.kind === 'set-sampling-period') return edition === '2005' ? '3014' : '3016';
  return REQUEST_CN[request.kind];
}

const REQUEST_CN: Readonly<Record<Exclude<RequestKind, 'history' | 'set-sampling-period'>, string>> = {
  'set-timeouts': '1000',
  'set-alarm-delay': '1001',
  'set-mn': '1002',
  'get-time': '1011',
  'set-time': '1012',
  'set-key': '1014',
  'get-alarm-limits': '1021',
  'set-alarm-limits': '1022',
  'get-host-address': '1031',
  'set-host-address': '1032',
  'get-report-time': '1041',
  'set-report-time': '1042',
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

type Fields = Record<string, string | number>;

/** Whether a site of this edition knows the request; a CN alone does not tell: 3014 and 2011 mean different things. */
export function isSupported(request: Request, edition: Edition): boolean {
  if (request.kind === 'comparison-sampling' && edition !== '2017') return false;
  if (request.kind === 'history' && request.of === 'realtime' && edition !== '2025') return false;
  return isPlatformCommand(requestCn(request, edition), edition);
}

/** Builds the message of a request, or says as a coded problem why the edition or the value does not allow it. */
export function buildRequest(request: Request, target: Target, qn: string): Built {
  const { edition, mn, pw, st } = target;
  const cn = requestCn(request, edition);
  if (!isSupported(request, edition))
    return { ok: false, problem: problem('commandUnsupported', { edition, cn }) };
  const fault = faultOf(request, edition);
  if (fault) return { ok: false, problem: problem('parameterInvalid', fault, fault.name) };
  const item = itemOf(request);
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
      items: item ? [item] : [],
    },
  };
}

function itemOf(request: Request): { code: string; attrs: Record<string, AttrValue> } | null {
  switch (request.kind) {
    case 'set-info':
      return { code: request.infoId, attrs: { Info: request.value } };
    case 'set-mn':
      return { code: 'i23005', attrs: { Info: request.mn } };
    case 'set-alarm-limits':
      return { code: request.polId, attrs: { LowValue: request.low, UpValue: request.high } };
    default:
      return null;
  }
}

function faultOf(request: Request, edition: Edition): { name: string; value: string | number } | null {
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
    case 'set-alarm-delay':
      return range('WarnTime', request.seconds, 0, 99999);
    case 'set-alarm-limits':
      return Number.isFinite(request.low) && Number.isFinite(request.high) && request.low <= request.high
        ? null
        : { name: 'UpValue', value: request.high };
    case 'set-host-address':
      return shape('AlarmTarget', request.address, /^\d{1,20}$/);
    case 'set-report-time':
      return shape('ReportTime', request.time, /^([01]\d|2[0-3])[0-5]\d$/);
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
        range(cycleName(edition), request.hours, 1, 24)
      );
    case 'get-info':
    case 'set-info':
      return shape('InfoId', request.infoId, /^[iI]\d{5}$/);
    default:
      return null;
  }
}

/** Names are case-sensitive: the sampling cycle is CTime in 2005 and Ctime since. */
function cycleName(edition: Edition): 'CTime' | 'Ctime' {
  return edition === '2005' ? 'CTime' : 'Ctime';
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
    case 'set-alarm-delay':
      return { WarnTime: request.seconds };
    case 'set-alarm-limits':
      return {};
    case 'set-host-address':
      // The table of fields calls it ReportTarget, the examples AlarmTarget: loggers were built after the examples.
      return { AlarmTarget: request.address };
    case 'set-report-time':
      return { ReportTime: request.time };
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
      return { ...pol(request.polId), CstartTime: request.start, [cycleName(edition)]: request.hours };
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
