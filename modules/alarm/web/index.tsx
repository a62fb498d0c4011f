/** Pages of alarms in the console. */
export const face = {
  name: 'alarm',
  texts: {
    'zh-CN': () => import('../i18n/zh-CN.json', { with: { type: 'json' } }),
    en: () => import('../i18n/en.json', { with: { type: 'json' } }),
    ug: () => import('../i18n/ug.json', { with: { type: 'json' } }),
  },
  pages: [
    { path: '/alarms', load: () => import('./alarms.tsx') },
    { path: '/alarms/$id', load: () => import('./alarm.tsx') },
    { path: '/alarm-rule-book', load: () => import('./rule-book.tsx') },
    { path: '/alarm-rule-book/$key', load: () => import('./rule-page.tsx') },
    { path: '/alarm-hushes', load: () => import('./hushes.tsx') },
    { path: '/alarm-rules', load: () => import('./alarm-rules.tsx') },
  ],
  menu: [
    {
      path: '/alarms',
      title: 'menu.alarms',
      action: ['alarm.read', 'enterprise.read-own'],
      group: 'alarm' as const,
    },
    { path: '/alarm-rules', title: 'menu.alarmRules', action: 'alarm.read', group: 'alarm' as const },
    {
      path: '/alarm-rule-book',
      title: 'menu.alarmRuleBook',
      action: 'alarm.read',
      group: 'alarm' as const,
    },
    { path: '/alarm-hushes', title: 'menu.alarmHushes', action: 'alarm.read', group: 'alarm' as const },
  ],
};
