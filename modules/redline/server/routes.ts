import { areaRoutes } from './routes/areas.ts';
import { effectRoutes } from './routes/effects.ts';
import { patchRoutes } from './routes/patches.ts';

export const redlineRoutes = [...areaRoutes, ...patchRoutes, ...effectRoutes];
