/** Pages of data quality in the console. */
export const face = {
  name: 'quality',
  texts: {
    'zh-CN': () => import('../i18n/zh-CN.json', { with: { type: 'json' } }),
    en: () => import('../i18n/en.json', { with: { type: 'json' } }),
  },
  pages: [],
  menu: [],
};
