import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

const UTC_OFFSET = new Date(0).getTimezoneOffset() * 60_000;
/** The earliest that a ZIP can name, in wall time of this machine. */
const EPOCH = Date.UTC(1980, 0, 2) + UTC_OFFSET;

/** Takes the moment of making, and what a thread has made before, out of a Word file: the same content gives the same bytes. */
export function steady(docx: Uint8Array, madeAt: string): Uint8Array {
  const instant = new Date(madeAt).toISOString();
  const files = unzipSync(docx);
  const out: Record<string, Uint8Array> = {};
  for (const name of Object.keys(files).sort(contentTypesFirst)) {
    const text = () => strFromU8(files[name]!);
    if (name === 'docProps/core.xml')
      out[name] = strToU8(
        text().replace(
          /(<dcterms:(?:created|modified)[^>]*>)[^<]*/g,
          (_all, tag: string) => `${tag}${instant}`,
        ),
      );
    else if (name === 'word/document.xml') {
      let drawing = 0;
      out[name] = strToU8(
        text().replace(/(<wp:docPr id=)"\d+"/g, (_all, tag: string) => `${tag}"${++drawing}"`),
      );
    } else out[name] = files[name]!;
  }
  return zipSync(out, { mtime: EPOCH, level: 6 });
}

/** Readers find the kind of the file by its first entry. */
function contentTypesFirst(a: string, b: string): number {
  const first = '[Content_Types].xml';
  if (a === first || b === first) return a === first ? -1 : 1;
  return a < b ? -1 : 1;
}
