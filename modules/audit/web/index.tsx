/** Pages of audit in the console. */
const group = 'enforcement' as const;
const action = 'audit.read';

export const face = {
  name: 'audit',
  texts: {
    'zh-CN': () => import('../i18n/zh-CN.json', { with: { type: 'json' } }),
    en: () => import('../i18n/en.json', { with: { type: 'json' } }),
  },
  pages: [
    { path: '/audit/rounds', load: () => import('./rounds.tsx') },
    { path: '/audit/rounds/$id', load: () => import('./round.tsx') },
    { path: '/audit/papers/$id', load: () => import('./paper.tsx') },
  ],
  menu: [{ path: '/audit/rounds', title: 'menu.rounds', action, group }],
};
