/** Automatic tests of data quality (自动质控标识) on a stream: pure, O(1) a value. Parameters: `quality-flags.json` of `@tarim/standards`. */
export { type CalibrationSample, calibrationDrift, parameterChange } from './calibration.ts';
export { type FlagSettings, type FlagState, flagSettings, flagValue, STREAM_TESTS } from './stream.ts';
export type { FlagParameters, FlagSample, FlagTest, RaisedFlag } from './types.ts';
