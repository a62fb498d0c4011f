import type { Problem } from '@tarim/kernel';
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
  /** 1001 of 2005: seconds that a value must stay beyond its limit before the site tells (超标报警延迟). */
  | { readonly kind: 'set-alarm-delay'; readonly seconds: number }
  | { readonly kind: 'set-mn'; readonly mn: string }
  | { readonly kind: 'get-time'; readonly polId?: string }
  | { readonly kind: 'set-time'; readonly time: number; readonly polId?: string }
  /** 1014: a fresh key in hexadecimal, and when it was made. */
  | { readonly kind: 'set-key'; readonly key: string; readonly createdAt: number }
  /** 1021, 1022 of 2005: alarm limits (报警门限值) of a factor. */
  | { readonly kind: 'get-alarm-limits'; readonly polId: string }
  | {
      readonly kind: 'set-alarm-limits';
      readonly polId: string;
      readonly low: number;
      readonly high: number;
    }
  /** 1031, 1032 of 2005: where the site reports to (上位机地址): a number of up to 20 digits. */
  | { readonly kind: 'get-host-address' }
  | { readonly kind: 'set-host-address'; readonly address: string }
  /** 1041, 1042 of 2005: when day data are sent; `time` is HHmm. */
  | { readonly kind: 'get-report-time' }
  | { readonly kind: 'set-report-time'; readonly time: string }
  | { readonly kind: 'get-realtime-interval' }
  | { readonly kind: 'set-realtime-interval'; readonly seconds: number }
  | { readonly kind: 'get-minute-interval' }
  | { readonly kind: 'set-minute-interval'; readonly minutes: number }
  | { readonly kind: 'set-password'; readonly password: string }
  | { readonly kind: 'start-realtime' }
  | { readonly kind: 'stop-realtime' }
  | { readonly kind: 'start-status' }
  | { readonly kind: 'stop-status' }
  /** 2011 (2025 only), 2031, 2041, 2051, 2061, 2071 (alarm records, 2005 only): stored data of [begin, end]. */
  | {
      readonly kind: 'history';
      readonly of: 'realtime' | 'day' | 'runtime' | 'minute' | 'hour' | 'alarm';
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

export type Built =
  | { readonly ok: true; readonly message: Message }
  | { readonly ok: false; readonly problem: Problem };
