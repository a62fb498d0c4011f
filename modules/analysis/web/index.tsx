/** Pages of spatial analysis in the console. */
const group = 'map' as const;

export const face = {
  name: 'analysis',
  texts: {
    'zh-CN': () => import('../i18n/zh-CN.json', { with: { type: 'json' } }),
    en: () => import('../i18n/en.json', { with: { type: 'json' } }),
  },
  pages: [
    { path: '/analysis', load: () => import('./runs.tsx') },
    { path: '/analysis/runs/$id', load: () => import('./run.tsx') },
    { path: '/analysis/rivers', load: () => import('./rivers.tsx') },
  ],
  menu: [
    { path: '/analysis', title: 'menu.analysis', action: 'analysis.read', group },
    { path: '/analysis/rivers', title: 'menu.rivers', action: 'analysis.read', group },
  ],
};
