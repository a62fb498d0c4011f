import { PlatformSession } from '@tarim/hj212';
import type { DeviceDirectory, KnownDevice } from '../devices/directory.ts';
import type { ConnectionBook } from './connections.ts';

const DEFAULT_PASSWORD = '123456';
const DEFAULT_ST = '31';

interface Held {
  readonly session: PlatformSession;
  /** What it was made of: a session is made anew when the registry says something else. */
  readonly facts: string;
}

/**
 * Sessions of devices that are spoken to, one each. They live as long as something is asked or the device is connected,
 * and always speak with the password, key and edition that the registry has now.
 */
export class DeviceSessions {
  readonly #directory: Pick<DeviceDirectory, 'prepare' | 'get'>;
  readonly #book: Pick<ConnectionBook, 'of' | 'systemType'>;
  readonly #held = new Map<string, Held>();

  constructor(
    directory: Pick<DeviceDirectory, 'prepare' | 'get'>,
    book: Pick<ConnectionBook, 'of' | 'systemType'>,
  ) {
    this.#directory = directory;
    this.#book = book;
  }

  get size(): number {
    return this.#held.size;
  }

  /** The session of a registered device; null when it is not registered or its password cannot be opened. */
  async of(mn: string): Promise<PlatformSession | null> {
    // A lost database leaves what is known.
    await this.#directory.prepare([mn]).catch(() => {});
    const device = this.#directory.get(mn);
    const held = this.#held.get(mn);
    // What is under way ends as it began: its answers belong to this session.
    if (held && held.session.dueAt !== null) return held.session;
    if (!device || device.passwordLost) return null;
    const st = this.#book.systemType(mn) ?? DEFAULT_ST;
    const facts = factsOf(device, st);
    if (held?.facts === facts) return held.session;
    const session = new PlatformSession({
      edition: device.edition,
      mn,
      pw: device.password ?? DEFAULT_PASSWORD,
      st,
      sm4Key: device.sm4Key ?? undefined,
    });
    this.#held.set(mn, { session, facts });
    return session;
  }

  /** Whether something is under way with the device. */
  asking(mn: string): boolean {
    return this.#held.get(mn)?.session.dueAt != null;
  }

  /** Sessions that have to be told the time; those that nobody needs any more are dropped on the way. */
  *due(now: number): IterableIterator<[string, PlatformSession]> {
    for (const [mn, { session }] of this.#held) {
      const due = session.dueAt;
      if (due === null) {
        if (this.#book.of(mn) === null) this.#held.delete(mn);
      } else if (due <= now) yield [mn, session];
    }
  }

  forget(mn: string): void {
    if (!this.asking(mn)) this.#held.delete(mn);
  }
}

function factsOf(device: KnownDevice, st: string): string {
  const { edition, password, sm4Key } = device;
  return JSON.stringify([edition, password, sm4Key && Buffer.from(sm4Key).toString('hex'), st]);
}
