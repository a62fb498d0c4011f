/** Pages of calibration and operation in the console. */
const action = ['operation.read', 'enterprise.read-own'];
const group = 'quality' as const;

export const face = {
  name: 'operation',
  texts: {
    'zh-CN': () => import('../i18n/zh-CN.json', { with: { type: 'json' } }),
    en: () => import('../i18n/en.json', { with: { type: 'json' } }),
  },
  pages: [
    { path: '/operation/tasks', load: () => import('./tasks.tsx') },
    { path: '/operation/outlets/$id', load: () => import('./outlet.tsx') },
    { path: '/operation/records', load: () => import('./records.tsx') },
    { path: '/operation/faults', load: () => import('./faults.tsx') },
    { path: '/operation/operators', load: () => import('./operators.tsx') },
    { path: '/operation/parameters', load: () => import('./parameters.tsx') },
    { path: '/operation/parameters/$id', load: () => import('./outlet-parameters.tsx') },
    { path: '/operation/tables', load: () => import('./tables.tsx') },
  ],
  menu: [
    { path: '/operation/tasks', title: 'menu.tasks', action, group },
    { path: '/operation/records', title: 'menu.records', action, group },
    { path: '/operation/faults', title: 'menu.faults', action, group },
    { path: '/operation/operators', title: 'menu.operators', action: 'operation.read', group },
    { path: '/operation/parameters', title: 'menu.parameters', action, group },
    { path: '/operation/tables', title: 'menu.tables', action, group },
  ],
};
