/** Page of disclosure in the console: what the portal shows. */
export const face = {
  name: 'disclosure',
  texts: {
    'zh-CN': () => import('../i18n/zh-CN.json', { with: { type: 'json' } }),
    en: () => import('../i18n/en.json', { with: { type: 'json' } }),
    ug: () => import('../i18n/ug.json', { with: { type: 'json' } }),
  },
  pages: [{ path: '/publication', load: () => import('./publication.tsx') }],
  menu: [
    {
      path: '/publication',
      title: 'menu.publication',
      action: 'disclosure.publish',
      group: 'registry' as const,
    },
  ],
};
