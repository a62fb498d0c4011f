import { sceneClassed, sceneReady, sceneRemoved } from '@tarim/imagery/contract';
import { type ModuleDefinition, subscribe } from '@tarim/platform';
import { ogcDatasets } from './datasets.ts';
import { ogcErrors } from './errors.ts';
import { routes } from './routes.ts';
import { catalogueScene, dropScene, nameClasses } from './use-cases/catalogue-scene.ts';

/** 开放标准接口 */
export const ogcModule: ModuleDefinition = {
  name: 'ogc',
  migrations: new URL('./migrations/', import.meta.url),
  errors: ogcErrors,
  routes,
  datasets: ogcDatasets,
  subscriptions: [
    subscribe(sceneReady, 'ogc.catalogue-scene', (scene, tx, ctx) => catalogueScene(ctx, tx, scene)),
    subscribe(sceneClassed, 'ogc.name-classes', (named, tx) => nameClasses(tx, named)),
    subscribe(sceneRemoved, 'ogc.drop-scene', (scene, tx, ctx) => dropScene(ctx, tx, scene.id)),
  ],
};

export default ogcModule;
