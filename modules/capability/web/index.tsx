/** Pages of capability in the console. */
const group = 'enforcement' as const;
const action = 'capability.read';

export const face = {
  name: 'capability',
  texts: {
    'zh-CN': () => import('../i18n/zh-CN.json', { with: { type: 'json' } }),
    en: () => import('../i18n/en.json', { with: { type: 'json' } }),
  },
  pages: [
    { path: '/capability/gap', load: () => import('./gap.tsx') },
    { path: '/capability/equipment', load: () => import('./equipment.tsx') },
    { path: '/capability/training', load: () => import('./training.tsx') },
    { path: '/capability/lists', load: () => import('./lists.tsx') },
  ],
  menu: [
    { path: '/capability/gap', title: 'menu.gap', action, group },
    { path: '/capability/equipment', title: 'menu.equipment', action, group },
    { path: '/capability/training', title: 'menu.training', action, group },
    { path: '/capability/lists', title: 'menu.lists', action, group },
  ],
};
