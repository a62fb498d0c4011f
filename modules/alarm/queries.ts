/** What other modules may ask alarm, on the server. Read-only. */
export { type AlarmView, alarmView, listAlarmViews } from './server/sql/read.ts';
