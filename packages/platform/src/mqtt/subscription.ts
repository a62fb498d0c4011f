import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { TarimError } from '@tarim/kernel';
import { connect, type IPublishPacket, type MqttClient } from 'mqtt';
import type { Context } from '../module.ts';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;

export interface BrokerMessage {
  readonly topic: string;
  readonly payload: Buffer;
}

export interface SubscriptionParts {
  /** Name of the trouble that is shown while the broker is away, and its titles. */
  readonly trouble: string;
  readonly titleZh: string;
  readonly titleEn: string;
  /** Topic filter, subscribed with QoS 1. */
  readonly topic: string;
  /** File of the data folder that keeps our name at the broker. */
  readonly clientFile: string;
  /**
   * Takes a message; resolves when it is durable. A `TarimError` below 500 is the sender's: the message is acknowledged and goes to `refused`.
   * Anything else passes: the message waits and is tried again.
   */
  readonly take: (message: BrokerMessage) => Promise<void>;
  readonly refused: (message: BrokerMessage, error: TarimError) => void;
}

/** The broker keeps a session by this name, so it outlives restarts; each process has its own, or they would throw each other out. */
function clientIdOf(dataDir: string, file: string): string {
  const path = join(dataDir, file);
  mkdirSync(dataDir, { recursive: true });
  try {
    writeFileSync(path, `tarim-${randomBytes(8).toString('hex')}`, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(path, 'utf8').trim();
}

/**
 * A subscription at an MQTT broker that loses nothing: the broker is answered (PUBACK) only when a message was taken or can never be; until
 * then, and while we are away, it keeps the messages. A broker that is away is called again and again: it never stops the process.
 */
export class BrokerSubscription {
  readonly #ctx: Pick<Context, 'config' | 'log' | 'troubles'>;
  readonly #parts: SubscriptionParts;
  readonly #client: MqttClient;
  readonly #stopping = new AbortController();
  /** Counts connections: a message of an earlier one is sent again by the broker. */
  #connection = 0;
  #ready = false;

  constructor(ctx: Pick<Context, 'config' | 'log' | 'troubles'>, url: string, parts: SubscriptionParts) {
    this.#ctx = ctx;
    this.#parts = parts;
    const logger = ctx.log.child({ part: 'mqtt', broker: hostOf(url) });
    this.#client = connect(url, {
      clientId: clientIdOf(ctx.config.dataDir, parts.clientFile),
      // The broker keeps what arrives while we are away.
      clean: false,
      resubscribe: false,
      reconnectPeriod: 2_000,
      connectTimeout: 10_000,
      keepalive: 30,
    });
    this.#client.handleMessage = (packet, done) => {
      void this.#handle(packet as IPublishPacket).then((answer) => {
        if (answer) done();
      });
    };
    this.#client.on('connect', ({ sessionPresent }) => {
      logger.info({ sessionPresent }, 'connected to the MQTT broker');
      ctx.troubles.clear(parts.trouble);
      this.#client.subscribe(parts.topic, { qos: 1 }, (error, granted) => {
        this.#ready = !error && !granted?.some((one) => Number(one.qos) > 2);
        if (!this.#ready) this.#trouble('the broker does not let us subscribe', error);
      });
    });
    this.#client.on('close', () => {
      this.#connection++;
      this.#ready = false;
      if (!this.#stopping.signal.aborted) this.#trouble(`no connection to ${hostOf(url)}`);
    });
    this.#client.on('error', (error) => this.#trouble(error.message, error));
  }

  /** Connected and subscribed. */
  get ready(): boolean {
    return this.#ready;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#client.endAsync(true);
    this.#ctx.troubles.clear(this.#parts.trouble);
  }

  #trouble(detail: string, error?: unknown): void {
    const { trouble, titleZh, titleEn } = this.#parts;
    this.#ctx.troubles.raise(trouble, { titleZh, titleEn, severity: 'warning', detail }, error);
  }

  /** True when the message is to be acknowledged: taken, or never takeable. False: the broker will send it again. */
  async #handle({ topic, payload }: IPublishPacket): Promise<boolean> {
    const connection = this.#connection;
    const message = { topic, payload: Buffer.from(payload) };
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(LONGEST_PAUSE_MS, pause * 2)) {
      try {
        await this.#parts.take(message);
        // Over a new connection the broker sends it again, and it is taken for the duplicate it is.
        return connection === this.#connection;
      } catch (error) {
        if (error instanceof TarimError && error.status < 500) {
          this.#parts.refused(message, error);
          return true;
        }
        this.#ctx.log.warn({ err: error, topic }, 'an MQTT message has to wait');
      }
      await sleep(pause, undefined, { signal: this.#stopping.signal }).catch(() => {});
      if (this.#stopping.signal.aborted || connection !== this.#connection) return false;
    }
  }
}

/** The broker without its credentials. */
function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return '?';
  }
}
