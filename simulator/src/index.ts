/** A monitoring network in a box: worlds, loggers, scenarios. */
export { demoRegistry } from './demo-registry.ts';
export { Logger } from './device/logger.ts';
export { type Network, type NetworkOptions, startNetwork } from './network.ts';
export { itemsOf, type Report } from './report.ts';
export { expandScenario, loadScenario, type Scenario, type SimDevice } from './scenario.ts';
export { measureAt, measureOver } from './world/measure.ts';
