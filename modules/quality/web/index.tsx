/** Pages of data quality in the console: review, marks, amounts, capture rates, tables. */
const action = ['quality.read', 'enterprise.read-own'];
const group = 'quality' as const;

export const face = {
  name: 'quality',
  texts: {
    'zh-CN': () => import('../i18n/zh-CN.json', { with: { type: 'json' } }),
    en: () => import('../i18n/en.json', { with: { type: 'json' } }),
  },
  pages: [
    { path: '/quality/review', load: () => import('./outlets.tsx') },
    { path: '/quality/review/$id', load: () => import('./workbench.tsx') },
    { path: '/quality/flags', load: () => import('./flags.tsx') },
    { path: '/quality/marks', load: () => import('./marks.tsx') },
    { path: '/quality/emissions', load: () => import('./emissions.tsx') },
    { path: '/quality/capture', load: () => import('./capture.tsx') },
    { path: '/quality/tables', load: () => import('./tables.tsx') },
  ],
  menu: [
    { path: '/quality/review', title: 'menu.review', action, group },
    { path: '/quality/flags', title: 'menu.flags', action, group },
    { path: '/quality/marks', title: 'menu.marks', action, group },
    { path: '/quality/emissions', title: 'menu.emissions', action, group },
    { path: '/quality/capture', title: 'menu.capture', action, group },
    { path: '/quality/tables', title: 'menu.tables', action, group },
  ],
};
