/**
 * The frame log (帧日志): every received frame, verbatim, in arrival order. It is the truth; tables are its projection.
 * Two implementations stand behind this port: segment files (one machine) and NATS JetStream (several nodes).
 */
export type Transport = 'tcp' | 'mqtt' | 'http' | ForeignTransport;

/** Of frames that another module keeps and reads here: JT/T 808 of terminals on mobile sources, and their JSON by HTTPS or MQTT. */
export type ForeignTransport = 'jt808' | 'terminal-json' | 'terminal-mqtt';
const FOREIGN: ReadonlySet<string> = new Set<ForeignTransport>(['jt808', 'terminal-json', 'terminal-mqtt']);
export const isForeign = ({ transport }: { readonly transport: Transport }): boolean =>
  FOREIGN.has(transport);

export interface LogEntry {
  /** Epoch ms at which the last byte arrived. */
  readonly receivedAt: number;
  readonly transport: Transport;
  /** `frame`: delimited by the protocol; `rubbish`: bytes between frames, kept so that nothing is lost silently. */
  readonly kind: 'frame' | 'rubbish';
  /** Peer address, `1.2.3.4:56789` or an API key's prefix. */
  readonly remote: string;
  /** The bytes exactly as received. */
  readonly payload: Uint8Array;
}

export interface StoredEntry extends LogEntry {
  /** Position in the log: the identity of the frame, forever. */
  readonly lsn: number;
  /** Position of the entry behind this one. */
  readonly next: number;
}

export interface SegmentInfo {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly state: 'open' | 'sealing' | 'sealed';
  /** SHA-256 of the segment's uncompressed bytes; null while open. */
  readonly sha256: string | null;
  /** Hash over the previous link and this segment: the chain. */
  readonly chain: string | null;
  readonly storedBytes: number;
  readonly sealedAt: number | null;
}

export interface FrameLog {
  /**
   * Resolves when the entries are durable (on disk, or acknowledged by a quorum); only then may a device be answered.
   * Rejects when they are not, for example on a full disk: then nothing of them is in the log.
   */
  append(entries: readonly LogEntry[]): Promise<number[]>;
  /**
   * Durable entries from `position` on, at most about `maxBytes` of them; empty at the end of the log. Rejects while the log
   * cannot be reached; the reader tries the same position again.
   */
  read(position: number, maxBytes: number): Promise<{ entries: StoredEntry[]; next: number }>;
  /** The entry at exactly this position, or null. */
  readAt(lsn: number): Promise<StoredEntry | null>;
  /** End of the durable part. */
  position(): number;
  /** Calls back after new entries became durable. Returns the way to stop it. */
  onDurable(listener: () => void): () => void;
  segments(): SegmentInfo[];
  segmentOf(lsn: number): SegmentInfo | null;
  /** False after a failed write until a later one succeeds. */
  writable(): boolean;
  close(): Promise<void>;
}
