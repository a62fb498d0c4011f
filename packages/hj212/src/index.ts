export {
  COMMANDS,
  type CommandEntry,
  type CommandGroup,
  commandOf,
  type Direction,
  isPlatformCommand,
} from './commands.ts';
export { crc16, crcHex, isPossibleCrc, modbusCrc } from './crc.ts';
export { type DecodeOptions, decodeFrame } from './decode.ts';
export { type EncodeOptions, encodeFrame, encodeRecord, flagOf, frameData } from './encode.ts';
export {
  FLAG_TABLE_VERSION,
  FLAGS,
  FLUE_GAS_NORMAL_SHARE,
  type FlagMeaning,
  flagMeaning,
  rollUpFlag,
  type Validity,
  validityOf,
} from './flags.ts';
export { editionOf, isSplit, peekHeader, wantsAnswer } from './header.ts';
export { FRAME_OVERHEAD, MAX_DATA } from './locate.ts';
export { type JoinedRecord, PacketJoiner, type PacketJoinerOptions } from './packets.ts';
export { HJ212_PROBLEMS, type Hj212ProblemName } from './problems.ts';
export { FrameReader, type FrameReaderOptions } from './reader.ts';
export { ackFor, EXE_RTN, QN_RTN, type Reply, replyTo } from './replies.ts';
export {
  type Built,
  buildRequest,
  isNotice,
  MINUTE_INTERVALS,
  type Request,
  type RequestKind,
  requestCn,
  type Target,
} from './requests.ts';
export { firstContact, PlatformSession, type SessionOptions } from './session.ts';
export type {
  RequestAnswer,
  RequestState,
  RequestStep,
  RequestView,
  SessionAction,
} from './session-types.ts';
export { parseSm4Key, sm4Decrypt, sm4Encrypt } from './sm4.ts';
export { parseStamp, qnOf, stamp } from './stamp.ts';
export type { AttrValue, DecodedFrame, Edition, FrameHeader, Item, Message, RawFrame } from './types.ts';
export { EDITIONS } from './types.ts';
