/** Pages of campaign in the console. */
const group = 'enforcement' as const;
const action = 'campaign.read';

export const face = {
  name: 'campaign',
  texts: {
    'zh-CN': () => import('../i18n/zh-CN.json', { with: { type: 'json' } }),
    en: () => import('../i18n/en.json', { with: { type: 'json' } }),
  },
  pages: [
    { path: '/campaign/campaigns', load: () => import('./campaigns.tsx') },
    { path: '/campaign/campaigns/$id', load: () => import('./campaign.tsx') },
  ],
  menu: [{ path: '/campaign/campaigns', title: 'menu.campaigns', action, group }],
};
