/** Pages of complaints in the console. */
const group = 'enforcement' as const;
const action = 'complaint.read';

export const face = {
  name: 'complaint',
  texts: {
    'zh-CN': () => import('../i18n/zh-CN.json', { with: { type: 'json' } }),
    en: () => import('../i18n/en.json', { with: { type: 'json' } }),
  },
  pages: [
    { path: '/complaint/files', load: () => import('./files.tsx') },
    { path: '/complaint/files/$id', load: () => import('./file.tsx') },
    { path: '/complaint/rewards', load: () => import('./rewards.tsx') },
    { path: '/complaint/statistics', load: () => import('./statistics.tsx') },
  ],
  menu: [
    { path: '/complaint/files', title: 'menu.files', action, group },
    { path: '/complaint/rewards', title: 'menu.rewards', action, group },
    { path: '/complaint/statistics', title: 'menu.statistics', action, group },
  ],
};
