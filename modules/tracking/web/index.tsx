/** Pages of tracking in the console. */
const group = 'radiation' as const;
const action = 'tracking.read';

export const face = {
  name: 'tracking',
  texts: {
    'zh-CN': () => import('../i18n/zh-CN.json', { with: { type: 'json' } }),
    en: () => import('../i18n/en.json', { with: { type: 'json' } }),
  },
  pages: [
    { path: '/tracking/terminals', load: () => import('./terminals.tsx') },
    { path: '/tracking/terminals/$id', load: () => import('./terminal.tsx') },
    { path: '/tracking/alarms', load: () => import('./alarms.tsx') },
    { path: '/tracking/alarms/$id', load: () => import('./alarm.tsx') },
    { path: '/tracking/calendar', load: () => import('./calendar.tsx') },
    { path: '/tracking/coverage', load: () => import('./coverage.tsx') },
    { path: '/tracking/jobs', load: () => import('./jobs.tsx') },
    { path: '/tracking/jobs/$id', load: () => import('./job.tsx') },
    { path: '/tracking/accidents', load: () => import('./accidents.tsx') },
    { path: '/tracking/accidents/$id', load: () => import('./accident.tsx') },
  ],
  menu: [
    { path: '/tracking/terminals', title: 'menu.map', action, group },
    { path: '/tracking/alarms', title: 'menu.alarms', action, group },
    { path: '/tracking/jobs', title: 'menu.jobs', action, group },
    { path: '/tracking/calendar', title: 'menu.calendar', action, group },
    { path: '/tracking/coverage', title: 'menu.coverage', action, group },
    { path: '/tracking/accidents', title: 'menu.accidents', action, group },
  ],
};
