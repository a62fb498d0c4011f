/** Pages of reports in the console. */
export const face = {
  name: 'reporting',
  texts: {
    'zh-CN': () => import('../i18n/zh-CN.json', { with: { type: 'json' } }),
    en: () => import('../i18n/en.json', { with: { type: 'json' } }),
  },
  pages: [
    { path: '/reports', load: () => import('./reports.tsx') },
    { path: '/reports/detail', load: () => import('./report.tsx') },
    { path: '/reports/templates', load: () => import('./templates.tsx') },
  ],
  menu: [
    { path: '/reports', title: 'menu.reports', action: 'reporting.read', group: 'judge' as const },
    {
      path: '/reports/templates',
      title: 'menu.templates',
      action: 'reporting.read',
      group: 'judge' as const,
    },
  ],
};
