import type { ConsoleFace } from '../face.ts';
import { face as system } from '../system/index.ts';

/** Where people of an enterprise begin: a page of the console's own, since it shows what several modules know. */
export const face: ConsoleFace = {
  name: system.name,
  texts: system.texts,
  pages: [{ path: '/own', load: () => import('./own.tsx') }],
  menu: [{ path: '/own', title: 'menu.own', action: 'enterprise.read-own', group: 'live' }],
};
