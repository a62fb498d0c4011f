/** Pages of duty and notices in the console. */
export const face = {
  name: 'duty',
  texts: {
    'zh-CN': () => import('../i18n/zh-CN.json', { with: { type: 'json' } }),
    en: () => import('../i18n/en.json', { with: { type: 'json' } }),
  },
  pages: [
    { path: '/duty', load: () => import('./desk.tsx') },
    { path: '/duty/roster', load: () => import('./roster.tsx') },
    { path: '/duty/contacts', load: () => import('./contacts.tsx') },
    { path: '/duty/notices', load: () => import('./notices.tsx') },
    { path: '/duty/settings', load: () => import('./answer-settings.tsx') },
    { path: '/duty/inbox', load: () => import('./inbox.tsx') },
  ],
  menu: [
    { path: '/duty', title: 'menu.desk', action: 'duty.read', group: 'alarm' as const },
    { path: '/duty/roster', title: 'menu.roster', action: 'duty.read', group: 'alarm' as const },
    { path: '/duty/contacts', title: 'menu.contacts', action: 'duty.read', group: 'alarm' as const },
    { path: '/duty/notices', title: 'menu.notices', action: 'duty.manage', group: 'alarm' as const },
    { path: '/duty/settings', title: 'menu.settings', action: 'duty.read', group: 'alarm' as const },
  ],
};
