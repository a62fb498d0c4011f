/** Pages of data collection in the console. */
const action = 'exchange.read';
const group = 'data' as const;

export const face = {
  name: 'exchange',
  texts: {
    'zh-CN': () => import('../i18n/zh-CN.json', { with: { type: 'json' } }),
    en: () => import('../i18n/en.json', { with: { type: 'json' } }),
  },
  pages: [
    { path: '/exchange', load: () => import('./pipelines.tsx') },
    { path: '/exchange/new', load: () => import('./editor.tsx') },
    { path: '/exchange/hosts', load: () => import('./hosts.tsx') },
    { path: '/exchange/pipelines/$id', load: () => import('./pipeline.tsx') },
    { path: '/exchange/pipelines/$id/edit', load: () => import('./editor.tsx') },
    { path: '/exchange/runs/$id', load: () => import('./run.tsx') },
  ],
  menu: [{ path: '/exchange', title: 'menu.exchange', action, group }],
};
