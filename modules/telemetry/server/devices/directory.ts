import type { DbOrTx, SecretBox } from '@tarim/platform';
import { devicesByMn } from '@tarim/registry/queries';

/** What gateway and projector need to know of a registered data logger (数采仪). */
export interface KnownDevice {
  readonly id: number;
  readonly mn: string;
  readonly pointId: number;
  readonly edition: '2005' | '2017' | '2025';
  /** Null: any password is taken (many sites never changed the default). */
  readonly password: string | null;
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
  #byMn = new Map<string, KnownDevice>();
  readonly #misses = new Map<string, number>();
  #loadedAt = Number.NEGATIVE_INFINITY;
  #loading: Promise<void> | null = null;
  #generation = 0;

  constructor(db: DbOrTx, secrets: SecretBox, now: () => number) {
    this.#db = db;
    this.#secrets = secrets;
    this.#now = now;
  }

  /** Makes sure that these MNs are known if they are registered; at most one query. */
  async prepare(mns: Iterable<string>): Promise<void> {
    const now = this.#now();
    if (now - this.#loadedAt > REFRESH_MS) await this.#loadAll();
    const asked = [...new Set(mns)].filter(
      (mn) => !this.#byMn.has(mn) && now - (this.#misses.get(mn) ?? Number.NEGATIVE_INFINITY) > MISS_MS,
    );
    if (asked.length === 0) return;
    for (const row of await devicesByMn(this.#db, asked)) this.#add(row);
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

  /** Forgets everything: the next `prepare` reads anew. */
  forget(): void {
    this.#generation++;
    this.#loadedAt = Number.NEGATIVE_INFINITY;
    this.#misses.clear();
  }

  async #loadAll(): Promise<void> {
    this.#loading ??= (async () => {
      const rows = await devicesByMn(this.#db);
      this.#byMn = new Map();
      for (const row of rows) this.#add(row);
      this.#loadedAt = this.#now();
    })().finally(() => {
      this.#loading = null;
    });
    await this.#loading;
  }

  #add(row: Awaited<ReturnType<typeof devicesByMn>>[number]): void {
    if (!row.active) return;
    this.#byMn.set(row.mn, {
      id: row.id,
      mn: row.mn,
      pointId: row.pointId,
      edition: row.edition,
      password: row.password === null ? null : this.#secrets.open(row.password),
      sm4Key: row.sm4Key === null ? null : Buffer.from(this.#secrets.open(row.sm4Key), 'hex'),
    });
  }
}
