/** Devices that work outside, and what came from them. */
export const face = {
  name: 'field',
  texts: {
    'zh-CN': () => import('../i18n/zh-CN.json', { with: { type: 'json' } }),
    en: () => import('../i18n/en.json', { with: { type: 'json' } }),
  },
  pages: [{ path: '/field', load: () => import('./field.tsx') }],
  menu: [{ path: '/field', title: 'menu.field', action: 'field.devices', group: 'tasks' as const }],
};
