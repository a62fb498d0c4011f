/** What other modules may ask alarm, on the server. Read-only. */
export { type AlarmView, listAlarmViews as alarmsWhere } from './server/sql/read.ts';
