import { beijingIso, TarimError } from '@tarim/kernel';
import { exchangeErrors as E } from '../errors.ts';
import { type Fetched, fingerprintOf, MOST_BYTES } from './fetched.ts';

/** A file that waits in a drop folder, here or on another's server. */
export interface Waiting {
  readonly name: string;
  readonly size: number;
  /** When it was last written, epoch ms. */
  readonly at: number;
}

/** What was taken before: by how a file looks, and by what it says. */
export interface Taken {
  readonly stamps: ReadonlySet<string>;
  wasTaken(fingerprint: string): Promise<boolean>;
  /** Notes that a file under another name or time says nothing new. */
  note(name: string, stamp: string, fingerprint: string): Promise<void>;
}

/** Where files are dropped. */
export interface Drop {
  list(): Promise<readonly Waiting[]>;
  /** @returns the path of the copy */
  fetch(name: string): Promise<string>;
  putAway(where: PutAway, name: string, as: string): Promise<void>;
  /** Files that were put away there. */
  kept(where: PutAway): Promise<readonly string[]>;
  /** Back from where it was put away. */
  bringBack(where: PutAway, as: string, name: string): Promise<void>;
}
export const PUT_AWAY = ['failed', 'done'] as const;
export type PutAway = (typeof PUT_AWAY)[number];

/** `*` any text, `?` one sign; upper and lower case are one. */
export function nameMatches(pattern: string, name: string): boolean {
  const [p, n] = [pattern.toLowerCase(), name.toLowerCase()];
  // Two pointers with one place to go back to: no pattern makes this slow.
  let [i, j, star, mark] = [0, 0, -1, 0];
  while (j < n.length) {
    if (i < p.length && (p[i] === '?' || p[i] === n[j]) && p[i] !== '*') {
      i++;
      j++;
    } else if (i < p.length && p[i] === '*') {
      star = i++;
      mark = j;
    } else if (star >= 0) {
      i = star + 1;
      j = ++mark;
    } else return false;
  }
  while (p[i] === '*') i++;
  return i === p.length;
}

/** Names that are of no file to be read: hidden ones and those still being written. */
export const isWanted = (pattern: string, name: string): boolean =>
  !name.startsWith('.') &&
  !/[/\\\p{Cc}]/u.test(name) &&
  !/\.(part|tmp|filepart)$/i.test(name) &&
  nameMatches(pattern, name);

const stampOf = ({ size, at }: Waiting): string => `${size}:${Math.round(at)}`;

/** A file that a run is to take once more: it may have been put away since. @throws TarimError EXCHANGE_FILE_GONE */
async function again(drop: Drop, name: string): Promise<Waiting> {
  const waits = async () => (await drop.list()).find((one) => one.name === name);
  const there = await waits();
  if (there) return there;
  for (const where of PUT_AWAY) {
    const [last] = (await drop.kept(where))
      .filter((one) => STAMPED.exec(one)?.[1] === name)
      .sort()
      .reverse();
    if (last === undefined) continue;
    await drop.bringBack(where, last, name);
    const back = await waits();
    if (back) return back;
  }
  throw new TarimError(E.fileGone, { name });
}
/** How `putAway` calls a file. */
const STAMPED = /^\d{14}-(.+)$/;

/**
 * The oldest file that was not taken yet, or the one that is wanted; null when there is none.
 * @throws TarimError EXCHANGE_TOO_LARGE, EXCHANGE_FILE_GONE and what the drop throws
 */
export async function fetchDropped(
  drop: Drop,
  ask: {
    readonly move: boolean;
    readonly now: number;
    readonly taken: Taken;
    readonly wanted?: string | null;
  },
): Promise<Fetched | null> {
  const { move, now, taken } = ask;
  const putAway = async (where: PutAway, name: string) => {
    const stamp = beijingIso(now).slice(0, 19).replace(/[-:T]/g, '');
    if (move) await drop.putAway(where, name, `${stamp}-${name}`);
  };
  const found = ask.wanted ? [await again(drop, ask.wanted)] : await drop.list();
  const waiting = [...found]
    .filter((one) => move || !taken.stamps.has(`${stampOf(one)} ${one.name}`))
    .sort((a, b) => a.at - b.at || (a.name < b.name ? -1 : 1));
  for (const [i, one] of waiting.entries()) {
    if (one.size > MOST_BYTES) throw new TarimError(E.tooLarge, { limit: '2 GiB' });
    const path = await drop.fetch(one.name);
    const print = await fingerprintOf(path);
    if (await taken.wasTaken(print.fingerprint)) {
      await taken.note(one.name, stampOf(one), print.fingerprint);
      await putAway('done', one.name);
      continue;
    }
    return {
      path,
      name: one.name,
      kind: 'file',
      ...print,
      stamp: stampOf(one),
      more: i < waiting.length - 1,
      ended: (good) => putAway(good ? 'done' : 'failed', one.name),
    };
  }
  return null;
}
