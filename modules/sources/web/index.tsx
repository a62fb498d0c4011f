/** Pages of pollution sources in the console. */
const action = 'sources.read';
const group = 'sources' as const;

export const face = {
  name: 'sources',
  texts: {
    'zh-CN': () => import('../i18n/zh-CN.json', { with: { type: 'json' } }),
    en: () => import('../i18n/en.json', { with: { type: 'json' } }),
  },
  pages: [
    { path: '/sources/outfalls', load: () => import('./outfalls.tsx') },
    { path: '/sources/outfalls/$id', load: () => import('./outfall.tsx') },
    { path: '/sources/mobile', load: () => import('./mobile.tsx') },
    { path: '/sources/diffuse', load: () => import('./diffuse.tsx') },
    { path: '/sources/diffuse/$id', load: () => import('./catchment.tsx') },
  ],
  menu: [
    { path: '/sources/outfalls', title: 'menu.outfalls', action, group },
    { path: '/sources/mobile', title: 'menu.mobile', action, group },
    { path: '/sources/diffuse', title: 'menu.diffuse', action, group },
  ],
};
