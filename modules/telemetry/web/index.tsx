/** Pages of telemetry in the console: live view, points, traces, devices, raw frames. */
export const face = {
  name: 'telemetry',
  texts: {
    'zh-CN': () => import('../i18n/zh-CN.json', { with: { type: 'json' } }),
    en: () => import('../i18n/en.json', { with: { type: 'json' } }),
    ug: () => import('../i18n/ug.json', { with: { type: 'json' } }),
  },
  pages: [
    { path: '/', load: () => import('./overview.tsx') },
    { path: '/points', load: () => import('./points.tsx') },
    { path: '/points/$id', load: () => import('./point.tsx') },
    { path: '/trace/rollup', load: () => import('./trace-rollup.tsx') },
    { path: '/trace/record', load: () => import('./trace-record.tsx') },
    { path: '/frames', load: () => import('./frames.tsx') },
    { path: '/frames/$lsn', load: () => import('./frame.tsx') },
    { path: '/sessions', load: () => import('./sessions.tsx') },
    { path: '/quarantine', load: () => import('./quarantine.tsx') },
    { path: '/framelog', load: () => import('./frame-log.tsx') },
  ],
  menu: [
    { path: '/', title: 'menu.liveOverview', action: 'telemetry.read', group: 'live' as const },
    {
      path: '/points',
      title: 'menu.stationsAndOutlets',
      action: ['telemetry.read', 'enterprise.read-own'],
      group: 'live' as const,
    },
    {
      path: '/sessions',
      title: 'menu.deviceSessions',
      action: ['telemetry.read', 'enterprise.read-own'],
      group: 'live' as const,
    },
    { path: '/quarantine', title: 'menu.quarantine', action: 'telemetry.read', group: 'live' as const },
    { path: '/frames', title: 'menu.rawFrames', action: 'telemetry.read', group: 'live' as const },
    { path: '/framelog', title: 'menu.frameLog', action: 'telemetry.read', group: 'system' as const },
  ],
};
