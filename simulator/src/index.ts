/** A monitoring network in a box: worlds, loggers, scenarios. */

export { demoGauges, demoPlantTable } from './demo-bureau.ts';
export { demoComponents, type SimulatedComponents } from './demo-components.ts';
export { demoEcology } from './demo-ecology.ts';
export { demoParameters } from './demo-operation.ts';
export { demoRegistry } from './demo-registry.ts';
export { demoSources } from './demo-sources.ts';
export { demoSurvey } from './demo-survey.ts';
export { demoTargets } from './demo-targets.ts';
export { httpSink, type JsonRecord, type JsonSink, mqttSink } from './device/json-station.ts';
export { Logger } from './device/logger.ts';
export { ODDITIES, type Oddity } from './device/oddities.ts';
export type { Counters, Station } from './device/station.ts';
export { simulatorErrors } from './errors.ts';
export { expandScenario, type SimDevice } from './expand.ts';
export {
  LOAD_VALUES_PER_FRAME,
  type LoadOptions,
  type LoadResult,
  loadMn,
  prepareLoad,
  runLoad,
} from './load.ts';
export { type Network, type NetworkOptions, startNetwork } from './network.ts';
export { type Past, pastOf } from './past.ts';
export { demoFleet, demoMembers, type FleetMember, NIGHT_MS } from './radiography/fleet.ts';
export { nightOf, reportOf, type SourceReport } from './radiography/night.ts';
export { SourceTerminal } from './radiography/speak.ts';
export { itemsOf, type Report, reportAt } from './report.ts';
export { loadScenario, type Scenario, scenarioNames } from './scenario.ts';
export { type OutletTamper, TAMPER_KINDS, type TamperKind, type TamperPlan } from './tamper/kinds.ts';
export * from './tamper/labelled/index.ts';
export type { SimEvent } from './world/events.ts';
export { measureAt } from './world/measure.ts';
export { type PastAirDay, type PastCity, pastAirDays } from './world/past-air.ts';
export { measureOver } from './world/period.ts';
