/** What other modules may ask alarm, on the server. Read-only. */
export { alarmViews as alarmsByIds } from './server/sql/by-ids.ts';
export { type AlarmView, listAlarmViews as alarmsWhere } from './server/sql/read.ts';
