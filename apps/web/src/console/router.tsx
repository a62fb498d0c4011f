import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { parseAddress, writeAddress } from '@tarim/ui';
import { Lost } from './lost.tsx';
import { faces } from './modules.ts';
import { Shell } from './shell.tsx';

const root = createRootRoute({ component: Shell });

/** Pages are loaded when opened: the map and the charts are not in the first load. */
const children = faces.flatMap((face) =>
  face.pages.map((page) =>
    createRoute({ getParentRoute: () => root, path: page.path, component: lazyRouteComponent(page.load) }),
  ),
);

export const router = createRouter({
  routeTree: root.addChildren(children),
  basepath: '/console',
  // Plain texts: what looks like a number may be a credit code.
  parseSearch: parseAddress,
  stringifySearch: writeAddress,
  defaultPreload: 'intent',
  defaultNotFoundComponent: Lost,
});
