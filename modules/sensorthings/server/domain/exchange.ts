import type { Actor, Machine } from '@tarim/platform';

/** What is asked, wherever it came from: a call, a part of a batch, a message by MQTT. */
export interface Asked {
  readonly method: string;
  /** Below the root, with its options: `/Things(1)?$select=name`. */
  readonly url: string;
  /** Scheme and host under which the client knows this server. */
  readonly base: string;
  /** A signed-in person. */
  readonly actor: Actor | null;
  /** Whose key the call carries: it reads what it wrote, and writes. */
  readonly client: Machine | null;
  /** From where, for the log of use. */
  readonly address: string;
  readonly body?: unknown;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** A text goes out as it is, anything else as JSON; undefined: nothing. */
  readonly body: unknown;
  /** Of reading: entities that were given, for the log of use. */
  readonly rows?: number;
}

export const answered = (body: unknown, headers: Answer['headers'] = {}, status = 200): Answer => ({
  status,
  headers,
  body,
});
