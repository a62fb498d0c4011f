import type { SourceCategory } from '@tarim/standards';

/** What the rules need to know of a terminal (移动放射源监控终端) and its source. */
export interface MobileSettings {
  readonly category: SourceCategory | null;
  /** Days; null: decay is not known, MOB-3 and MOB-4 are not judged. */
  readonly halfLifeDays: number | null;
  /** Rate near the container with the source stowed when it was measured, µSv/h. */
  readonly baseline: number | null;
  /** Epoch ms of that measurement. */
  readonly baselineAt: number | null;
  /** µSv/h without the source. */
  readonly background: number;
}

export interface MobileFix {
  readonly lat: number;
  readonly lon: number;
  /** Absent: the terminal does not say; the test is passed over. */
  readonly satellites?: number | null;
  readonly hdop?: number | null;
  /** Whether it lies in the permitted area; null: there is none. */
  readonly inside?: boolean | null;
  /** Prefecture or province, `6501`; null: not known. */
  readonly region?: string | null;
  /** Whether use or passage in that region was filed. */
  readonly filed?: boolean;
}

/** What a terminal sent, or what the server knows; parts that are absent say nothing. `tick`: only time has passed. */
export interface MobileEvent {
  /** Epoch ms */
  readonly time: number;
  readonly tick?: boolean;
  readonly fix?: MobileFix;
  /** µSv/h near the container. */
  readonly rate?: number;
  /** In the container; null: the terminal does not say. */
  readonly stowed?: boolean | null;
  /** An approved job window and area is open. */
  readonly jobOpen?: boolean;
  readonly tamper?: boolean;
  /** % */
  readonly battery?: number;
  /** Interval in force as declared, s. */
  readonly interval?: number;
  /** An outage is announced until (epoch ms). */
  readonly outageUntil?: number;
  /** A person has closed the alarm. */
  readonly close?: MobileAlarmKind;
}

export const MOBILE_ALARM_KINDS = [
  'left_area',
  'source_missing',
  'not_judgeable',
  'exposed_outside_job',
  'offline',
  'tamper',
  'battery',
  'border_crossing',
] as const;
export type MobileAlarmKind = (typeof MOBILE_ALARM_KINDS)[number];

export type MobileSeverity = 'announced' | 'info' | 'warn' | 'high' | 'critical';

/** One open alarm a terminal and kind; later hits raise the count. */
export interface OpenAlarm {
  readonly since: number;
  readonly last: number;
  readonly count: number;
  readonly severity: MobileSeverity;
}

/** Plain data: may be stored as JSON between events. */
export interface MobileState {
  readonly lastHeard: number | null;
  /** s */
  readonly interval: number;
  readonly lastFix: { readonly time: number; readonly lat: number; readonly lon: number } | null;
  readonly rejectedFixes: number;
  /** Accepted fixes in a row. */
  readonly outsideRun: number;
  readonly insideRun: number;
  readonly outside: boolean;
  readonly region: string | null;
  /** Readings in a row. */
  readonly lowRun: number;
  readonly highRun: number;
  readonly stowed: boolean | null;
  readonly jobOpen: boolean;
  readonly outageUntil: number | null;
  readonly open: Readonly<Partial<Record<MobileAlarmKind, OpenAlarm>>>;
}

/** What came of an event. */
export interface MobileAlarm {
  readonly kind: MobileAlarmKind | 'back_in_area' | 'fix_rejected';
  /** `raised` opens it, `repeated` raises the count, `changed` its severity, `cleared` closes it, `told` is no alarm. */
  readonly action: 'raised' | 'repeated' | 'changed' | 'cleared' | 'told';
  /** Epoch ms of the deciding event. */
  readonly time: number;
  readonly severity: MobileSeverity;
  readonly count: number;
  /** MOB-1 … MOB-8. */
  readonly rule: string;
  /** Figures that decided. */
  readonly detail: Readonly<Record<string, number | string>>;
}
