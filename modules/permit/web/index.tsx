/** Pages of discharge permits in the console. */
const group = 'sources' as const;
const action = ['permit.read', 'enterprise.read-own'] as const;

export const face = {
  name: 'permit',
  texts: {
    'zh-CN': () => import('../i18n/zh-CN.json', { with: { type: 'json' } }),
    en: () => import('../i18n/en.json', { with: { type: 'json' } }),
  },
  pages: [
    { path: '/permit/permits', load: () => import('./permits.tsx') },
    { path: '/permit/permits/$id', load: () => import('./permit.tsx') },
    { path: '/permit/applications', load: () => import('./applications.tsx') },
  ],
  menu: [
    { path: '/permit/permits', title: 'menu.permits', action, group },
    { path: '/permit/applications', title: 'menu.applications', action, group },
  ],
};
