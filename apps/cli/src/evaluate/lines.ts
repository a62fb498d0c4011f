/** A line longer than this carries no set of six concentrations. */
export const MAX_LINE = 1 << 16;
/** For lines that carry all sections or sources of a region. */
export const MAX_LINE_OF_SETS = 1 << 22;

/**
 * Lines of a stream in constant memory, as many at a time as a chunk brought. Null stands for a line that was too long to keep.
 */
export async function* linesOf(
  stdin: NodeJS.ReadableStream,
  longest = MAX_LINE,
): AsyncGenerator<(string | null)[]> {
  const decoder = new TextDecoder();
  let rest = '';
  let skipping = false;
  for await (const chunk of stdin) {
    const text = typeof chunk === 'string' ? chunk : decoder.decode(chunk as Uint8Array, { stream: true });
    const parts = (rest + text).split('\n');
    rest = parts.pop()!;
    const lines = parts.map((part, index) =>
      (index === 0 && skipping) || part.length > longest ? null : part,
    );
    if (parts.length > 0) skipping = false;
    if (rest.length > longest) {
      skipping = true;
      rest = '';
    }
    if (lines.length > 0) yield lines;
  }
  rest += decoder.decode();
  if (rest !== '' || skipping) yield [skipping ? null : rest];
}
