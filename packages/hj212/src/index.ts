export {
  COMMANDS,
  type CommandEntry,
  type CommandGroup,
  commandOf,
  type Direction,
  isPlatformCommand,
} from './commands.ts';
export { crc16, crcHex, isPossibleCrc, modbusCrc } from './crc.ts';
export { decodeFrame, judgeFrame } from './decode.ts';
export { FRAME_OVERHEAD, MAX_DATA } from './describe.ts';
export { editionOf } from './edition.ts';
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
export { isSplit, peekHeader, wantsAnswer } from './header.ts';
export type { DecodeOptions } from './open.ts';
export { type JoinedRecord, PacketJoiner, type PacketJoinerOptions } from './packets.ts';
export { describeProblem, HJ212_PROBLEMS, type Hj212ProblemName } from './problems.ts';
export { FrameReader } from './reader.ts';
export { ackFor, EXE_RTN, QN_RTN, type Reply, replyTo } from './replies.ts';
export type { Built, Request, RequestKind, Target } from './request-types.ts';
export { buildRequest, isNotice, isSupported, MINUTE_INTERVALS, requestCn } from './requests.ts';
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
export { type Verdict, verdictOf } from './verdict.ts';
