/** Pages of the catalogue in the console. */
export const face = {
  name: 'catalog',
  texts: {
    'zh-CN': () => import('../i18n/zh-CN.json', { with: { type: 'json' } }),
    en: () => import('../i18n/en.json', { with: { type: 'json' } }),
  },
  pages: [],
  menu: [],
};
