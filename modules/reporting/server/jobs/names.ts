export const MAKE_JOB = 'reporting.make';
export const SCHEDULE_JOB = 'reporting.schedule';
