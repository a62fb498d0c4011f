import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { TarimError } from '@tarim/kernel';
import { platformErrors } from '../errors.ts';

export interface StreamedFile {
  /** Name of the form's field. */
  readonly field: string;
  /** What the sender calls it. */
  readonly name: string;
  readonly path: string;
  readonly size: number;
}

interface Part {
  readonly type: 'file' | 'field';
  readonly fieldname: string;
  readonly filename?: string;
  readonly file?: Readable & { readonly truncated?: boolean; readonly bytesRead?: number };
}

/**
 * The files of a multipart request, each written into `folder` as it arrives: for what is too large to be held in memory. What
 * was written is removed again when the request cannot be taken whole.
 * @throws TarimError VALIDATION when there is none; TOO_LARGE
 */
export async function streamedFiles(
  request: object,
  folder: string,
  limits: { readonly bytes: number; readonly files: number },
): Promise<StreamedFile[]> {
  const { parts } = request as {
    parts?: (options: object) => AsyncIterableIterator<Part>;
  };
  const found: StreamedFile[] = [];
  const options = { limits: { fileSize: limits.bytes, files: limits.files, fields: 50 } };
  try {
    for await (const part of parts?.call(request, options) ?? []) {
      if (part.type !== 'file' || !part.file) continue;
      const path = join(folder, `${found.length}.part`);
      const target = createWriteStream(path, { mode: 0o640 });
      found.push({ field: part.fieldname, name: (part.filename ?? '').slice(-200), path, size: 0 });
      await pipeline(part.file, target);
      if (part.file.truncated) throw new TarimError(platformErrors.tooLarge);
      found[found.length - 1] = { ...found.at(-1)!, size: target.bytesWritten };
    }
    if (found.length === 0) throw new TarimError(platformErrors.validation);
    return found;
  } catch (error) {
    await Promise.all(found.map(({ path }) => rm(path, { force: true })));
    throw error;
  }
}
