import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { folder } from './world.ts';

const SSHD = '/usr/sbin/sshd';
const runs = (command: string, args: string[]) => spawnSync(command, args, { encoding: 'utf8' });

/** Debian: openssh-server. */
export const hasSshd = (): boolean => runs(SSHD, ['-V']).error === undefined;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** OpenSSH's server on a loopback port; its only user is who runs the tests, by the private key given back. */
export async function sshd(): Promise<{ port: number; user: string; key: string; hostKey: string }> {
  const dir = await folder();
  for (const name of ['host', 'user'])
    runs('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(dir, name)]);
  await writeFile(join(dir, 'authorized'), await readFile(join(dir, 'user.pub')), { mode: 0o600 });
  chmodSync(dir, 0o700);
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true });
  const port = await freePort();
  await writeFile(
    join(dir, 'config'),
    `Port ${port}
ListenAddress 127.0.0.1
HostKey ${dir}/host
AuthorizedKeysFile ${dir}/authorized
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
PermitRootLogin prohibit-password
Subsystem sftp internal-sftp
`,
  );
  const server: ChildProcess = spawn(SSHD, ['-D', '-e', '-f', join(dir, 'config')], { stdio: 'pipe' });
  onTestFinished(() => void server.kill());
  await new Promise<void>((resolve, reject) => {
    server.once('exit', () => reject(new Error('sshd ended')));
    server.stderr!.on('data', (text: Buffer) => String(text).includes('listening') && resolve());
  });
  const print = runs('ssh-keygen', ['-lf', join(dir, 'host.pub')]).stdout.split(' ')[1]!;
  return {
    port,
    user: userInfo().username,
    key: await readFile(join(dir, 'user'), 'utf8'),
    hostKey: print,
  };
}
