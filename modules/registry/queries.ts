/** What other modules may ask the registry, on the server: read-only, but for what a device itself confirmed (ADR 0006). */

export type { SitePurpose } from './contract.ts';
export { PLACE_COLUMNS, PLACE_GEOMETRY, PLACE_REVISION } from './server/place-columns.ts';
export { ownedBy } from './server/sql/owned.ts';
export {
  devicesByMn,
  devicesOfPoints,
  enterprisesByIds,
  enterprisesInUse,
  limitsAt,
  listPoints,
  type PointDevice,
  pointParameters,
  pointsByIds,
  type RegisteredDevice,
  type RegisteredEnterprise,
  type RegisteredLimit,
  type RegisteredParameter,
  type RegisteredPoint,
  standardsOfLimits,
} from './server/sql/read.ts';
export { anySimulated } from './server/sql/simulated.ts';
export { type ConfirmedSetting, confirmDeviceSetting } from './server/use-cases/confirm-setting.ts';
