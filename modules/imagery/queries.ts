/** What other modules may ask of imagery, on the server. Read-only; scenes and changes are told by events. */
export { collectionNames } from './server/sql/scenes.ts';
export { type LayerScene, layerScenes, scenesSeen } from './server/use-cases/map-scenes.ts';
export { type ZonalFound, zonalOfScene } from './server/use-cases/zonal.ts';
