/** Pages of the radiation monitoring network in the console. */
const action = 'radnet.read';

export const face = {
  name: 'radnet',
  texts: {
    'zh-CN': () => import('../i18n/zh-CN.json', { with: { type: 'json' } }),
    en: () => import('../i18n/en.json', { with: { type: 'json' } }),
  },
  pages: [
    { path: '/radnet/stations', load: () => import('./stations.tsx') },
    { path: '/radnet/stations/$id', load: () => import('./station.tsx') },
    { path: '/radnet/samples', load: () => import('./samples.tsx') },
    { path: '/radnet/samples/$id', load: () => import('./sample.tsx') },
    { path: '/radnet/norm', load: () => import('./norm.tsx') },
    { path: '/radnet/norm/$id', load: () => import('./norm-unit.tsx') },
    { path: '/radnet/uranium', load: () => import('./uranium.tsx') },
    { path: '/radnet/legacy/$id', load: () => import('./legacy.tsx') },
    { path: '/radnet/wells/$id', load: () => import('./well.tsx') },
    { path: '/radnet/findings', load: () => import('./findings.tsx') },
    { path: '/radnet/findings/$id', load: () => import('./finding.tsx') },
  ],
  menu: [
    { path: '/radnet/stations', title: 'menu.stations', action, group: 'radiation' as const },
    { path: '/radnet/samples', title: 'menu.samples', action, group: 'radiation' as const },
    { path: '/radnet/norm', title: 'menu.norm', action, group: 'radiation' as const },
    { path: '/radnet/uranium', title: 'menu.uranium', action, group: 'radiation' as const },
    { path: '/radnet/findings', title: 'menu.findings', action, group: 'radiation' as const },
  ],
};
