import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TarimError } from '@tarim/kernel';
import type { Context } from '@tarim/platform';
import type { PipelineSpec } from '../../contract.ts';
import { exchangeErrors as E } from '../errors.ts';
import { allowedHosts } from '../sql/uploads.ts';
import { fetchDatabase } from './database.ts';
import { fetchDropped, type Taken } from './drop.ts';
import type { Fetched } from './fetched.ts';
import { dropFolder, localDrop } from './folder.ts';
import { fetchHttp } from './http.ts';
import { sftpDrop } from './sftp.ts';

export interface Fetching {
  readonly source: PipelineSpec['source'];
  readonly format: PipelineSpec['format'];
  readonly secret: string | null;
  readonly file: { readonly sha256: string; readonly name: string } | null;
  readonly slug: string;
  readonly dir: string;
  readonly signal: AbortSignal;
  readonly known?: { readonly etag: string | null; readonly lastModified: string | null };
  readonly taken: Taken;
  /** The file of a drop folder that a run takes once more. */
  readonly wanted?: string | null;
}

/** Brings what the source has into the folder of the run; null: nothing new. */
export async function fetchSource(ctx: Context, asked: Fetching): Promise<Fetched | null> {
  const { source, dir, signal, secret } = asked;
  switch (source.kind) {
    case 'upload': {
      if (!asked.file) throw new TarimError(E.fileMissing);
      const kept = await ctx.files.get(asked.file.sha256);
      if (!kept) throw new TarimError(E.fileUnknown);
      const path = join(dir, 'upload');
      await writeFile(path, kept.bytes, { mode: 0o600 });
      return {
        path,
        name: asked.file.name,
        kind: 'file',
        fingerprint: asked.file.sha256,
        bytes: kept.bytes.length,
      };
    }
    case 'folder': {
      const drop = localDrop(dropFolder(ctx.config.dataDir, asked.slug), source.pattern, dir);
      return fetchDropped(drop, dropAsk(ctx, asked, source.move));
    }
    case 'sftp': {
      const drop = await sftpDrop({ source, secret, dir, signal, allowed: await allowedHosts(ctx.db) });
      const fetched = await fetchDropped(drop, dropAsk(ctx, asked, source.move)).catch((error: unknown) => {
        drop.end();
        throw error;
      });
      if (!fetched) drop.end();
      return fetched && { ...fetched, close: drop.end };
    }
    case 'http':
      return fetchHttp({
        source,
        format: asked.format,
        secret,
        dir,
        signal,
        allowed: await allowedHosts(ctx.db),
        ...(asked.known ? { known: asked.known } : {}),
      });
    case 'database':
      return fetchDatabase({ source, secret, dir, signal, allowed: await allowedHosts(ctx.db) });
  }
}

const dropAsk = (ctx: Context, { taken, wanted = null }: Fetching, move: boolean) => ({
  move,
  now: ctx.clock.now(),
  taken,
  wanted,
});

/** What a reader of the run log sees of where it came from: no query, no user, no password. */
export function sourceText(source: PipelineSpec['source'], fetched: Fetched): string {
  if (source.kind === 'http') {
    const { origin, pathname } = new URL(source.url);
    return `${origin}${pathname}`;
  }
  return source.kind === 'sftp' ? `${source.host}/${fetched.name}` : fetched.name;
}
