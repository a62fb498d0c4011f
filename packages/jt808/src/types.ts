import type { Problem } from '@tarim/kernel';

/** Editions with different headers: 2013 (phone in 6 bytes), 2019 (version byte, phone in 10). */
export type Edition = '2013' | '2019';

export interface Jt808Header {
  /** `0x0200` */
  readonly messageId: string;
  readonly edition: Edition;
  /** Of 2019: version of the protocol that the terminal registered with. */
  readonly protocolVersion: number | null;
  /** Digits with leading zeros as sent; null: not BCD. */
  readonly terminal: string | null;
  readonly sequence: number;
  readonly bodyLength: number;
  readonly encrypted: boolean;
  readonly packet: { readonly total: number; readonly index: number } | null;
}

export interface Jt808Item {
  /** `0x31` */
  readonly id: string;
  /** Null: no definition is at hand. */
  readonly name: string | null;
  readonly value: number | null;
  readonly unit: string | null;
  /** Set bits, of items that are bits. */
  readonly bits: readonly number[] | null;
  /** Hex. */
  readonly raw: string;
}

/** An item of 0x8103 and 0x0104 (终端参数项). */
export interface Jt808Parameter {
  /** `0x0029` */
  readonly id: string;
  /** Null: it is not one of those that are named here. */
  readonly name: string | null;
  /** Null: not a named DWORD. */
  readonly value: number | null;
  /** Hex. */
  readonly raw: string;
}

/** Body of 0x0200 (位置信息汇报). */
export interface Jt808Location {
  /** Names of set bits; `bit_9` where none is at hand. */
  readonly alarms: readonly string[];
  readonly alarmBits: number;
  readonly status: {
    readonly acc: boolean;
    readonly located: boolean;
    readonly south: boolean;
    readonly west: boolean;
  };
  readonly statusBits: number;
  /** Degrees, south and west negative; null: not a position. */
  readonly lat: number | null;
  readonly lon: number | null;
  /** m; km/h; degrees. */
  readonly altitude: number;
  readonly speed: number;
  readonly heading: number;
  /** ISO 8601, +08:00; null: no time. */
  readonly time: string | null;
  readonly items: readonly Jt808Item[];
}

export type Jt808Body =
  | { readonly kind: 'location'; readonly location: Jt808Location; readonly answers?: number }
  | {
      readonly kind: 'batch';
      /** 0 as usual, 1 stored while there was no network. */
      readonly type: number;
      readonly locations: readonly Jt808Location[];
    }
  | {
      readonly kind: 'register';
      readonly province: number;
      readonly city: number;
      readonly manufacturer: string;
      readonly model: string;
      readonly terminalId: string;
      readonly plateColour: number;
      readonly plate: string;
    }
  | {
      readonly kind: 'authenticate';
      readonly code: string;
      readonly imei?: string;
      readonly software?: string;
    }
  | { readonly kind: 'heartbeat' }
  | {
      readonly kind: 'answer';
      readonly sequence: number;
      readonly messageId: string;
      readonly result: number;
    }
  | {
      readonly kind: 'register-answer';
      readonly sequence: number;
      readonly result: number;
      readonly code: string | null;
    }
  /** 0x8003 (补传分包请求): parts of a message, by the sequence number of its first part. */
  | { readonly kind: 'resend'; readonly first: number; readonly parts: readonly number[] }
  /** 0x8103 (设置终端参数). */
  | { readonly kind: 'set-parameters'; readonly parameters: readonly Jt808Parameter[] }
  /** 0x8104 (查询终端参数), 0x8201 (位置信息查询): nothing but their names. */
  | { readonly kind: 'query-parameters' }
  | { readonly kind: 'query-position' }
  /** 0x0104 (查询终端参数应答). */
  | { readonly kind: 'parameters'; readonly answers: number; readonly parameters: readonly Jt808Parameter[] };

export interface DecodedFrame {
  readonly header: Jt808Header | null;
  /** Null: not read, and why is in `problems`. */
  readonly body: Jt808Body | null;
  readonly bodyHex: string;
  readonly checkOk: boolean;
  readonly lengthOk: boolean;
  readonly problems: readonly Problem[];
}
