import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Files } from '../module.ts';
import { sendStoredFile } from './send-file.ts';

/**
 * Sends a file of evidence to be looked at. A photograph or document is checked against its hash first; a film or sound recording is
 * far larger and comes by ranges, as a player asks for them.
 * @returns false: no such file is kept
 * @throws TarimError FILE_ALTERED
 */
export async function sendEvidence(
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
  files: Files,
  { sha256, name }: { readonly sha256: string; readonly name: string },
): Promise<boolean> {
  const kept = await files.locate(sha256);
  if (!kept) return false;
  if (/^(video|audio)\//.test(kept.mime)) {
    sendStoredFile({ request, reply }, { ...kept, name }, kept.mime, 'inline');
    return true;
  }
  const file = (await files.get(sha256))!;
  reply.type(file.mime).header('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(name)}`);
  await reply.send(Buffer.from(file.bytes));
  return true;
}
