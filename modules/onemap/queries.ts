/** What other modules may ask onemap, on the server: the layers that a reader sees, the servers of base maps. */
export { baseMapOrigins } from './server/use-cases/base-maps.ts';
export { layersOf } from './server/use-cases/layers.ts';
