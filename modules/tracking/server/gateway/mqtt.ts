import { type ErrorDefinition, TarimError } from '@tarim/kernel';
import type { Context } from '@tarim/platform';
import { type BrokerMessage, BrokerSubscription } from '@tarim/platform/mqtt';
import type { Protocol, Refusal } from '../../contract.ts';
import { trackingErrors as E } from '../errors.ts';
import type { FrameStore, TerminalFrame } from '../frames.ts';
import { isSealedBy, readBatch, splitMessage } from './mqtt-message.ts';
import { Refusals } from './refusals.ts';
import { type KnownTerminal, knownTerminal, plainNumber } from './terminals.ts';

export const TERMINAL_TOPIC = 'tarim/terminals/';
const MAX_PAYLOAD = 256 << 10;
/** How long a terminal is believed to be registered as it was: a new key holds after this. */
const KNOWN_MS = 5_000;
const MOST_KNOWN = 20_000;
/** Messages a minute that nobody proved to have sent, and that are kept for people to look at; no longer than this. */
const STRAY_PER_MINUTE = 30;
const STRAY_BYTES = 8 << 10;
const MINUTE_MS = 60_000;

export interface MqttParts {
  readonly log: FrameStore;
  readonly lookUp: (number: string, protocol: Protocol) => Promise<KnownTerminal | null>;
  readonly refuse: (code: Refusal, remote: string, number?: string) => void;
}

/**
 * Terminals behind an MQTT broker: topic `tarim/terminals/<number>`, QoS 1. A message is sealed with the terminal's own key, because a subscriber
 * is not told who published: whatever the broker lets through, a report is believed only from who holds the key, which itself never travels.
 * The message stands verbatim in the frame log before the broker is answered; one that comes again is told by its times when it is folded.
 */
export class TerminalMqtt {
  readonly #ctx: Pick<Context, 'clock' | 'log'>;
  readonly #parts: MqttParts;
  readonly #known = new Map<string, { terminal: KnownTerminal | null; until: number }>();
  #strays = { since: 0, count: 0 };

  constructor(ctx: Pick<Context, 'clock' | 'log'>, parts: MqttParts) {
    this.#ctx = ctx;
    this.#parts = parts;
  }

  /** @throws TarimError below 500 with a code of `REFUSALS` for what is never taken; anything else: not durable, it is to be tried again */
  async take({ topic, payload }: BrokerMessage): Promise<void> {
    const number = plainNumber(topic.slice(TERMINAL_TOPIC.length));
    const terminal = /^\d{1,20}$/.test(number) ? await this.#terminal(number) : null;
    if (!terminal) throw new TarimError(E.numberUnknown);
    const sealed = payload.length > MAX_PAYLOAD ? null : splitMessage(payload);
    if (!sealed) {
      await this.#keepStray(payload, topic);
      throw named(E.messageForeign, number);
    }
    if (terminal.authCode === null || terminal.keyHash === null || !isSealedBy(terminal.authCode, sealed))
      throw named(E.keyWrong, number);
    const batch = readBatch(sealed.body);
    if (!batch) {
      // From a terminal that proved itself also what is broken is kept.
      await this.#keep(payload, topic, 'rubbish');
      throw named(E.messageForeign, number);
    }
    if (plainNumber(batch.terminal) !== number) {
      await this.#keep(payload, topic, 'rubbish');
      throw named(E.topicForeign, number);
    }
    await this.#keep(payload, topic, 'frame');
  }

  /** Counts what was not taken; its sender has no answer. */
  refused({ topic }: BrokerMessage, error: TarimError): void {
    const { number } = error.params as { number?: string };
    this.#parts.refuse(error.code as Refusal, topic.slice(0, 100), number);
    this.#ctx.log.warn({ topic, code: error.code }, 'an MQTT message of a terminal was refused');
  }

  async #keep(payload: Uint8Array, topic: string, kind: TerminalFrame['kind']): Promise<void> {
    const receivedAt = this.#ctx.clock.now();
    await this.#parts.log.append([{ receivedAt, transport: 'terminal-mqtt', kind, remote: topic, payload }]);
  }

  async #keepStray(payload: Uint8Array, topic: string): Promise<void> {
    const now = this.#ctx.clock.now();
    if (now - this.#strays.since >= MINUTE_MS) this.#strays = { since: now, count: 0 };
    if (payload.length > STRAY_BYTES || this.#strays.count >= STRAY_PER_MINUTE) return;
    this.#strays.count++;
    await this.#keep(payload, topic, 'rubbish');
  }

  async #terminal(number: string): Promise<KnownTerminal | null> {
    const now = this.#ctx.clock.now();
    const known = this.#known.get(number);
    if (known && known.until > now) return known.terminal;
    const terminal = await this.#parts.lookUp(number, 'mqtt');
    this.#known.delete(number);
    this.#known.set(number, { terminal, until: now + KNOWN_MS });
    if (this.#known.size > MOST_KNOWN) this.#known.delete(this.#known.keys().next().value!);
    return terminal;
  }
}

/** Of a terminal that is registered: counted under its number. */
const named = (definition: ErrorDefinition, number: string): TarimError =>
  new TarimError(definition, { number });

/** Listens to the broker for terminals; `stop` ends it when what is under way is durable or given up. */
export function subscribeTerminals(
  ctx: Context,
  log: FrameStore,
  url: string,
  lookUp: MqttParts['lookUp'] = (number, protocol) => knownTerminal(ctx, number, protocol),
): { readonly ready: () => boolean; stop(): Promise<void> } {
  const refusals = new Refusals(ctx);
  const intake = new TerminalMqtt(ctx, {
    log,
    lookUp,
    refuse: refusals.count.bind(refusals),
  });
  const subscription = new BrokerSubscription(ctx, url, {
    trouble: 'tracking.mqtt',
    titleZh: '移动源终端的 MQTT 接入中断，将自动重连；消息由代理保留',
    titleEn:
      'MQTT of source terminals is interrupted; it connects again by itself, the broker keeps the messages',
    topic: `${TERMINAL_TOPIC}+`,
    clientFile: 'mqtt-terminals-client-id',
    take: (message) => intake.take(message),
    refused: (message, error) => intake.refused(message, error),
  });
  return {
    ready: () => subscription.ready,
    stop: async () => {
      await subscription.stop();
      await refusals.flush();
    },
  };
}
