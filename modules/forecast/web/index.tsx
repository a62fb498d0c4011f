/** Pages of forecasts in the console. */
const staff = 'forecast.read';
const group = 'judge' as const;

export const face = {
  name: 'forecast',
  texts: {
    'zh-CN': () => import('../i18n/zh-CN.json', { with: { type: 'json' } }),
    en: () => import('../i18n/en.json', { with: { type: 'json' } }),
  },
  pages: [
    { path: '/forecast', load: () => import('./forecast.tsx') },
    { path: '/forecast/verification', load: () => import('./verification.tsx') },
    { path: '/forecast/import', load: () => import('./import.tsx') },
  ],
  menu: [
    { path: '/forecast', title: 'menu.forecast', action: staff, group },
    { path: '/forecast/verification', title: 'menu.verification', action: staff, group },
    { path: '/forecast/import', title: 'menu.import', action: 'forecast.write', group },
  ],
};
