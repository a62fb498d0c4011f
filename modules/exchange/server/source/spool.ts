import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { TarimError } from '@tarim/kernel';
import { exchangeErrors as E } from '../errors.ts';
import { type Fetched, MOST_BYTES } from './fetched.ts';

/** Writes rows of an interface one a line, flat: `{place: {lon: 1}}` is `place.lon`; features of GeoJSON stay as they are. */
export class Spool {
  readonly #file: FileHandle;
  readonly #path: string;
  readonly #hash = createHash('sha256');
  #bytes = 0;
  #features: boolean | null = null;

  private constructor(file: FileHandle, path: string) {
    this.#file = file;
    this.#path = path;
  }

  static async open(dir: string): Promise<Spool> {
    const path = join(dir, 'rows.ndjson');
    return new Spool(await open(path, 'w', 0o600), path);
  }

  /** @throws TarimError EXCHANGE_TOO_LARGE, EXCHANGE_NOT_JSON when a row is no object */
  async add(rows: readonly unknown[]): Promise<void> {
    const lines: string[] = [];
    for (const row of rows) {
      if (typeof row !== 'object' || row === null || Array.isArray(row))
        throw new TarimError(E.notJson, { reason: 'row' });
      this.#features ??= (row as { type?: unknown }).type === 'Feature' && 'geometry' in row;
      lines.push(JSON.stringify(this.#features ? row : flat(row as Record<string, unknown>)));
    }
    if (lines.length === 0) return;
    const text = Buffer.from(`${lines.join('\n')}\n`);
    this.#bytes += text.length;
    if (this.#bytes > MOST_BYTES) throw new TarimError(E.tooLarge, { limit: '2 GiB' });
    this.#hash.update(text);
    await this.#file.write(text);
  }

  async end(name: string): Promise<Fetched> {
    await this.close();
    return {
      path: this.#path,
      name: this.#features ? `${name}.geojsonl` : name,
      kind: this.#features ? 'file' : 'rows',
      fingerprint: this.#hash.digest('hex'),
      bytes: this.#bytes,
    };
  }

  close(): Promise<void> {
    return this.#file.close().catch(() => {});
  }
}

const DEEPEST = 4;

function flat(row: Record<string, unknown>, before = '', into: Record<string, unknown> = {}, depth = 0) {
  for (const [key, value] of Object.entries(row)) {
    const name = `${before}${key}`;
    if (value instanceof Date) into[name] = value.toISOString();
    else if (typeof value === 'bigint') into[name] = value.toString();
    else if (Buffer.isBuffer(value)) into[name] = value.toString('hex');
    else if (typeof value === 'object' && value !== null && !Array.isArray(value) && depth < DEEPEST)
      flat(value as Record<string, unknown>, `${name}.`, into, depth + 1);
    else into[name] = value;
  }
  return into;
}

export async function* spooled(path: string): AsyncGenerator<Record<string, unknown>> {
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Infinity });
  try {
    for await (const line of lines) if (line !== '') yield JSON.parse(line) as Record<string, unknown>;
  } finally {
    lines.close();
  }
}
