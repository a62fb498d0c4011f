/** What other modules may ask tracking, on the server. Read-only. */
export { type AlarmFacts, alarmFacts } from './server/use-cases/alarm-facts.ts';
