import type { Actor, Machine, Reader } from '@tarim/platform';

/** Who reads by a sharing key (共享密钥), and how much it may still be given today; counted down as entities are given. */
export interface Share {
  readonly reader: Reader;
  readonly quota: number;
  left: number;
}

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
  /** Present when the call carries a sharing key; then nobody is signed in, and nothing is written. */
  readonly share: Share | null;
  /** From where, for the log of use. */
  readonly address: string;
  readonly body?: unknown;
}

/** For the log of use. */
export interface Given {
  readonly dataset: string;
  readonly rows: number;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** A text goes out as it is, anything else as JSON; undefined: nothing. */
  readonly body: unknown;
  /** Of reading: entities that were given, by the entry of the catalogue that they are counted under. */
  readonly given?: readonly Given[];
}

export const answered = (body: unknown, headers: Answer['headers'] = {}, status = 200): Answer => ({
  status,
  headers,
  body,
});
