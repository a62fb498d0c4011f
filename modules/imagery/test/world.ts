import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makePolicy } from '@tarim/identity/server';
import type { Actor, ModuleDefinition } from '@tarim/platform';
import type { RouteDef } from '@tarim/platform/contract';
import { loadRegionPack, regionModule } from '@tarim/region/server';
import { type Answer, type CallOptions, type TestContext, testContext, testServer } from '@tarim/testkit';
import { onTestFinished } from 'vitest';
import * as c from '../contract.ts';
import { imageryModule } from '../server/module.ts';
import { convertScene } from '../server/use-cases/convert-scene.ts';

const XINJIANG = fileURLToPath(new URL('../../../regions/xinjiang/', import.meta.url));

export const NOW = Date.parse('2026-11-25T12:00:00+08:00');
export const URUMQI = '/650000/650100/';

export function person(
  index: number,
  role: Actor['posts'][number]['role'] = 'monitoring-station',
  unitPath = URUMQI,
): Actor {
  return {
    userId: `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`,
    name: `人员${index}`,
    posts: [{ role, unitPath }],
  };
}
export const STATION = person(1);
export const ADMIN = person(2, 'administrator', '/');
export const PLANNER = person(3, 'planner', '/650000/');
export const CORPS = person(4, 'monitoring-station', '/BT/BT08/');

export interface FormFile {
  readonly field?: string;
  readonly path: string;
  readonly name?: string;
}

export interface World {
  readonly ctx: TestContext;
  /** Of this test, gone after it. */
  readonly folder: string;
  call(def: RouteDef, options?: CallOptions): Promise<Answer>;
  /** Posts the form as a browser does. */
  bring(metadata: object, files: readonly FormFile[], as?: Actor): Promise<Answer>;
  /** Brings a scene and runs the job behind it. */
  ingest(metadata: object, files: readonly FormFile[]): Promise<c.SceneDetail>;
  convert(id: number): Promise<c.SceneDetail>;
  /** Listens on a port of this machine. @returns its address */
  listen(): Promise<string>;
}

export const IDLE = { signal: new AbortController().signal, progress: async () => {} };

export const S2 = {
  collection: 'sentinel-2',
  sensor: 'sentinel-2-l2a',
  title: '模拟哨兵二号',
  takenAt: '2024-07-20T13:00:00+08:00',
  source: '模拟影像',
  licence: 'CC0-1.0',
  baseline: '05.09',
  simulated: true,
};

/** The region with its outlines and imagery, with the real policy. */
export async function world(more: readonly ModuleDefinition[] = []): Promise<World> {
  const modules = [regionModule, imageryModule, ...more];
  const ctx = await testContext({ modules, policy: makePolicy(), now: NOW });
  await loadRegionPack(ctx, XINJIANG);
  const server = await testServer(ctx, modules);
  const folder = mkdtempSync(join(tmpdir(), 'imagery-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const bring: World['bring'] = async (metadata, files, as = STATION) => {
    const boundary = 'tarim-boundary';
    const parts: Buffer[] = [];
    for (const { field = 'bands', path, name = path.split('/').at(-1)! } of files) {
      parts.push(
        Buffer.from(
          `--${boundary}\r\nContent-Disposition: form-data; name="${field}"; filename="${name}"\r\nContent-Type: image/tiff\r\n\r\n`,
        ),
      );
      for await (const chunk of createReadStream(path)) parts.push(chunk as Buffer);
      parts.push(Buffer.from('\r\n'));
    }
    const body = Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]);
    return server.call(c.ingestScene, {
      as,
      query: metadata,
      body,
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    });
  };
  const convert = async (id: number) => {
    await convertScene(ctx, id, IDLE);
    return (await server.call(c.getScene, { as: STATION, params: { id } })).body as c.SceneDetail;
  };
  return {
    ctx,
    folder,
    call: (def, options) => server.call(def, options),
    bring,
    convert,
    ingest: async (metadata, files) => {
      const answer = await bring(metadata, files);
      if (answer.status !== 200) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
      return convert(answer.body.id);
    },
    listen: () => server.app.listen({ host: '127.0.0.1', port: 0 }),
  };
}
