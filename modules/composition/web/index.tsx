/** Pages of atmospheric components and of roadside stations in the console. */
const staff = 'composition.read';
const group = 'judge' as const;

export const face = {
  name: 'composition',
  texts: {
    'zh-CN': () => import('../i18n/zh-CN.json', { with: { type: 'json' } }),
    en: () => import('../i18n/en.json', { with: { type: 'json' } }),
  },
  pages: [
    { path: '/composition', load: () => import('./voc.tsx') },
    { path: '/composition/traffic', load: () => import('./traffic.tsx') },
    { path: '/composition/species', load: () => import('./species.tsx') },
    { path: '/composition/import', load: () => import('./import.tsx') },
  ],
  menu: [
    { path: '/composition', title: 'menu.voc', action: staff, group },
    { path: '/composition/traffic', title: 'menu.traffic', action: staff, group },
    { path: '/composition/import', title: 'menu.import', action: 'composition.write', group },
  ],
};
