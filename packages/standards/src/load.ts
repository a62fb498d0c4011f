import { readFileSync } from 'node:fs';

/** A data file of this package; read once by each room that needs it. */
export function load<T>(path: string): T {
  return JSON.parse(readFileSync(new URL(`../data/${path}`, import.meta.url), 'utf8')) as T;
}
