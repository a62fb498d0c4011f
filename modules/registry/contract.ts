/** The registry's contract: what is registered, the routes that read and write it, its events. */
export * from './contract/events.ts';
export {
  Device,
  DeviceInput,
  Edition,
  Enterprise,
  EnterpriseInput,
  Instrument,
  InstrumentInput,
  Limit,
  LimitInput,
  LocalLimit,
  LocalLimitInput,
  Parameter,
  ParameterInput,
  POINT_KINDS,
  Point,
  PointInput,
  PointKind,
  Remark,
  SITE_LIVES,
  SITE_PURPOSES,
  type SiteLife,
  type SitePurpose,
  Transport,
  UnitPath,
} from './contract/objects.ts';
export * from './contract/office.ts';
export * from './contract/reading.ts';
export * from './contract/writing.ts';
