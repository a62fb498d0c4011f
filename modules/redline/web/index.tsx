/** Pages of red-line supervision in the console. */
const action = 'redline.read';
const group = 'redline' as const;

export const face = {
  name: 'redline',
  texts: {
    'zh-CN': () => import('../i18n/zh-CN.json', { with: { type: 'json' } }),
    en: () => import('../i18n/en.json', { with: { type: 'json' } }),
  },
  pages: [
    { path: '/redline', load: () => import('./overview.tsx') },
    { path: '/redline/areas', load: () => import('./areas.tsx') },
    { path: '/redline/areas/$kind/$code', load: () => import('./area.tsx') },
    { path: '/redline/patches', load: () => import('./patches.tsx') },
    { path: '/redline/patches/$id', load: () => import('./patch.tsx') },
    { path: '/redline/effects', load: () => import('./effects/page.tsx') },
    { path: '/redline/activities', load: () => import('./activities.tsx') },
    { path: '/redline/themes', load: () => import('./themes.tsx') },
    { path: '/redline/rules', load: () => import('./rules.tsx') },
    { path: '/redline/precision', load: () => import('./precision.tsx') },
  ],
  menu: [
    { path: '/redline', title: 'menu.overview', action, group },
    { path: '/redline/patches', title: 'menu.patches', action, group },
    { path: '/redline/areas', title: 'menu.areas', action, group },
    { path: '/redline/effects', title: 'menu.effects', action, group },
    { path: '/redline/activities', title: 'menu.activities', action, group },
    { path: '/redline/themes', title: 'menu.themes', action, group },
    { path: '/redline/rules', title: 'menu.rules', action, group },
    { path: '/redline/precision', title: 'menu.precision', action, group },
  ],
};
