import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TarimError } from '@tarim/kernel';
import { platformErrors } from '../errors.ts';
import type { SecretBox } from '../module.ts';

const VERSION = 'v1';
const TAG_BYTES = 16;
const KEY_BYTES = 32;

/** AES-256-GCM under a key that lies beside the data, or comes from outside; never in the database. */
export function secretBox(key: Uint8Array): SecretBox {
  return {
    seal(plain) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return [
        VERSION,
        nonce.toString('base64url'),
        body.toString('base64url'),
        cipher.getAuthTag().toString('base64url'),
      ].join('.');
    },
    /** @throws TarimError SECRET_BROKEN: another key, or altered */
    open(sealed) {
      const [version, nonce, body, tag] = sealed.split('.');
      if (version !== VERSION || !nonce || body === undefined || !tag)
        throw new TarimError(platformErrors.secretBroken);
      // A shortened tag would be easier to guess: only the full one is taken.
      const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'), {
        authTagLength: TAG_BYTES,
      });
      try {
        decipher.setAuthTag(Buffer.from(tag, 'base64url'));
        return Buffer.concat([decipher.update(Buffer.from(body, 'base64url')), decipher.final()]).toString(
          'utf8',
        );
      } catch (cause) {
        throw new TarimError(platformErrors.secretBroken, {}, { cause });
      }
    },
  };
}

/**
 * The key of a data folder, made at the first start; `hex` overrides it.
 * @throws TarimError SECRET_KEY_INVALID
 */
export function secretKey(dataDir: string, hex?: string): Uint8Array {
  if (hex) return parseKey(hex, 'TARIM_SECRET_KEY');
  const dir = join(dataDir, 'keys');
  const path = join(dir, 'secret.key');
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  try {
    writeFileSync(path, randomBytes(KEY_BYTES).toString('hex'), { mode: 0o600, flag: 'wx', flush: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return parseKey(readFileSync(path, 'utf8').trim(), path);
}

function parseKey(hex: string, source: string): Uint8Array {
  if (!/^[0-9a-fA-F]{64}$/.test(hex)) throw new TarimError(platformErrors.secretKey, { source });
  return Buffer.from(hex, 'hex');
}
