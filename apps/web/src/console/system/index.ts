import type { ConsoleFace } from '../face.ts';

/** Pages of the platform itself. */
export const face: ConsoleFace = {
  pages: [
    { path: '/jobs', load: () => import('./jobs.tsx') },
    { path: '/audit', load: () => import('./audit.tsx') },
  ],
  menu: [
    { path: '/jobs', zh: '任务', en: 'Jobs', action: 'platform.jobs', group: 'system' },
    { path: '/audit', zh: '审计', en: 'Audit', action: 'platform.audit', group: 'system' },
  ],
};
