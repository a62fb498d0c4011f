/** Pages of ecological quality in the console. */
const action = 'ecology.read';
const group = 'judge' as const;

export const face = {
  name: 'ecology',
  texts: {
    'zh-CN': () => import('../i18n/zh-CN.json', { with: { type: 'json' } }),
    en: () => import('../i18n/en.json', { with: { type: 'json' } }),
  },
  pages: [
    { path: '/ecology', load: () => import('./status.tsx') },
    { path: '/ecology/surveys', load: () => import('./surveys.tsx') },
    { path: '/ecology/surveys/$id', load: () => import('./survey.tsx') },
  ],
  menu: [
    { path: '/ecology', title: 'menu.status', action, group },
    { path: '/ecology/surveys', title: 'menu.surveys', action, group },
  ],
};
