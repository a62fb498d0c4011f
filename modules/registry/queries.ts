/** What other modules may ask the registry, on the server. Read-only. */
export {
  devicesByMn,
  enterprisesByIds,
  limitsAt,
  listPoints,
  pointParameters,
  pointsByIds,
  type RegisteredDevice,
  type RegisteredEnterprise,
  type RegisteredLimit,
  type RegisteredParameter,
  type RegisteredPoint,
} from './server/sql/read.ts';
export { ownedBy } from './server/sql/owned.ts';
export { anySimulated } from './server/sql/simulated.ts';
