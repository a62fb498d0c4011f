/** Pages of manual monitoring and of the network in the console. */
const staff = 'monitoring.read';
const group = 'network' as const;
const judge = 'judge' as const;

export const face = {
  name: 'monitoring',
  texts: {
    'zh-CN': () => import('../i18n/zh-CN.json', { with: { type: 'json' } }),
    en: () => import('../i18n/en.json', { with: { type: 'json' } }),
  },
  pages: [
    { path: '/monitoring/plans', load: () => import('./plans.tsx') },
    { path: '/monitoring/plans/$id', load: () => import('./plan.tsx') },
    { path: '/monitoring/tasks', load: () => import('./tasks.tsx') },
    { path: '/monitoring/tasks/$id', load: () => import('./task.tsx') },
    { path: '/monitoring/field', load: () => import('./field.tsx') },
    { path: '/monitoring/field/$id', load: () => import('./field-form.tsx') },
    { path: '/monitoring/lab', load: () => import('./lab.tsx') },
    { path: '/monitoring/results', load: () => import('./results.tsx') },
    { path: '/monitoring/water', load: () => import('./views/water.tsx') },
    { path: '/monitoring/sources', load: () => import('./views/sources.tsx') },
    { path: '/monitoring/media', load: () => import('./views/media.tsx') },
    { path: '/monitoring/site/$id', load: () => import('./views/site.tsx') },
    { path: '/monitoring/compare', load: () => import('./views/compare.tsx') },
    { path: '/monitoring/coverage', load: () => import('./coverage.tsx') },
    { path: '/monitoring/targets', load: () => import('./targets.tsx') },
  ],
  menu: [
    { path: '/monitoring/plans', title: 'menu.plans', action: staff, group },
    { path: '/monitoring/tasks', title: 'menu.tasks', action: staff, group },
    { path: '/monitoring/field', title: 'menu.field', action: 'monitoring.sample', group },
    { path: '/monitoring/lab', title: 'menu.lab', action: 'monitoring.analyse', group },
    { path: '/monitoring/results', title: 'menu.results', action: staff, group },
    { path: '/monitoring/water', title: 'menu.water', action: staff, group: judge },
    { path: '/monitoring/sources', title: 'menu.sources', action: staff, group: judge },
    { path: '/monitoring/media', title: 'menu.media', action: staff, group: judge },
    { path: '/monitoring/compare', title: 'menu.compare', action: staff, group: judge },
    { path: '/monitoring/coverage', title: 'menu.coverage', action: staff, group },
    { path: '/monitoring/targets', title: 'menu.targets', action: staff, group },
  ],
};
