import {
  type Consumer,
  type JetStreamClient,
  type JetStreamManager,
  jetstream,
  jetstreamManager,
} from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { entrySize, readEntry, writeEntry } from './entry.ts';
import type { FrameLog, LogEntry, SegmentInfo, StoredEntry } from './port.ts';

export interface JetStreamLogOptions {
  /** `nats://a:4222,nats://b:4222` */
  readonly servers: string;
  readonly stream?: string;
  /** Copies that must hold a frame before its device is answered: 3 on a three-node cluster. */
  readonly replicas?: number;
}

const SUBJECT = 'tarim.frames';
const FETCH = 2_000;
const FETCH_MS = 1_000;
/** A frame may wait this long for its quorum: while a leader is elected, devices wait too. */
const APPEND_MS = 10_000;
/** A question without a leader gets no answer at all; asked again soon, it reaches the next one. */
const ASK_MS = 2_000;

/**
 * Frame log in a NATS JetStream stream, for several nodes: gateways append, projectors read, a lost node loses nothing
 * that a quorum acknowledged. A position is the stream's sequence number; each message is one entry in the same bytes as
 * in a segment file. The chain of hashes belongs to segment files; here integrity is the cluster's.
 */
export class JetStreamLog implements FrameLog {
  readonly #connection: NatsConnection;
  readonly #writer: JetStreamClient;
  readonly #client: JetStreamClient;
  readonly #manager: JetStreamManager;
  readonly #stream: string;
  readonly #listeners = new Set<() => void>();
  #end = 1;
  #writable = true;
  #timer: NodeJS.Timeout | null = null;
  #reader: { consumer: Consumer; next: number } | null = null;

  private constructor(connection: NatsConnection, manager: JetStreamManager, stream: string) {
    this.#connection = connection;
    this.#writer = jetstream(connection, { timeout: APPEND_MS });
    this.#client = jetstream(connection, { timeout: ASK_MS });
    this.#manager = manager;
    this.#stream = stream;
  }

  static async open(options: JetStreamLogOptions): Promise<JetStreamLog> {
    const connection = await connect({
      servers: options.servers.split(','),
      name: 'tarim',
      maxReconnectAttempts: -1,
      reconnectTimeWait: 500,
    });
    const manager = await jetstreamManager(connection, { timeout: ASK_MS });
    const stream = options.stream ?? 'TARIM_FRAMES';
    const known = await manager.streams.info(stream).catch(() => null);
    if (!known) {
      await manager.streams.add({
        name: stream,
        subjects: [`${SUBJECT}.>`],
        num_replicas: options.replicas ?? 1,
        allow_direct: true,
      });
    }
    const log = new JetStreamLog(connection, manager, stream);
    await log.#look();
    // Other nodes append too: look for what they made durable.
    log.#timer = setInterval(() => void log.#look().catch(() => {}), 500);
    return log;
  }

  async #look(): Promise<void> {
    const info = await this.#manager.streams.info(this.#stream);
    this.#advance(info.state.last_seq + 1);
  }

  #advance(end: number): void {
    if (end <= this.#end) return;
    this.#end = end;
    for (const listener of this.#listeners) listener();
  }

  async append(entries: readonly LogEntry[]): Promise<number[]> {
    try {
      // Published together, acknowledged one by one: each acknowledgement is that of the quorum.
      const acks = await Promise.all(
        entries.map((entry) => {
          const buffer = Buffer.allocUnsafe(entrySize(entry));
          writeEntry(buffer, 0, entry);
          return this.#writer.publish(`${SUBJECT}.main`, buffer);
        }),
      );
      this.#writable = true;
      const lsns = acks.map((ack) => ack.seq);
      this.#advance(Math.max(...lsns) + 1);
      return lsns;
    } catch (error) {
      this.#writable = false;
      throw error;
    }
  }

  /** Rejects while the cluster has no leader to ask; nothing is passed over, the same position can be read again. */
  async read(position: number, maxBytes: number): Promise<{ entries: StoredEntry[]; next: number }> {
    const from = Math.max(1, position);
    if (from >= this.#end) return { entries: [], next: position };
    if (this.#reader?.next !== from) {
      this.#reader = {
        consumer: await this.#client.consumers.get(this.#stream, {
          opt_start_seq: from,
          deliver_policy: 'by_start_sequence',
        }),
        next: from,
      };
    }
    const reader = this.#reader;
    const entries: StoredEntry[] = [];
    const count = Math.min(FETCH, this.#end - from, Math.max(1, Math.ceil(maxBytes / 256)));
    try {
      for await (const message of await reader.consumer.fetch({ max_messages: count, expires: FETCH_MS })) {
        const entry = stored(message.data, message.seq);
        if (entry) entries.push(entry);
        reader.next = message.seq + 1;
      }
    } catch (error) {
      this.#reader = null;
      throw error;
    }
    return { entries, next: entries.length > 0 ? reader.next : position };
  }

  async readAt(lsn: number): Promise<StoredEntry | null> {
    if (lsn < 1 || lsn >= this.#end) return null;
    const message = await this.#manager.streams.getMessage(this.#stream, { seq: lsn });
    return message ? stored(message.data, lsn) : null;
  }

  position(): number {
    return this.#end;
  }

  onDurable(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  segments(): SegmentInfo[] {
    return [
      {
        name: this.#stream,
        start: 0,
        end: this.#end,
        state: 'open',
        sha256: null,
        chain: null,
        storedBytes: 0,
        sealedAt: null,
      },
    ];
  }

  segmentOf(): SegmentInfo {
    return this.segments()[0]!;
  }

  writable(): boolean {
    return this.#writable;
  }

  async close(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    await this.#connection.drain();
  }
}

/** An entry from a message's bytes, at the stream's position. */
function stored(data: Uint8Array, seq: number): StoredEntry | null {
  const entry = readEntry(Buffer.from(data), 0, 0);
  return entry ? { ...entry, lsn: seq, next: seq + 1 } : null;
}
