import { halfLifeDays, type MobileRules, sourceRow } from '@tarim/standards';
import { Members } from '../members.ts';
import { RADIATION_PROBLEMS as P } from '../problems.ts';
import { evaluateSourceCategory } from '../source-category.ts';
import { ACTIVITY_UNITS, DOSE_RATE_UNITS, TIME_UNITS } from '../units.ts';
import { newMobileState } from './step.ts';
import {
  MOBILE_ALARM_KINDS,
  type MobileEvent,
  type MobileFix,
  type MobileSettings,
  type MobileState,
} from './types.ts';

const TIME = { min: -6e13, max: 6e13 };
const CATEGORIES = ['I', 'II', 'III', 'IV', 'V'] as const;

/** Settings of a terminal; the half-life and, with an activity, the category come from the nuclide when they are not given. */
export function readSettings(members: Members): MobileSettings {
  const nuclide = members.text(['nuclide', '核素']);
  const given = members.number(['halfLife', 'halfLifeDays'], { units: TIME_UNITS, above: 0 });
  const activity = members.number(['activity', 'A'], { units: ACTIVITY_UNITS, above: 0 });
  const classed =
    nuclide !== null && activity !== null && sourceRow(nuclide) !== null
      ? evaluateSourceCategory({ nuclide, activity }).category
      : null;
  const category = members.word(['category', '类别'], CATEGORIES) ?? (classed === 'exempt' ? null : classed);
  const rate = { units: DOSE_RATE_UNITS, min: 0 };
  return {
    category,
    halfLifeDays: given ?? (nuclide === null ? null : halfLifeDays(nuclide)),
    baseline: members.number(['baseline', '基线'], rate),
    baselineAt: members.number(['baselineAt', 'baselineTime'], TIME),
    background: members.number(['background', '本底'], rate) ?? 0,
  };
}

/** An event of a line; null without a time. */
export function readEvent(value: unknown, index: number, problems: Members['problems']): MobileEvent | null {
  const members = new Members(value, problems, `events.${index}.`);
  const time = members.number(['time', 't', 'at'], TIME);
  if (time === null) {
    members.tell(P.mobileEvent, { index }, `events.${index}`);
    return null;
  }
  const place = members.has('fix')
    ? new Members(members.raw('fix'), problems, `events.${index}.fix.`)
    : members;
  const fix = readFix(place);
  const optional = <T>(name: string, read: T | null) => (read === null ? {} : { [name]: read });
  const stowed = members.has('stowed')
    ? members.flag('stowed')
    : members.has('state')
      ? members.word('state', ['stowed', 'exposed', '收回', '出源']) === 'stowed' ||
        members.raw('state') === '收回'
      : null;
  return {
    time,
    ...(members.flag(['tick']) ? { tick: true } : {}),
    ...(fix ? { fix } : {}),
    ...optional(
      'rate',
      members.number(['rate', 'reading', 'doseRate', '剂量率'], { units: DOSE_RATE_UNITS, min: 0 }),
    ),
    ...(stowed === null ? {} : { stowed }),
    ...(members.has(['jobOpen', 'job']) ? { jobOpen: members.flag(['jobOpen', 'job']) } : {}),
    ...(members.has(['tamper']) ? { tamper: members.flag(['tamper']) } : {}),
    ...optional('battery', members.number(['battery', '电量'], { min: 0, max: 100 })),
    ...optional('interval', members.number(['interval', '间隔'], { above: 0, max: 1e7 })),
    ...optional('outageUntil', members.number(['outageUntil', 'outage'], TIME)),
    ...optional('close', members.word(['close'], MOBILE_ALARM_KINDS)),
  };
}

function readFix(members: Members): MobileFix | null {
  const lat = members.number(['lat', 'latitude'], { min: -90, max: 90 });
  const lon = members.number(['lon', 'lng', 'longitude'], { min: -180, max: 180 });
  if (lat === null || lon === null) return null;
  return {
    lat,
    lon,
    satellites: members.number(['satellites', 'sats'], { min: 0, max: 200 }),
    hdop: members.number(['hdop'], { min: 0, max: 1e4 }),
    inside: members.has(['inside']) ? members.flag(['inside']) : null,
    region: members.text(['region', 'prefecture']),
    filed: members.flag(['filed']),
  };
}

/** A state that an earlier answer gave; anything else is a problem, and a new one. */
export function readState(members: Members, rules: MobileRules): MobileState {
  const fresh = newMobileState(rules);
  const given = members.raw('state');
  if (given === undefined) return fresh;
  if (isState(given, fresh)) return given;
  members.tell(P.mobileState, {}, 'state');
  return fresh;
}

const finite = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value);
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Members that may be null, and what they are otherwise. */
const NULLABLE: Readonly<Record<string, (value: unknown) => boolean>> = {
  lastHeard: finite,
  outageUntil: finite,
  region: (value) => typeof value === 'string',
  stowed: (value) => typeof value === 'boolean',
  lastFix: (value) => isObject(value) && [value.time, value.lat, value.lon].every(finite),
};

function isState(given: unknown, fresh: MobileState): given is MobileState {
  if (!isObject(given) || !isObject(given.open)) return false;
  const fits = Object.entries(fresh).every(([name, usual]) => {
    const value = given[name];
    const may = NULLABLE[name];
    if (may) return value === null || may(value);
    return typeof value === typeof usual && (typeof value !== 'number' || finite(value));
  });
  return (
    fits &&
    Object.entries(given.open).every(
      ([kind, one]) =>
        (MOBILE_ALARM_KINDS as readonly string[]).includes(kind) &&
        isObject(one) &&
        [one.since, one.last, one.count].every(finite) &&
        typeof one.severity === 'string',
    )
  );
}
