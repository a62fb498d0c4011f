/** What terminals sent, in the one frame log of the platform (帧日志): the part of its port that is needed here. */
export interface TerminalFrame {
  readonly receivedAt: number;
  /** `jt808`: bytes between two 0x7e; `terminal-json`: a batch by HTTPS; `terminal-mqtt`: a sealed batch by a broker. */
  readonly transport: 'jt808' | 'terminal-json' | 'terminal-mqtt';
  readonly kind: 'frame' | 'rubbish';
  readonly remote: string;
  readonly payload: Uint8Array;
}

export interface StoredFrame extends Omit<TerminalFrame, 'transport'> {
  /** Other transports stand in the same log. */
  readonly transport: string;
  readonly lsn: number;
  readonly next: number;
}

export interface FrameStore {
  /** Resolves when they are durable; only then may anybody be answered. */
  append(entries: readonly TerminalFrame[]): Promise<number[]>;
  read(position: number, maxBytes: number): Promise<{ entries: StoredFrame[]; next: number }>;
  readAt(lsn: number): Promise<StoredFrame | null>;
  position(): number;
  onDurable(listener: () => void): () => void;
}

/** Where the log is when a service or a route of this process asks; null: in another process. */
export type FrameSource = () => FrameStore | null;
