/** Pages of imagery in the console. */
const action = 'imagery.read';
const group = 'redline' as const;

export const face = {
  name: 'imagery',
  texts: {
    'zh-CN': () => import('../i18n/zh-CN.json', { with: { type: 'json' } }),
    en: () => import('../i18n/en.json', { with: { type: 'json' } }),
  },
  pages: [
    { path: '/imagery', load: () => import('./scenes.tsx') },
    { path: '/imagery/scenes/$id', load: () => import('./scene.tsx') },
    { path: '/imagery/changes', load: () => import('./changes.tsx') },
    { path: '/imagery/changes/$id', load: () => import('./change.tsx') },
    { path: '/imagery/transitions', load: () => import('./transitions.tsx') },
    { path: '/imagery/transitions/$id', load: () => import('./transition.tsx') },
  ],
  menu: [
    { path: '/imagery', title: 'menu.scenes', action, group },
    { path: '/imagery/changes', title: 'menu.changes', action, group },
    { path: '/imagery/transitions', title: 'menu.transitions', action, group },
  ],
};
