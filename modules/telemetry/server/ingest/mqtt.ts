import { machineByKey } from '@tarim/identity/queries';
import { type ErrorDefinition, type ErrorParams, TarimError } from '@tarim/kernel';
import type { Context, Machine } from '@tarim/platform';
import { type BrokerMessage, BrokerSubscription } from '@tarim/platform/mqtt';
import { Counter } from 'prom-client';
import { telemetryErrors } from '../errors.ts';
import type { Intake } from './intake.ts';
import { readRecord } from './record-schema.ts';

export const MQTT_TOPIC = 'tarim/ingest/';
const MAX_PAYLOAD = 256 << 10;
/** How long a key that was found good is believed: a revocation holds after this. */
const KEY_MS = 5_000;
const MAX_KEYS = 1_000;

/**
 * Takes records from an MQTT broker: `tarim/ingest/<MN>`, QoS 1, the JSON of the HTTPS route with the ingest key as its
 * member `key`. The broker is answered (PUBACK) only when the log is durable; until then, and while we are away, it keeps
 * the messages.
 */
export class MqttIngest {
  readonly #ctx: Context;
  readonly #intake: Intake;
  readonly #subscription: BrokerSubscription;
  readonly #refused: Counter<'code'>;
  readonly #keys = new Map<string, { machine: Machine; until: number }>();

  constructor(ctx: Context, intake: Intake, url: string) {
    this.#ctx = ctx;
    this.#intake = intake;
    this.#refused = new Counter({
      name: 'tarim_mqtt_refused_total',
      help: 'MQTT messages that were not taken, by the code of the reason',
      labelNames: ['code'],
      registers: [ctx.metrics],
    });
    this.#subscription = new BrokerSubscription(ctx, url, {
      trouble: 'telemetry.mqtt',
      titleZh: 'MQTT 接入中断，将自动重连；消息由代理保留',
      titleEn: 'MQTT ingest is interrupted; it connects again by itself, the broker keeps the messages',
      topic: `${MQTT_TOPIC}+`,
      clientFile: 'mqtt-client-id',
      take: (message) => this.#take(message),
      refused: ({ topic }, error) => this.#refuse(topic, error),
    });
  }

  /** Connected and subscribed. */
  get ready(): boolean {
    return this.#subscription.ready;
  }

  stop(): Promise<void> {
    return this.#subscription.stop();
  }

  async #take({ topic, payload }: BrokerMessage): Promise<void> {
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

function parse(payload: Buffer): Record<string, unknown> {
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
