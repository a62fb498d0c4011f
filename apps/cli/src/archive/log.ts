import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fillMessage, type Problem } from '@tarim/kernel';
import { lockDataDir } from '@tarim/platform';
import { BrokenCall } from '../arguments.ts';
import { cliErrors } from '../errors.ts';

/** Folder of the frame log inside a data folder. */
export const frameLogDir = (dataDir: string): string => join(dataDir, 'framelog');

/** Whether a log was ever begun there. Looking makes nothing. */
export function hasFrameLog(dataDir: string): boolean {
  const dir = frameLogDir(dataDir);
  return (
    existsSync(dir) && readdirSync(dir).some((name) => /^(chain\.ndjson|\d{20}\.seg(\.zst)?)$/.test(name))
  );
}

export function frameLogMissing(dataDir: string): Problem {
  const { code, en } = cliErrors.frameLogMissing;
  return { code, message: fillMessage(en, { dir: dataDir }), path: 'data' };
}

/** @throws BrokenCall: a folder that is not what was meant must not pass for one in order */
export function requireFrameLog(dataDir: string): void {
  if (hasFrameLog(dataDir)) return;
  const { code, zh, en } = cliErrors.frameLogMissing;
  const params = { dir: dataDir };
  throw new BrokenCall(`${code}: ${fillMessage(zh, params)} ${fillMessage(en, params)}`);
}

/**
 * Takes a data folder wholly: a server with its own database locks all of it, one with DATABASE_URL only its gateway's part.
 * @throws TarimError DATA_DIR_IN_USE
 */
export function lockFolder(dataDir: string): () => void {
  const unlock = lockDataDir(dataDir);
  try {
    const unlockGateway = lockDataDir(dataDir, 'gateway');
    return () => {
      unlockGateway();
      unlock();
    };
  } catch (error) {
    unlock();
    throw error;
  }
}
