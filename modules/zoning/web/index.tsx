/** Pages of zoning in the console. */
const action = 'zoning.read';
const group = 'map' as const;

export const face = {
  name: 'zoning',
  texts: {
    'zh-CN': () => import('../i18n/zh-CN.json', { with: { type: 'json' } }),
    en: () => import('../i18n/en.json', { with: { type: 'json' } }),
  },
  pages: [
    { path: '/zoning/check', load: () => import('./check.tsx') },
    { path: '/zoning/plans', load: () => import('./plans.tsx') },
  ],
  menu: [
    { path: '/zoning/check', title: 'menu.check', action, group },
    { path: '/zoning/plans', title: 'menu.plans', action, group },
  ],
};
