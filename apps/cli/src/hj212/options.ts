import { EDITIONS, type Edition, parseSm4Key } from '@tarim/hj212';

export interface Hj212Options {
  readonly sm4Key: Uint8Array | undefined;
  readonly edition: Edition | undefined;
  readonly split: boolean;
}

/** Reads `--sm4-key HEX`, `--edition E`, `--split`; a string is what is wrong with the call. */
export function readOptions(argv: readonly string[], allowed: readonly string[]): Hj212Options | string {
  let sm4Key: Uint8Array | undefined;
  let edition: Edition | undefined;
  let split = false;
  for (let i = 0; i < argv.length; i++) {
    const [name, inline] = argv[i]!.split('=', 2) as [string, string | undefined];
    if (!allowed.includes(name)) return `unknown option ${argv[i]}`;
    if (name === '--split') {
      split = true;
      continue;
    }
    const value = inline ?? argv[++i];
    if (value === undefined) return `${name} needs a value`;
    if (name === '--sm4-key') {
      const key = parseSm4Key(value);
      if (key === null) return '--sm4-key needs 32 hexadecimal digits';
      sm4Key = key;
    } else {
      if (!EDITIONS.includes(value as Edition)) return '--edition is 2005, 2017 or 2025';
      edition = value as Edition;
    }
  }
  return { sm4Key, edition, split };
}
