import { areaRoutes } from './routes/areas.ts';
import { patchRoutes } from './routes/patches.ts';

export const redlineRoutes = [...areaRoutes, ...patchRoutes];
