import { type IDBPDatabase, openDB } from 'idb';
import { newKey, openKey, type Sealed, seal, unseal, type WrappedKey } from './crypto.ts';

const NAME = 'tarim-field';
const [KEYS, BOX] = ['keys', 'box'];

const open = (): Promise<IDBPDatabase> =>
  openDB(NAME, 1, {
    upgrade(db) {
      db.createObjectStore(KEYS);
      db.createObjectStore(BOX);
    },
  });

/** Whether this browser holds a vault. */
export async function hasVault(): Promise<boolean> {
  const db = await open();
  const there = (await db.get(KEYS, 'data')) !== undefined;
  db.close();
  return there;
}

/** Everything of this device is gone afterwards (停用、更换). */
export async function wipe(): Promise<void> {
  const db = await open();
  await Promise.all([db.clear(KEYS), db.clear(BOX)]);
  db.close();
}

/** What the device holds, readable while it is open. Values are JSON; photographs are bytes. */
export class Vault {
  readonly #db: IDBPDatabase;
  readonly #key: CryptoKey;

  private constructor(db: IDBPDatabase, key: CryptoKey) {
    this.#db = db;
    this.#key = key;
  }

  static async create(code: string): Promise<Vault> {
    const { key, wrapped } = await newKey(code);
    await wipe();
    const db = await open();
    await db.put(KEYS, wrapped, 'data');
    return new Vault(db, key);
  }

  /** Null when the code is wrong. */
  static async open(code: string): Promise<Vault | null> {
    const db = await open();
    const wrapped = (await db.get(KEYS, 'data')) as WrappedKey | undefined;
    const key = wrapped ? await openKey(code, wrapped) : null;
    if (key) return new Vault(db, key);
    db.close();
    return null;
  }

  close(): void {
    this.#db.close();
  }

  async get<T>(name: string): Promise<T | undefined> {
    const bytes = await this.bytes(name);
    return bytes === undefined ? undefined : (JSON.parse(new TextDecoder().decode(bytes)) as T);
  }

  async bytes(name: string): Promise<ArrayBuffer | undefined> {
    const sealed = (await this.#db.get(BOX, name)) as Sealed | undefined;
    return sealed && unseal(this.#key, sealed);
  }

  /** All at once or nothing: what belongs together is never half there. */
  async put(values: Readonly<Record<string, unknown>>): Promise<void> {
    const ready: [string, Sealed][] = [];
    for (const [name, value] of Object.entries(values)) {
      const bytes = value instanceof ArrayBuffer ? value : new TextEncoder().encode(JSON.stringify(value));
      ready.push([name, await seal(this.#key, bytes)]);
    }
    const tx = this.#db.transaction(BOX, 'readwrite', { durability: 'strict' });
    for (const [name, sealed] of ready) void tx.store.put(sealed, name);
    await tx.done;
  }

  async delete(names: readonly string[]): Promise<void> {
    const tx = this.#db.transaction(BOX, 'readwrite', { durability: 'strict' });
    for (const name of names) void tx.store.delete(name);
    await tx.done;
  }

  /** Names that begin so, in order. */
  async names(prefix: string): Promise<string[]> {
    return (await this.#db.getAllKeys(BOX, IDBKeyRange.bound(prefix, `${prefix}\uffff`))) as string[];
  }
}
