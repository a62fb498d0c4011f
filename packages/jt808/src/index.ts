/** JT/T 808 (道路运输车辆卫星定位系统终端通信协议): frames of positioning terminals. Pure; what is wrong with bytes is data. */
export { knowsMessage } from './body.ts';
export { bytesOfHex, hexOf } from './bytes.ts';
export { decodeFrame, decodeJoined } from './decode.ts';
export { encodeFrame, encodeParts } from './encode.ts';
export {
  type ItemDefinition,
  type ItemMap,
  itemMap,
  SOURCE_TERMINAL_ITEMS,
  STANDARD_ITEMS,
} from './items.ts';
export {
  type LostMessage,
  PART_LIMITS,
  PartJoiner,
  type PartLimits,
  type PartOutcome,
  type PartsJson,
} from './parts.ts';
export { JT808_PROBLEMS, type Jt808ProblemName } from './problems.ts';
export { FrameReader, LONGEST_FRAME, type RawPiece } from './reader.ts';
export type {
  DecodedFrame,
  Edition,
  Jt808Body,
  Jt808Header,
  Jt808Item,
  Jt808Location,
  Jt808Parameter,
} from './types.ts';
