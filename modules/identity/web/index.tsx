/** Pages of identity in the console. */
export const face = {
  name: 'identity',
  texts: {
    'zh-CN': () => import('../i18n/zh-CN.json', { with: { type: 'json' } }),
    en: () => import('../i18n/en.json', { with: { type: 'json' } }),
  },
  pages: [
    { path: '/people', load: () => import('./people.tsx') },
    { path: '/account', load: () => import('./account.tsx') },
  ],
  menu: [
    { path: '/people', title: 'menu.peopleAndKeys', action: 'identity.manage', group: 'system' as const },
  ],
};
