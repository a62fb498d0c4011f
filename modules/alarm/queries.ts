/** What other modules may ask alarm, on the server. Read-only. */
export { alarmViews as alarmsByIds } from './server/sql/by-ids.ts';
export { type AlarmView, alarmView, listAlarmViews as alarmsWhere } from './server/sql/read.ts';
export { ruleRow as alarmRule } from './server/sql/rules.ts';
