/** Pages of electromagnetic facilities in the console. */
const group = 'radiation' as const;
const action = 'emf.read';

export const face = {
  name: 'emf',
  texts: {
    'zh-CN': () => import('../i18n/zh-CN.json', { with: { type: 'json' } }),
    en: () => import('../i18n/en.json', { with: { type: 'json' } }),
  },
  pages: [
    { path: '/emf/facilities', load: () => import('./facilities.tsx') },
    { path: '/emf/facilities/$id', load: () => import('./facility.tsx') },
    { path: '/emf/measurements', load: () => import('./measurements.tsx') },
    { path: '/emf/measurements/$id', load: () => import('./measurement.tsx') },
    { path: '/emf/findings', load: () => import('./findings.tsx') },
    { path: '/emf/petitions', load: () => import('./petitions.tsx') },
    { path: '/emf/petitions/$id', load: () => import('./petition.tsx') },
    { path: '/emf/instruments', load: () => import('./instruments.tsx') },
    { path: '/emf/rules', load: () => import('./rules.tsx') },
    { path: '/emf/figures', load: () => import('./figures.tsx') },
  ],
  menu: [
    { path: '/emf/facilities', title: 'menu.facilities', action: [action, 'emf.file'], group },
    { path: '/emf/measurements', title: 'menu.measurements', action, group },
    { path: '/emf/findings', title: 'menu.emfFindings', action, group },
    { path: '/emf/petitions', title: 'menu.petitions', action: 'emf.petition', group },
    { path: '/emf/instruments', title: 'menu.instruments', action, group },
    { path: '/emf/rules', title: 'menu.rules', action, group },
    { path: '/emf/figures', title: 'menu.figures', action, group },
  ],
};
