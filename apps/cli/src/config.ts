import { fileURLToPath } from 'node:url';
import { type Config, type ConfigInput, readConfig } from '@tarim/platform';
import { BrokenCall, text } from './arguments.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** Of every command that works on a data folder. */
export const DATA = { data: text() };
export const DATA_HELP =
  '--data DIR   数据目录，缺省为环境 TARIM_DATA，再缺省为安装目录下的 .tarim   default: TARIM_DATA, else .tarim where Tarim is installed';

/**
 * Where everything is, for `serve` and all others alike: they must mean the same folder by default, wherever they are called.
 * @throws BrokenCall
 */
export function configOf(
  flags: {
    readonly [K in keyof ConfigInput]: ConfigInput[K] | null;
  },
): ReturnType<typeof readConfig> {
  const given = Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== null));
  try {
    return readConfig(given as ConfigInput, process.env, {
      regionDir: `${ROOT}regions/xinjiang`,
      dataDir: `${ROOT}.tarim`,
    });
  } catch (error) {
    throw new BrokenCall((error as Error).message, { cause: error });
  }
}

export type { Config };
