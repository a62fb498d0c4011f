/** Pages of ecological damage compensation in the console. */
const group = 'enforcement' as const;
const action = 'damage.read';

export const face = {
  name: 'damage',
  texts: {
    'zh-CN': () => import('../i18n/zh-CN.json', { with: { type: 'json' } }),
    en: () => import('../i18n/en.json', { with: { type: 'json' } }),
  },
  pages: [
    { path: '/damage/cases', load: () => import('./cases.tsx') },
    { path: '/damage/cases/$id', load: () => import('./case.tsx') },
    { path: '/damage/statistics', load: () => import('./statistics.tsx') },
  ],
  menu: [
    { path: '/damage/cases', title: 'menu.cases', action, group },
    { path: '/damage/statistics', title: 'menu.statistics', action, group },
  ],
};
