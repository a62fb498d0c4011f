/** Pages of alarms in the console. */
export const face = {
  pages: [
    { path: '/alarms', load: () => import('./alarms.tsx') },
    { path: '/alarms/$id', load: () => import('./alarm.tsx') },
  ],
  menu: [{ path: '/alarms', zh: '报警', en: 'Alarms', action: 'alarm.read', group: 'judge' as const }],
};
