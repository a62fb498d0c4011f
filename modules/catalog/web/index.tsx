/** Pages of the catalogue and of sharing in the console. */
const group = 'data' as const;

export const face = {
  name: 'catalog',
  texts: {
    'zh-CN': () => import('../i18n/zh-CN.json', { with: { type: 'json' } }),
    en: () => import('../i18n/en.json', { with: { type: 'json' } }),
  },
  pages: [
    { path: '/data/catalog', load: () => import('./catalog.tsx') },
    { path: '/data/catalog/$id', load: () => import('./entry.tsx') },
    { path: '/data/requests', load: () => import('./requests.tsx') },
    { path: '/data/requests/$id', load: () => import('./request.tsx') },
  ],
  menu: [
    { path: '/data/catalog', title: 'menu.catalog', action: 'catalog.read', group },
    { path: '/data/requests', title: 'menu.requests', action: 'catalog.read', group },
  ],
};
