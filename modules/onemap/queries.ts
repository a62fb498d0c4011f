/** What other modules may ask onemap, on the server: the layers that a reader sees. */
export { layersOf } from './server/use-cases/layers.ts';
