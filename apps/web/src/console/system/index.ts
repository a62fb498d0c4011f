import type { ConsoleFace } from '../face.ts';

/** Pages of the platform itself. */
export const face: ConsoleFace = {
  name: 'console',
  texts: {
    'zh-CN': () => import('../i18n/zh-CN.json', { with: { type: 'json' } }),
    en: () => import('../i18n/en.json', { with: { type: 'json' } }),
  },
  pages: [
    { path: '/jobs', load: () => import('./jobs.tsx') },
    { path: '/audit', load: () => import('./audit.tsx') },
  ],
  menu: [
    { path: '/jobs', title: 'menu.jobs', action: 'platform.jobs', group: 'system' },
    { path: '/audit', title: 'menu.audit', action: 'platform.audit', group: 'system' },
  ],
};
