/** Pages of evaluation in the console. */
export const face = {
  pages: [
    { path: '/air', load: () => import('./air.tsx') },
    { path: '/verdicts', load: () => import('./verdicts.tsx') },
    { path: '/rules', load: () => import('./rules.tsx') },
  ],
  menu: [
    { path: '/air', zh: '空气质量', en: 'Air quality', action: 'evaluation.read', group: 'judge' as const },
    {
      path: '/verdicts',
      zh: '超标判定',
      en: 'Exceedances',
      action: 'evaluation.read',
      group: 'judge' as const,
    },
    {
      path: '/rules',
      zh: '标准与规则',
      en: 'Standards and rules',
      action: 'evaluation.read',
      group: 'judge' as const,
    },
  ],
};
