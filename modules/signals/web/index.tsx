/** Pages of signals in the console. */
const group = 'quality' as const;
const action = 'signals.read';

export const face = {
  name: 'signals',
  texts: {
    'zh-CN': () => import('../i18n/zh-CN.json', { with: { type: 'json' } }),
    en: () => import('../i18n/en.json', { with: { type: 'json' } }),
  },
  pages: [
    { path: '/signals/leads', load: () => import('./leads.tsx') },
    { path: '/signals/leads/$id', load: () => import('./lead.tsx') },
    { path: '/signals/detectors', load: () => import('./detectors.tsx') },
  ],
  menu: [
    { path: '/signals/leads', title: 'menu.leads', action, group },
    { path: '/signals/detectors', title: 'menu.detectors', action, group },
  ],
};
