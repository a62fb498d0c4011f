/** What others may know of alarms: routes, events, and the words of both. Parts by subject, one door. */
export * from './contract-alarms.ts';
export * from './contract-hush.ts';
export {
  ALARM_KINDS,
  ALARM_STATES,
  AlarmKind,
  AlarmState,
  Evidence,
  FIXED_KINDS,
  FixedKind,
  Severity,
} from './contract-parts.ts';
export * from './contract-rule-body.ts';
export * from './contract-rule-book.ts';
export * from './contract-rules.ts';

/** Live topic (signed-in): `{items: [{id, kind, pointId, from, to, severity}]}`; pages read again. */
export const LIVE_ALARMS = 'alarm.changes';
