/** Pages of telemetry in the console: live view, points, traces, devices, raw frames. */
export const face = {
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
    { path: '/', zh: '实时总览', en: 'Live overview', action: 'telemetry.read', group: 'live' as const },
    {
      path: '/points',
      zh: '站点与排放口',
      en: 'Stations and outlets',
      action: 'telemetry.read',
      group: 'live' as const,
    },
    {
      path: '/sessions',
      zh: '设备会话',
      en: 'Device sessions',
      action: 'telemetry.read',
      group: 'live' as const,
    },
    { path: '/quarantine', zh: '隔离区', en: 'Quarantine', action: 'telemetry.read', group: 'live' as const },
    { path: '/frames', zh: '原始帧', en: 'Raw frames', action: 'telemetry.read', group: 'live' as const },
    { path: '/framelog', zh: '帧日志', en: 'Frame log', action: 'telemetry.read', group: 'system' as const },
  ],
};
