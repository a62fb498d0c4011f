import type { Clock } from '@tarim/kernel';
import type { Context } from '@tarim/platform';
import { claimCommand, type OpenCommand, openCommands } from '../sql/commands.ts';

/** A connection of a terminal that proved itself, as far as commands need it. */
export interface CommandLine {
  readonly terminalId: number | null;
  /** Sends a body under the next sequence number, if it may go out under that; false: it did not. */
  command(messageId: string, body: object, claim: (sequence: number) => Promise<boolean>): Promise<boolean>;
}

const POLL_MS = 1_000;

/** Names of parameters (JT/T 808, 0x8103) for what people set. */
const PARAMETERS = {
  moving: 'reportSecondsDefault',
  parked: 'reportSecondsSleeping',
  emergency: 'reportSecondsAlarm',
} as const;

function messageOf({ kind, intervals }: OpenCommand): { readonly messageId: string; readonly body: object } {
  switch (kind) {
    case 'position':
      return { messageId: '0x8201', body: { kind: 'query-position' } };
    case 'parameters':
      return { messageId: '0x8104', body: { kind: 'query-parameters' } };
    default: {
      const parameters = Object.entries(PARAMETERS).flatMap(([key, name]) => {
        const value = intervals?.[key as keyof typeof PARAMETERS];
        return value === undefined ? [] : [{ name, value }];
      });
      return { messageId: '0x8103', body: { kind: 'set-parameters', parameters } };
    }
  }
}

/**
 * Sends commands (下行指令) to the terminals that are connected to this process: what waits once a second, and to a terminal that has just
 * connected also what it was sent before and did not answer, since setting and asking twice does no harm. That a command is sent is noted before
 * it is, so that an answer always finds it.
 */
export class Downlink {
  readonly #db: Context['db'];
  readonly #clock: Clock;
  readonly #logger: Context['log'];
  readonly #lines = new Map<number, CommandLine>();
  readonly #timer: NodeJS.Timeout;
  #sending: Promise<void> = Promise.resolve();

  constructor({ db, clock, log }: Pick<Context, 'db' | 'clock' | 'log'>) {
    this.#db = db;
    this.#clock = clock;
    this.#logger = log.child({ part: 'jt808' });
    this.#timer = setInterval(() => {
      if (this.#lines.size > 0) void this.#send([...this.#lines.keys()], false);
    }, POLL_MS);
  }

  /** The newest connection of a terminal is the one it hears. */
  online(line: CommandLine): void {
    const { terminalId } = line;
    if (terminalId === null || this.#lines.get(terminalId) === line) return;
    this.offline(line);
    this.#lines.set(terminalId, line);
    void this.#send([terminalId], true);
  }

  offline(line: CommandLine): void {
    for (const [id, one] of this.#lines) if (one === line) this.#lines.delete(id);
  }

  /** Resolves when nothing is under way. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#lines.clear();
    await this.#sending;
  }

  #send(terminalIds: readonly number[], again: boolean): Promise<void> {
    this.#sending = this.#sending
      .then(() => this.#sendNow(terminalIds, again))
      .catch((error: unknown) =>
        this.#logger.error({ err: error }, 'commands to terminals could not be sent; they wait'),
      );
    return this.#sending;
  }

  async #sendNow(terminalIds: readonly number[], again: boolean): Promise<void> {
    const now = new Date(this.#clock.now());
    for (const one of await openCommands(this.#db, terminalIds, { now, again })) {
      const line = this.#lines.get(one.terminalId);
      const { messageId, body } = messageOf(one);
      await line?.command(messageId, body, (sequence) =>
        claimCommand(this.#db, { ...one, sequence, at: new Date(this.#clock.now()) }),
      );
    }
  }
}
