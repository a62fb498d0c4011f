/** Pages of the registry in the console. */
export const face = {
  name: 'registry',
  texts: {
    'zh-CN': () => import('../i18n/zh-CN.json', { with: { type: 'json' } }),
    en: () => import('../i18n/en.json', { with: { type: 'json' } }),
  },
  pages: [
    { path: '/registry/enterprises', load: () => import('./enterprises.tsx') },
    { path: '/registry/points', load: () => import('./points.tsx') },
    { path: '/registry/local-limits', load: () => import('./local-limits.tsx') },
    { path: '/registry/factors', load: () => import('./factors.tsx') },
    { path: '/registry/import', load: () => import('./import.tsx') },
  ],
  menu: [
    {
      path: '/registry/enterprises',
      title: 'menu.enterprises',
      action: 'registry.read',
      group: 'registry' as const,
    },
    {
      path: '/registry/points',
      title: 'menu.pointsAndLimits',
      action: 'registry.read',
      group: 'registry' as const,
    },
    {
      path: '/registry/local-limits',
      title: 'menu.localLimits',
      action: 'registry.read',
      group: 'registry' as const,
    },
    {
      path: '/registry/factors',
      title: 'menu.factors',
      action: 'registry.read',
      group: 'registry' as const,
    },
    {
      path: '/registry/import',
      title: 'menu.importAndExport',
      action: 'registry.import',
      group: 'registry' as const,
    },
  ],
};
