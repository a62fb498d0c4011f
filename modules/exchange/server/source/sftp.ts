import { createHash, timingSafeEqual } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { TarimError } from '@tarim/kernel';
import { Client, type SFTPWrapper } from 'ssh2';
import type { PipelineSpec } from '../../contract.ts';
import { exchangeErrors as E } from '../errors.ts';
import { type Drop, isWanted } from './drop.ts';
import { MOST_BYTES } from './fetched.ts';
import { type AllowedAddress, safeAddress } from './safe-host.ts';

type SftpSource = Extract<PipelineSpec['source'], { kind: 'sftp' }>;

export interface SftpAsk {
  readonly source: SftpSource;
  /** Password, or a private key in PEM or OpenSSH form. */
  readonly secret: string | null;
  readonly allowed: readonly AllowedAddress[];
  readonly dir: string;
  readonly signal: AbortSignal;
}

const CONNECT_MS = 15_000;
const CALL_SECONDS = 30;
/** Somebody may still be writing a file that is younger; clocks of two servers differ. */
const SETTLED_MS = 5_000;
const S_IFMT = 0o170_000;
const S_IFREG = 0o100_000;
const MOST_FILES = 20_000;

/** A connection to the drop folder on another's server, to be ended by who opened it. */
export interface RemoteDrop extends Drop {
  end(): void;
}

/**
 * Speaks only to the server whose key is known, at an address that was looked at.
 * @throws TarimError EXCHANGE_SECRET_MISSING, EXCHANGE_ADDRESS_REFUSED, EXCHANGE_UNREACHABLE, EXCHANGE_HOST_KEY, EXCHANGE_SIGN_IN
 */
export async function sftpDrop(ask: SftpAsk): Promise<RemoteDrop> {
  const { source, secret } = ask;
  if (!secret) throw new TarimError(E.secretMissing);
  const { address } = await safeAddress(source.host, source.port, ask.allowed);
  const client = new Client();
  const end = () => void client.end();
  const stop = () => void client.destroy();
  ask.signal.addEventListener('abort', stop, { once: true });
  client.once('close', () => ask.signal.removeEventListener('abort', stop));
  // What comes after the first answer is told by the calls that it breaks.
  client.on('error', () => {});
  try {
    await signIn(client, address, source, secret);
    const sftp = await promisify(client.sftp.bind(client) as (done: Done<SFTPWrapper>) => void)();
    return { ...dropOf(client, sftp, ask), end };
  } catch (error) {
    client.destroy();
    throw broken(error);
  }
}

type Done<T> = (error: Error | undefined, value: T) => void;

/** `SHA256:…` of a host key, as `ssh-keygen -lf` prints it. */
export const hostKeyPrint = (key: Uint8Array): string =>
  `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;

function signIn(client: Client, address: string, source: SftpSource, secret: string): Promise<void> {
  const known = Buffer.from(source.hostKey);
  let stranger = false;
  return new Promise((resolve, reject) => {
    client.once('ready', resolve);
    client.once('error', (error: Error & { level?: string }) =>
      reject(
        stranger
          ? new TarimError(E.hostKey)
          : error.level === 'client-authentication'
            ? new TarimError(E.signIn)
            : error,
      ),
    );
    client.once('close', () =>
      reject(new TarimError(stranger ? E.hostKey : E.unreachable, { reason: 'closed' })),
    );
    client.connect({
      host: address,
      port: source.port,
      username: source.user,
      readyTimeout: CONNECT_MS,
      keepaliveInterval: 10_000,
      ...(secret.startsWith('-----BEGIN ') ? { privateKey: secret } : { password: secret }),
      hostVerifier: (key: Buffer) => {
        const print = Buffer.from(hostKeyPrint(key));
        const same = print.length === known.length && timingSafeEqual(print, known);
        stranger = !same;
        return same;
      },
    });
  });
}

function dropOf(client: Client, sftp: SFTPWrapper, { source, dir }: SftpAsk): Drop {
  /** A server that goes silent would let a call wait for ever. */
  const within = async <T>(seconds: number, work: Promise<T>): Promise<T> => {
    const timer = setTimeout(() => client.destroy(), seconds * 1_000);
    const closed = new Promise<never>((_, reject) => {
      client.once('close', () => reject(new TarimError(E.unreachable, { reason: 'closed' })));
    });
    try {
      return await Promise.race([work, closed]);
    } finally {
      clearTimeout(timer);
    }
  };
  const at = (...parts: string[]) => [source.path.replace(/\/+$/, ''), ...parts].join('/') || '/';
  return {
    list: async () => {
      const names = await within(CALL_SECONDS, promisify(sftp.readdir.bind(sftp))(at())).catch(refused);
      if (names.length > MOST_FILES) throw new TarimError(E.tooLarge, { limit: `${MOST_FILES} × files` });
      return names
        .filter(({ filename, attrs }) => isWanted(source.pattern, filename) && isFile(attrs.mode))
        .map(({ filename, attrs }) => ({ name: filename, size: attrs.size, at: attrs.mtime * 1_000 }))
        .filter((one) => Date.now() - one.at >= SETTLED_MS);
    },
    fetch: async (name) => {
      const path = join(dir, 'dropped');
      let size = 0;
      const bounded = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          size += chunk.length;
          done(size > MOST_BYTES ? new TarimError(E.tooLarge, { limit: '2 GiB' }) : null, chunk);
        },
      });
      await within(
        source.timeoutSeconds,
        pipeline(sftp.createReadStream(at(name)), bounded, createWriteStream(path, { mode: 0o600 })),
      ).catch(refused);
      return path;
    },
    putAway: async (where, name, as) => {
      const mkdir = promisify(sftp.mkdir.bind(sftp) as (path: string, done: Done<void>) => void);
      await within(CALL_SECONDS, mkdir(at(where))).catch(() => {});
      // A server that lets nobody rename keeps its files; they are known again by what they say.
      await within(CALL_SECONDS, promisify(sftp.rename.bind(sftp))(at(name), at(where, as))).catch(() => {});
    },
    kept: async (where) => {
      const names = await within(CALL_SECONDS, promisify(sftp.readdir.bind(sftp))(at(where))).catch(() => []);
      return names.map(({ filename }) => filename);
    },
    bringBack: async (where, as, name) => {
      await within(CALL_SECONDS, promisify(sftp.rename.bind(sftp))(at(where, as), at(name))).catch(() => {});
    },
  };
}

const isFile = (mode: number): boolean => (mode & S_IFMT) === S_IFREG;

const NO_SUCH_FILE = 2;
const PERMISSION_DENIED = 3;

/** Folder or file that is not there, or not for us, is no matter of trying again. */
function refused(error: Error & { code?: number | string }): never {
  if (error.code === NO_SUCH_FILE || error.code === PERMISSION_DENIED) throw new TarimError(E.remoteFolder);
  throw broken(error);
}

/** Never the message of the library alone: it may quote what was sent. */
function broken(error: unknown): unknown {
  if (error instanceof TarimError) return error;
  const { code, name } = error as NodeJS.ErrnoException;
  return new TarimError(E.unreachable, { reason: String(code ?? name ?? 'error') }, { cause: error });
}
