import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { machineByKey } from '@tarim/identity/queries';
import { type ErrorDefinition, type ErrorParams, TarimError } from '@tarim/kernel';
import type { Context, Machine } from '@tarim/platform';
import { connect, type IPublishPacket, type MqttClient } from 'mqtt';
import { Counter } from 'prom-client';
import { telemetryErrors } from '../errors.ts';
import type { Intake } from './intake.ts';
import { readRecord } from './record-schema.ts';

export const MQTT_TOPIC = 'tarim/ingest/';
const MAX_PAYLOAD = 256 << 10;
/** How long a key that was found good is believed: a revocation holds after this. */
const KEY_MS = 5_000;
const MAX_KEYS = 1_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;
const TROUBLE = 'telemetry.mqtt';

/** The broker keeps a session by this name, so it outlives restarts; each gateway has its own, or they would throw each other out. */
function clientIdOf(ctx: Context): string {
  const path = join(ctx.config.dataDir, 'mqtt-client-id');
  mkdirSync(ctx.config.dataDir, { recursive: true });
  try {
    writeFileSync(path, `tarim-${randomBytes(8).toString('hex')}`, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(path, 'utf8').trim();
}

/**
 * Takes records from an MQTT broker: `tarim/ingest/<MN>`, QoS 1, the JSON of the HTTPS route with the ingest key as its
 * member `key`. The broker is answered (PUBACK) only when the log is durable; until then, and while we are away, it keeps
 * the messages. A broker that is away is called again and again: it never stops the process.
 */
export class MqttIngest {
  readonly #ctx: Context;
  readonly #intake: Intake;
  readonly #client: MqttClient;
  readonly #refused: Counter<'code'>;
  readonly #keys = new Map<string, { machine: Machine; until: number }>();
  readonly #stopping = new AbortController();
  /** Counts connections: a message of an earlier one is sent again by the broker. */
  #connection = 0;
  #ready = false;

  constructor(ctx: Context, intake: Intake, url: string) {
    this.#ctx = ctx;
    this.#intake = intake;
    this.#refused = new Counter({
      name: 'tarim_mqtt_refused_total',
      help: 'MQTT messages that were not taken, by the code of the reason',
      labelNames: ['code'],
      registers: [ctx.metrics],
    });
    const logger = ctx.log.child({ part: 'mqtt', broker: hostOf(url) });
    this.#client = connect(url, {
      clientId: clientIdOf(ctx),
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
      ctx.troubles.clear(TROUBLE);
      this.#client.subscribe(`${MQTT_TOPIC}+`, { qos: 1 }, (error, granted) => {
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
    this.#ctx.troubles.clear(TROUBLE);
  }

  #trouble(detail: string, error?: unknown): void {
    this.#ctx.troubles.raise(
      TROUBLE,
      {
        titleZh: 'MQTT 接入中断，将自动重连；消息由代理保留',
        titleEn: 'MQTT ingest is interrupted; it connects again by itself, the broker keeps the messages',
        severity: 'warning',
        detail,
      },
      error,
    );
  }

  /** True when the message is to be acknowledged: taken, or never takeable. False: the broker will send it again. */
  async #handle(packet: IPublishPacket): Promise<boolean> {
    const connection = this.#connection;
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(LONGEST_PAUSE_MS, pause * 2)) {
      try {
        await this.#take(packet);
        // Over a new connection the broker sends it again, and it is taken for the duplicate it is.
        return connection === this.#connection;
      } catch (error) {
        if (error instanceof TarimError && error.status < 500) {
          this.#refuse(packet.topic, error);
          return true;
        }
        this.#ctx.log.warn({ err: error, topic: packet.topic }, 'an MQTT message has to wait');
      }
      await sleep(pause, undefined, { signal: this.#stopping.signal }).catch(() => {});
      if (this.#stopping.signal.aborted || connection !== this.#connection) return false;
    }
  }

  async #take({ topic, payload }: IPublishPacket): Promise<void> {
    if (payload.length > MAX_PAYLOAD) throw wrong(telemetryErrors.ingestRecord, { reason: 'too large' });
    const { key, ...content } = parse(payload);
    const machine = typeof key === 'string' ? await this.#machine(key) : null;
    if (!machine) throw wrong(telemetryErrors.ingestKey);
    const read = readRecord(content);
    if ('wrong' in read) throw wrong(telemetryErrors.ingestRecord, { reason: read.wrong });
    const named = topic.slice(MQTT_TOPIC.length);
    // Brokers guard topics: a device that may publish to its own topic must not speak for another.
    if (read.record.mn !== named)
      throw wrong(telemetryErrors.ingestTopic, { topic: named, mn: read.record.mn });
    await this.#intake.take(machine, 'mqtt', [read.record]);
  }

  async #machine(secret: string): Promise<Machine | null> {
    const now = this.#ctx.clock.now();
    const known = this.#keys.get(secret);
    if (known && known.until > now) return known.machine;
    this.#keys.delete(secret);
    const machine = await machineByKey(this.#ctx.db, secret, 'ingest', now);
    if (!machine) return null;
    this.#keys.set(secret, { machine, until: now + KEY_MS });
    if (this.#keys.size > MAX_KEYS) this.#keys.delete(this.#keys.keys().next().value!);
    return machine;
  }

  /** The sender cannot be told: publishing has no answer. It is counted and said in the log. */
  #refuse(topic: string, error: TarimError): void {
    this.#refused.inc({ code: error.code });
    this.#ctx.log.warn({ topic, code: error.code, reason: error.message }, 'an MQTT message was refused');
  }
}

const wrong = (definition: ErrorDefinition, params: ErrorParams = {}) => new TarimError(definition, params);

function parse(payload: string | Buffer): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(payload.toString('utf8'));
  } catch {
    value = null;
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw wrong(telemetryErrors.ingestRecord, { reason: 'not a JSON object' });
}

/** The broker without its credentials. */
function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return '?';
  }
}
