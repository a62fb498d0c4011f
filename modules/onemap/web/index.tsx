/** The map is a face of its own at `/map`; the console's menu leads there, and to the settings of its base maps. */
export const face = {
  name: 'onemap',
  texts: {
    'zh-CN': () => import('../i18n/zh-CN.json', { with: { type: 'json' } }),
    en: () => import('../i18n/en.json', { with: { type: 'json' } }),
  },
  pages: [
    { path: '/map', load: () => import('./to-map.tsx') },
    { path: '/base-maps', load: () => import('./base-maps.tsx') },
  ],
  menu: [
    { path: '/map', title: 'menu.map', group: 'map' as const },
    { path: '/base-maps', title: 'menu.baseMaps', action: 'onemap.base-maps', group: 'map' as const },
  ],
};
