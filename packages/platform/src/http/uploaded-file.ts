import { TarimError } from '@tarim/kernel';
import { platformErrors } from '../errors.ts';

/** The one file of a multipart request, and what its sender calls it. @throws TarimError VALIDATION when there is none */
export async function uploadedFile(request: object): Promise<{ bytes: Uint8Array; name: string }> {
  // The multipart plug-in adds it to requests of such routes only.
  const { file } = request as {
    file?: () => Promise<{ filename?: string; toBuffer(): Promise<Buffer> } | undefined>;
  };
  const one = await file?.call(request);
  if (!one) throw new TarimError(platformErrors.validation);
  return { bytes: await one.toBuffer(), name: (one.filename ?? '').slice(-200) };
}
