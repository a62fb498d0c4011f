/** What other modules may ask supervision, on the server. Read-only. */
export { calendarOf } from './server/calendar.ts';
export { askOfFinding, severityOfTracking } from './server/domain/radiation.ts';
export { bodyOf } from './server/sql/bodies.ts';
export { type LeadRecord, leadById, leadCode, leadRows } from './server/sql/notices.ts';
export { type OpenTask, openTaskCounts, openTasks } from './server/sql/open-tasks.ts';
export { taskCode, tasksOfGround, tasksOfObject } from './server/sql/tasks.ts';
export { type TaskOfNotice, tasksByIds } from './server/use-cases/tasks-by-ids.ts';
