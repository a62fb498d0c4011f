/** Pages of the registry in the console. */
export const face = {
  pages: [
    { path: '/registry/enterprises', load: () => import('./enterprises.tsx') },
    { path: '/registry/points', load: () => import('./points.tsx') },
    { path: '/registry/import', load: () => import('./import.tsx') },
  ],
  menu: [
    {
      path: '/registry/enterprises',
      zh: '企业',
      en: 'Enterprises',
      action: 'registry.read',
      group: 'registry' as const,
    },
    {
      path: '/registry/points',
      zh: '点位与限值',
      en: 'Points and limits',
      action: 'registry.read',
      group: 'registry' as const,
    },
    {
      path: '/registry/import',
      zh: '导入与导出',
      en: 'Import and export',
      action: 'registry.import',
      group: 'registry' as const,
    },
  ],
};
