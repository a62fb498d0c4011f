import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fillMessage } from '@tarim/kernel';
import { frameLogDir, hasFrameLog } from '../archive/log.ts';
import { cliErrors } from '../errors.ts';
import { type Taken, takeFile } from './folder.ts';
import type { BackupWriter } from './writer.ts';

const TO = 'data/framelog';
const CHAIN = 'chain.ndjson';
const MODE = 0o640;
/** Sealing overtakes the reading so often only when something is badly wrong. */
const ATTEMPTS = 20;

/**
 * Takes the segments of a frame log that may be written meanwhile: the chain as it stands, the sealed segments that it names,
 * then the plain ones that follow it. When one of these was sealed in between, it has a new link: then it begins anew, with
 * what is missing. A torn tail of the last one is cut off when the log is opened; it had not been acknowledged.
 */
export async function takeFrameLog(writer: BackupWriter, dataDir: string, taken: Taken): Promise<void> {
  if (!hasFrameLog(dataDir)) return;
  const dir = frameLogDir(dataDir);
  await writer.folder(TO);
  taken.folders.push(TO);
  const done = new Set<string>();
  /** @returns false when it is not there */
  const take = async (name: string): Promise<boolean> => {
    if (done.has(name)) return true;
    try {
      taken.files.push(await takeFile(writer, join(dir, name), `${TO}/${name}`, MODE));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
      throw error;
    }
    done.add(name);
    return true;
  };
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const chain = await readFile(join(dir, CHAIN)).catch(() => Buffer.alloc(0));
    const links = linksOf(chain);
    for (const { name } of links) {
      if (!(await take(`${name}.zst`))) lost(taken, `${TO}/${name}.zst`);
      // Lost is lost: told once.
      done.add(`${name}.zst`);
    }
    const plain = await following(dir, links.at(-1)?.end ?? 0);
    // Closed ones are complete, so that a name that is taken need not be taken again; only the last one may still grow.
    let sealed = plain === null;
    for (const name of plain ?? []) sealed ||= !(await take(name));
    if (sealed) continue;
    const whole = chain.subarray(0, chain.lastIndexOf(0x0a) + 1);
    taken.files.push(await writer.file(`${TO}/${CHAIN}`, MODE, once(whole)));
    return;
  }
  throw new Error(`the frame log in ${dir} changes faster than it can be read`);
}

/** Plain segments from a position on, one behind the other; null when one of them was sealed while they were looked for. */
async function following(dir: string, from: number): Promise<string[] | null> {
  const names = (await readdir(dir)).filter((name) => /^\d{20}\.seg$/.test(name)).sort();
  const plain = names.filter((name) => Number.parseInt(name, 10) >= from);
  let end = from;
  for (const name of plain) {
    if (Number.parseInt(name, 10) !== end) return null;
    const found = await stat(join(dir, name)).catch(() => null);
    if (!found) return null;
    end += found.size;
  }
  return plain;
}

/** Links that can be read; the others are for `archive verify` to tell of. */
function linksOf(chain: Buffer): { name: string; end: number }[] {
  return String(chain)
    .split('\n')
    .flatMap((line) => {
      try {
        const { name, end } = JSON.parse(line) as { name: string; end: number };
        return /^\d{20}\.seg$/.test(name) ? [{ name, end }] : [];
      } catch {
        return [];
      }
    });
}

function lost(taken: Taken, path: string): void {
  const { code, en } = cliErrors.backupSegment;
  taken.problems.push({ code, message: fillMessage(en, { path }), path });
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  if (bytes.length > 0) yield bytes;
}
