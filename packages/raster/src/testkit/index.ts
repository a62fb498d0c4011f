/** Simulated scenes with known truth, for tests, benches and demonstrations. Everything here is made up. */
export { normalOf, randomOf } from './random.ts';
export { type SceneOptions, type ScenePaths, sceneCells, writeScene } from './scene.ts';
export { rasterised, type Score, scoreCells, scoreEvents } from './score.ts';
export * from './world.ts';
