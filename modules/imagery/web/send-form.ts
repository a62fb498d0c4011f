import { CallError, type ProblemDetails, urlOf } from '@tarim/platform/contract';
import { ingestScene } from '../contract.ts';

export interface SceneFiles {
  readonly bands: readonly File[];
  readonly quality: File | null;
  /** A table of classes, of thematic rasters. */
  readonly classes: File | null;
}

/**
 * Sends the files of a scene. By the older interface of browsers: the newer one does not tell how much has been sent, and gigabytes take
 * their time.
 * @throws CallError with the server's problem details
 */
export function sendScene(
  query: object,
  { bands, quality, classes }: SceneFiles,
  { onProgress, signal }: { onProgress: (share: number) => void; signal: AbortSignal },
): Promise<{ id: number }> {
  const form = new FormData();
  for (const file of bands) form.append('bands', file, file.name);
  if (quality) form.append('quality', quality, quality.name);
  if (classes) form.append('classes', classes, classes.name);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(ingestScene.method, urlOf(ingestScene, {}, query));
    request.setRequestHeader('x-tarim', '1');
    request.setRequestHeader('accept', 'application/json');
    request.setRequestHeader('accept-language', document.documentElement.lang);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    const refuse = (details: ProblemDetails) => reject(new CallError(details));
    request.onload = () => {
      const answer: unknown = readJson(request.responseText);
      if (request.status === 200) resolve(answer as { id: number });
      else
        refuse(
          (answer as ProblemDetails | null) ?? {
            code: 'HTTP',
            status: request.status,
            title: request.statusText,
          },
        );
    };
    request.onerror = () => refuse({ code: 'NETWORK', status: 0, title: request.statusText || 'network' });
    request.onabort = () => reject(new DOMException('', 'AbortError'));
    signal.addEventListener('abort', () => request.abort());
    request.send(form);
  });
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
