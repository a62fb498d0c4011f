/** Pages of evaluation in the console. */
export const face = {
  name: 'evaluation',
  texts: {
    'zh-CN': () => import('../i18n/zh-CN.json', { with: { type: 'json' } }),
    en: () => import('../i18n/en.json', { with: { type: 'json' } }),
    ug: () => import('../i18n/ug.json', { with: { type: 'json' } }),
  },
  pages: [
    { path: '/air', load: () => import('./air.tsx') },
    { path: '/air/explain', load: () => import('./air-explain.tsx') },
    { path: '/air/year', load: () => import('./air/year.tsx') },
    { path: '/air/calendar', load: () => import('./air/calendar.tsx') },
    { path: '/air/ranking', load: () => import('./air/ranking.tsx') },
    { path: '/air/compare', load: () => import('./air/compare.tsx') },
    { path: '/air/dust', load: () => import('./air/dust.tsx') },
    { path: '/air/rose', load: () => import('./air/rose.tsx') },
    { path: '/air/import', load: () => import('./air/import.tsx') },
    { path: '/verdicts', load: () => import('./verdicts.tsx') },
    { path: '/targets', load: () => import('./targets.tsx') },
    { path: '/rules', load: () => import('./rules.tsx') },
    { path: '/rules/detail', load: () => import('./rule.tsx') },
  ],
  menu: [
    { path: '/air', title: 'menu.airQuality', action: 'evaluation.read', group: 'judge' as const },
    { path: '/air/year', title: 'menu.airYear', action: 'evaluation.read', group: 'judge' as const },
    {
      path: '/verdicts',
      title: 'menu.verdicts',
      action: ['evaluation.read', 'enterprise.read-own'],
      group: 'judge' as const,
    },
    {
      path: '/targets',
      title: 'menu.targets',
      action: ['evaluation.read', 'enterprise.read-own'],
      group: 'judge' as const,
    },
    {
      path: '/rules',
      title: 'menu.rules',
      action: ['evaluation.read', 'enterprise.read-own'],
      group: 'judge' as const,
    },
  ],
};
