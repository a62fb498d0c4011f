/** Page of the region in the console: outlines of units. */
export const face = {
  name: 'region',
  texts: {
    'zh-CN': () => import('../i18n/zh-CN.json', { with: { type: 'json' } }),
    en: () => import('../i18n/en.json', { with: { type: 'json' } }),
    ug: () => import('../i18n/ug.json', { with: { type: 'json' } }),
  },
  pages: [{ path: '/outlines', load: () => import('./outlines.tsx') }],
  menu: [{ path: '/outlines', title: 'menu.outlines', action: 'region.write', group: 'registry' as const }],
};
