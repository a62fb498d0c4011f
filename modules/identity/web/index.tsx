/** Pages of identity in the console. */
export const face = {
  pages: [
    { path: '/people', load: () => import('./people.tsx') },
    { path: '/account', load: () => import('./account.tsx') },
  ],
  menu: [
    {
      path: '/people',
      zh: '用户与密钥',
      en: 'People and keys',
      action: 'identity.manage',
      group: 'system' as const,
    },
  ],
};
