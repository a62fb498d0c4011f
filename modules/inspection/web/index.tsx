/** Pages of inspection in the console. */
const group = 'enforcement' as const;
const action = 'inspection.read';

export const face = {
  name: 'inspection',
  texts: {
    'zh-CN': () => import('../i18n/zh-CN.json', { with: { type: 'json' } }),
    en: () => import('../i18n/en.json', { with: { type: 'json' } }),
  },
  pages: [
    { path: '/inspection/draws', load: () => import('./draws.tsx') },
    { path: '/inspection/draws/$id', load: () => import('./draw.tsx') },
    { path: '/inspection/visits', load: () => import('./visits.tsx') },
    { path: '/inspection/statistics', load: () => import('./statistics.tsx') },
    { path: '/inspection/positive', load: () => import('./positive.tsx') },
    { path: '/inspection/pools', load: () => import('./pools.tsx') },
  ],
  menu: [
    { path: '/inspection/draws', title: 'menu.draws', action, group },
    { path: '/inspection/visits', title: 'menu.visits', action, group },
    { path: '/inspection/positive', title: 'menu.positive', action, group },
    { path: '/inspection/statistics', title: 'menu.visitStatistics', action, group },
    { path: '/inspection/pools', title: 'menu.pools', action, group },
  ],
};
