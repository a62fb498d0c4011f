import type { ProblemDetails } from '@tarim/platform/contract';

/**
 * A file that the server makes of what is asked; the words of a refusal come in the language of the page.
 * @throws Error with the server's title
 */
export async function fetchedFile(url: string, language: string, body?: object): Promise<Blob> {
  const answer = await fetch(url, {
    headers: { 'accept-language': language, 'content-type': 'application/json', 'x-tarim': '1' },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  });
  if (!answer.ok) {
    const problem = (await answer.json().catch(() => null)) as ProblemDetails | null;
    throw new Error(problem?.title ?? String(answer.status));
  }
  return answer.blob();
}
