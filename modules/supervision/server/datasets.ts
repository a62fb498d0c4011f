import type { DatasetDefinition } from '@tarim/platform';
import { PLACE_REVISION } from '@tarim/registry/queries';

/** 督办任务 */
const tasks: DatasetDefinition = {
  id: 'supervision-tasks',
  titles: { zh: '督办任务', en: 'Supervision tasks' },
  abstracts: {
    zh: '督办任务的对象、级别、承办单位、期限与状态。',
    en: 'Tasks: object, severity, the body that acts, term and state.',
  },
  keywords: { zh: ['督办', '任务', '期限'], en: ['supervision', 'task', 'term'] },
  element: 'supervision',
  owner: { zh: '督办岗位', en: 'Supervision' },
  source: { zh: '本平台督办', en: 'Supervision on this platform' },
  sharing: 'internal',
  action: 'supervision.read',
  rhythm: 'irregular',
  madeOf: ['alarms'],
  fields: [
    { name: 'subject', titles: { zh: '对象', en: 'Subject' }, type: 'text', sql: 'd.subject' },
    { name: 'cause', titles: { zh: '事由', en: 'Cause' }, type: 'text', sql: 'd.cause' },
    { name: 'severity', titles: { zh: '级别', en: 'Severity' }, type: 'text', sql: 'd.severity' },
    { name: 'state', titles: { zh: '状态', en: 'State' }, type: 'text', sql: 'd.state' },
    {
      name: 'dispatchedAt',
      titles: { zh: '派发', en: 'Dispatched' },
      type: 'instant',
      sql: 'd.dispatched_at',
    },
    { name: 'dueAt', titles: { zh: '期限', en: 'Due' }, type: 'instant', sql: 'd.due_at' },
    { name: 'endedAt', titles: { zh: '办结', en: 'Ended' }, type: 'instant', sql: 'd.ended_at' },
    { name: 'simulated', titles: { zh: '模拟', en: 'Simulated' }, type: 'boolean', sql: 'd.simulated' },
  ],
  relation: {
    from: 'supervision.task d left join registry.place p on p.point_id = d.point_id',
    id: { sql: 'd.id', type: 'integer' },
    geometry: { type: 'Point', lon: 'coalesce(d.lon, p.lon)', lat: 'coalesce(d.lat, p.lat)' },
    time: 'd.dispatched_at',
    unitPath: 'd.unit_path',
    // An enterprise is shown its notices, not the tasks behind them.
    simulated: 'd.simulated',
    revision: `select concat_ws(' ', (select max(id) from supervision.task_step), (${PLACE_REVISION}))`,
  },
  look: {
    colour: '#f0a202',
    by: { field: 'severity', values: { info: '#5b8def', warning: '#f0a202', critical: '#c1292e' } },
    labelField: 'subject',
    page: '/supervision/tasks/{id}',
  },
};

export const supervisionDatasets: readonly DatasetDefinition[] = [tasks];
