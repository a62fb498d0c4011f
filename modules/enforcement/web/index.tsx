/** Pages of enforcement in the console. */
const group = 'enforcement' as const;
const action = 'enforcement.read';

export const face = {
  name: 'enforcement',
  texts: {
    'zh-CN': () => import('../i18n/zh-CN.json', { with: { type: 'json' } }),
    en: () => import('../i18n/en.json', { with: { type: 'json' } }),
  },
  pages: [
    { path: '/enforcement/command', load: () => import('./command.tsx') },
    { path: '/enforcement/desk', load: () => import('./desk.tsx') },
    { path: '/enforcement/clues', load: () => import('./clues.tsx') },
    { path: '/enforcement/cases', load: () => import('./cases.tsx') },
    { path: '/enforcement/cases/$id', load: () => import('./case.tsx') },
    { path: '/enforcement/discretion', load: () => import('./discretion.tsx') },
    { path: '/enforcement/templates', load: () => import('./templates.tsx') },
    { path: '/enforcement/statistics', load: () => import('./statistics.tsx') },
  ],
  menu: [
    { path: '/enforcement/command', title: 'menu.command', action: 'enforcement.command', group },
    { path: '/enforcement/desk', title: 'menu.desk', action, group },
    { path: '/enforcement/clues', title: 'menu.clues', action, group },
    { path: '/enforcement/cases', title: 'menu.cases', action, group },
    { path: '/enforcement/discretion', title: 'menu.discretion', action, group },
    { path: '/enforcement/templates', title: 'menu.templates', action, group },
    { path: '/enforcement/statistics', title: 'menu.statistics', action, group },
  ],
};
