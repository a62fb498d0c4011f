/** Pages of radiation safety in the console. */
const group = 'radiation' as const;
const action = 'radiation.read';

export const face = {
  name: 'radiation',
  texts: {
    'zh-CN': () => import('../i18n/zh-CN.json', { with: { type: 'json' } }),
    en: () => import('../i18n/en.json', { with: { type: 'json' } }),
  },
  pages: [
    { path: '/radiation/units', load: () => import('./units.tsx') },
    { path: '/radiation/units/$id', load: () => import('./unit.tsx') },
    { path: '/radiation/sources', load: () => import('./sources.tsx') },
    { path: '/radiation/sources/$id', load: () => import('./source.tsx') },
    { path: '/radiation/collection', load: () => import('./collection.tsx') },
    { path: '/radiation/orphans', load: () => import('./orphans.tsx') },
    { path: '/radiation/comparisons', load: () => import('./comparisons.tsx') },
  ],
  menu: [
    { path: '/radiation/units', title: 'menu.units', action: [action, 'radiation.file'], group },
    { path: '/radiation/sources', title: 'menu.sources', action, group },
    { path: '/radiation/collection', title: 'menu.collection', action, group },
    { path: '/radiation/orphans', title: 'menu.orphans', action, group },
    { path: '/radiation/comparisons', title: 'menu.comparisons', action, group },
  ],
};
