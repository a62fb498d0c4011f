import type { ModuleDefinition } from '@tarim/platform';
import { ecologyDatasets } from './datasets.ts';
import { ecologyErrors, rowErrors } from './errors.ts';
import { ecologyRoutes } from './routes.ts';

/** 生态质量：EI、EQI 与水生态调查 */
export const ecologyModule: ModuleDefinition = {
  name: 'ecology',
  migrations: new URL('./migrations/', import.meta.url),
  datasets: ecologyDatasets,
  errors: { ...ecologyErrors, ...rowErrors },
  routes: ecologyRoutes,
};

export { seedDemoEcology } from './use-cases/seed-demo.ts';
