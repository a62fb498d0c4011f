/** Pages of alarms in the console. */
export const face = {
  name: 'alarm',
  texts: {
    'zh-CN': () => import('../i18n/zh-CN.json', { with: { type: 'json' } }),
    en: () => import('../i18n/en.json', { with: { type: 'json' } }),
  },
  pages: [
    { path: '/alarms', load: () => import('./alarms.tsx') },
    { path: '/alarms/$id', load: () => import('./alarm.tsx') },
  ],
  menu: [
    {
      path: '/alarms',
      title: 'menu.alarms',
      action: ['alarm.read', 'enterprise.read-own'],
      group: 'judge' as const,
    },
  ],
};
