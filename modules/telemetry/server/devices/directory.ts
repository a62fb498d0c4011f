import type { DbOrTx, SecretBox } from '@tarim/platform';
import { devicesByMn } from '@tarim/registry/queries';

/** What gateway and projector need to know of a registered data logger (数采仪). */
export interface KnownDevice {
  readonly id: number;
  readonly mn: string;
  readonly pointId: number;
  readonly unitPath: string;
  readonly edition: '2005' | '2017' | '2025';
  /** The way on which its records come; what comes on another is not from it. */
  readonly transport: 'tcp' | 'mqtt' | 'http';
  /** Null: any password is taken (many sites never changed the default). */
  readonly password: string | null;
  /** A password is registered and cannot be opened (another master key): no frame can be taken for the device's. */
  readonly passwordLost: boolean;
  readonly sm4Key: Uint8Array | null;
}

const MISS_MS = 5_000;
const REFRESH_MS = 60_000;
const MAX_MISSES = 50_000;

/**
 * Registered devices by MN, kept in memory: a device is looked up for every frame. A registry event refreshes it at
 * once (`forget`), and it looks again by itself, so that another process's change is seen too. Misses are remembered
 * shortly and in bounded number: a flood of invented MNs must not become a flood of queries.
 */
export class DeviceDirectory {
  readonly #db: DbOrTx;
  readonly #secrets: SecretBox;
  readonly #now: () => number;
  readonly #onLost: (mn: string, error: unknown) => void;
  #byMn = new Map<string, KnownDevice>();
  /** Devices whose secrets cannot be opened: each is told once. */
  readonly #lost = new Set<string>();
  readonly #misses = new Map<string, number>();
  #loadedAt = Number.NEGATIVE_INFINITY;
  #loading: Promise<void> | null = null;
  #generation = 0;

  constructor(
    db: DbOrTx,
    secrets: SecretBox,
    now: () => number,
    onLost: (mn: string, error: unknown) => void = () => {},
  ) {
    this.#db = db;
    this.#secrets = secrets;
    this.#now = now;
    this.#onLost = onLost;
  }

  /** Makes sure that these MNs are known if they are registered; at most one query. */
  async prepare(mns: Iterable<string>): Promise<void> {
    while (this.#now() - this.#loadedAt > REFRESH_MS) await this.#loadAll();
    const now = this.#now();
    const asked = [...new Set(mns)].filter(
      (mn) => !this.#byMn.has(mn) && now - (this.#misses.get(mn) ?? Number.NEGATIVE_INFINITY) > MISS_MS,
    );
    if (asked.length === 0) return;
    for (const row of await devicesByMn(this.#db, asked)) this.#add(this.#byMn, row);
    if (this.#misses.size > MAX_MISSES) this.#misses.clear();
    for (const mn of asked) if (!this.#byMn.has(mn)) this.#misses.set(mn, now);
  }

  get(mn: string | null): KnownDevice | null {
    return mn === null ? null : (this.#byMn.get(mn) ?? null);
  }

  /** Counts what was forgotten: what was decoded in an earlier generation may not know a new device. */
  get generation(): number {
    return this.#generation;
  }

  /** Forgets everything: the next `prepare` reads anew. Until then `get` answers as before. */
  forget(): void {
    this.#generation++;
    this.#loadedAt = Number.NEGATIVE_INFINITY;
    this.#misses.clear();
  }

  async #loadAll(): Promise<void> {
    this.#loading ??= (async () => {
      const generation = this.#generation;
      const rows = await devicesByMn(this.#db);
      const fresh = new Map<string, KnownDevice>();
      for (const row of rows) this.#add(fresh, row);
      this.#byMn = fresh;
      // Forgotten while it was read: what was read may be what was to be forgotten.
      if (generation === this.#generation) this.#loadedAt = this.#now();
    })().finally(() => {
      this.#loading = null;
    });
    await this.#loading;
  }

  #add(into: Map<string, KnownDevice>, row: Awaited<ReturnType<typeof devicesByMn>>[number]): void {
    if (!row.active) return;
    const password = this.#open(row.mn, row.password);
    const key = this.#open(row.mn, row.sm4Key);
    into.set(row.mn, {
      id: row.id,
      mn: row.mn,
      pointId: row.pointId,
      unitPath: row.unitPath,
      edition: row.edition,
      transport: row.transport,
      password,
      passwordLost: password === null && row.password !== null,
      sm4Key: key === null ? null : Buffer.from(key, 'hex'),
    });
  }

  /** One device whose secret cannot be opened must not stop the river for all the others. */
  #open(mn: string, sealed: string | null): string | null {
    if (sealed === null) return null;
    try {
      return this.#secrets.open(sealed);
    } catch (error) {
      if (!this.#lost.has(mn)) this.#onLost(mn, error);
      this.#lost.add(mn);
      return null;
    }
  }
}
