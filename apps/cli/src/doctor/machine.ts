import { randomUUID } from 'node:crypto';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import * as zlib from 'node:zlib';
import { diskSpace } from '@tarim/platform';
import { cliErrors } from '../errors.ts';
import { type DoctorConfig, type Finding, fine, wrong } from './check.ts';

/** The runtime comes with the dependencies; an older one lacks what the frame log is compressed with. */
const NODE_MAJOR = 24;

export function checkNode(): Finding {
  const version = process.versions.node;
  const detail = { version, needed: NODE_MAJOR, path: process.execPath };
  const able = Number.parseInt(version, 10) >= NODE_MAJOR && 'zstdCompress' in zlib;
  return able ? fine(detail) : wrong(cliErrors.doctorNode, { version, needed: NODE_MAJOR }, detail);
}

/** Looks without making the folder: what does not exist yet will be made inside the nearest folder that does. */
export function checkDataFolder({ dataDir }: DoctorConfig): Finding {
  const nearest = existing(dataDir);
  const detail = { dir: dataDir, exists: nearest === dataDir };
  const probe = join(nearest, `.tarim-doctor-${randomUUID()}`);
  try {
    writeFileSync(probe, 'x', { flush: true });
    rmSync(probe);
    return fine(detail);
  } catch (error) {
    return wrong(cliErrors.doctorFolder, { dir: nearest, reason: (error as Error).message }, detail);
  }
}

export async function checkDisk({ dataDir }: DoctorConfig): Promise<Finding> {
  const { free, total, low } = await diskSpace(existing(dataDir));
  const detail = { free, total };
  return low ? wrong(cliErrors.doctorDisk, { mb: Math.round(free / 2 ** 20) }, detail) : fine(detail);
}

/** @param running the platform runs on this data folder: then its ports are taken by itself */
export async function checkPorts(config: DoctorConfig, running: boolean): Promise<Finding> {
  const asked = [
    { name: 'http', host: config.host, port: config.port },
    { name: 'gateway', host: config.gatewayHost ?? config.host, port: config.gatewayPort },
  ];
  const ports = [];
  for (const one of asked) ports.push({ ...one, free: await isFree(one.host, one.port) });
  const detail = { ports, running };
  const taken = ports.filter((one) => !one.free);
  if (taken.length === 0 || running) return fine(detail);
  return wrong(
    cliErrors.doctorPort,
    { ports: taken.map((one) => `${one.host}:${one.port}`).join(', ') },
    detail,
  );
}

function isFree(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ host, port }, () => server.close(() => resolve(true)));
  });
}

function existing(path: string): string {
  return existsSync(path) ? path : existing(dirname(path));
}
