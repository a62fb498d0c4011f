/** Pages of supervision in the console. */
const group = 'tasks' as const;
const action = 'supervision.read';

export const face = {
  name: 'supervision',
  texts: {
    'zh-CN': () => import('../i18n/zh-CN.json', { with: { type: 'json' } }),
    en: () => import('../i18n/en.json', { with: { type: 'json' } }),
  },
  pages: [
    { path: '/supervision/mine', load: () => import('./mine.tsx') },
    { path: '/supervision/tasks', load: () => import('./tasks.tsx') },
    { path: '/supervision/tasks/$id', load: () => import('./task.tsx') },
    { path: '/supervision/notices', load: () => import('./notices.tsx') },
    { path: '/supervision/notices/$id', load: () => import('./notice.tsx') },
    { path: '/supervision/leads', load: () => import('./leads.tsx') },
    { path: '/supervision/statistics', load: () => import('./statistics.tsx') },
    { path: '/supervision/rules', load: () => import('./rules.tsx') },
    { path: '/supervision/calendar', load: () => import('./calendar.tsx') },
  ],
  menu: [
    { path: '/supervision/mine', title: 'menu.mine', action: 'supervision.handle', group },
    { path: '/supervision/tasks', title: 'menu.tasks', action, group },
    { path: '/supervision/notices', title: 'menu.notices', action: [action, 'enterprise.read-own'], group },
    { path: '/supervision/leads', title: 'menu.leads', action, group },
    { path: '/supervision/statistics', title: 'menu.statistics', action, group },
    { path: '/supervision/rules', title: 'menu.rules', action, group },
    { path: '/supervision/calendar', title: 'menu.calendar', action, group },
  ],
};
