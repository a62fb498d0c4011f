import type { Problem } from '@tarim/kernel';

/** Edition of the standard: HJ/T 212-2005, HJ 212-2017, HJ 212-2025. */
export type Edition = '2005' | '2017' | '2025';
export const EDITIONS: readonly Edition[] = ['2005', '2017', '2025'];

/** One piece of a byte stream: a frame as received, or the rubbish between two frames. */
export interface RawFrame {
  readonly kind: 'frame' | 'rubbish';
  /** Position of the first byte in the stream. */
  readonly offset: number;
  /** The bytes exactly as received: a view on the chunk it came in when it came in one piece. */
  readonly bytes: Uint8Array;
  /** DATA (数据段) inside `bytes`: `bytes.subarray(dataStart, dataEnd)`. Both 0 for rubbish. */
  readonly dataStart: number;
  readonly dataEnd: number;
  /** LEN says where the frame really ends. */
  readonly lengthOk: boolean;
  /** CRC on the wire equals that of DATA. False when there is none to check, and for an intact encrypted frame. */
  readonly crcOk: boolean;
  /** The CRC on the wire; null when there is none or it is not hexadecimal. */
  readonly crcRead: number | null;
  readonly problems: readonly Problem[];
}

/** The head of DATA, before `CP=`. Absent fields are null; a field that is present but empty is ''. */
export interface FrameHeader {
  readonly qn: string | null;
  readonly st: string | null;
  readonly cn: string | null;
  readonly pw: string | null;
  readonly mn: string | null;
  readonly flag: number | null;
  readonly pnum: number | null;
  readonly pno: number | null;
  /** 补传标记 of 2025: 1 marks re-sent data; absent means normal. */
  readonly rf: number | null;
}

/** null: the attribute was sent without a value. */
export type AttrValue = number | string | null;

/** One factor (or device, or piece of site information) with its attributes: `{code:'w01018', attrs:{Rtd:12.3, Flag:'N'}}`. */
export interface Item {
  readonly code: string;
  readonly attrs: Record<string, AttrValue>;
}

/** A frame read field by field. Reading never throws: what is wrong stands in `problems`. */
export interface DecodedFrame extends FrameHeader {
  /** Position in the stream (0 when decoded from plain bytes). */
  readonly offset: number;
  /** Total length in bytes, as received. */
  readonly bytes: number;
  readonly lengthOk: boolean;
  /** Of the plaintext when encrypted. False when there is no CRC to check; null only when it cannot be known: encrypted, and no key. */
  readonly crcOk: boolean | null;
  readonly edition: Edition | null;
  /** DataTime, epoch ms; null when absent or not a time. */
  readonly dataTime: number | null;
  /**
   * Fields of the data area (CP) that belong to no item, in their order: SystemTime, QnRtn, BeginTime …, QN of 2005 replies. DataTime
   * stands here too when `dataTime` alone does not give it back: not in first place, not of 14 digits, 24:00:00, or not a time.
   */
  readonly fields: Record<string, string>;
  readonly items: Item[];
  /** Text between `//` and `//` (site log, 现场端日志). */
  readonly logText: string | null;
  readonly encrypted: boolean;
  readonly problems: readonly Problem[];
}

/** What `encodeFrame` writes. Absent head fields are left out. */
export interface Message {
  readonly edition: Edition;
  readonly qn?: string | null;
  readonly st?: string | null;
  readonly cn: string;
  readonly pw?: string | null;
  readonly mn?: string | null;
  /** Absent: the edition's version bits, bit 1 when `pnum` is given, bit 0 when `answer`; null: no Flag at all (2005 uploads). */
  readonly flag?: number | null;
  readonly answer?: boolean;
  /** Replies of 2005 carry their QN inside CP. Absent: true for CN 9011–9014. */
  readonly reply?: boolean;
  readonly pnum?: number | null;
  readonly pno?: number | null;
  readonly rf?: number | null;
  /** Epoch ms; written as DataTime at the head of CP, or where `fields` has its DataTime, and as it is written there if that is this time. */
  readonly dataTime?: number | null;
  readonly fields?: Readonly<Record<string, string | number>>;
  readonly items?: readonly { readonly code: string; readonly attrs: Readonly<Record<string, AttrValue>> }[];
}
