import { isolated } from './isolate.ts';
import type { DocumentContent } from './model.ts';
import { toPdf } from './pdf.ts';
import { pictureSvg } from './picture.ts';
import type { Raster } from './raster.ts';

export type Format = 'pdf' | 'docx';

export interface Rendered {
  readonly pdf: Uint8Array;
  readonly docx: Uint8Array;
  readonly pages: number;
}

/** What was asked for; pages are counted with the PDF, else 0. */
export interface Made {
  readonly pdf?: Uint8Array;
  readonly docx?: Uint8Array;
  readonly pages: number;
}

/** The files of a document. Loads the typesetter and the fonts into this thread: `render.ts` has one for it. */
export async function renderHere(given: DocumentContent, formats: readonly Format[]): Promise<Made> {
  const content = isolated(given);
  const svgs = new Map<number, string>();
  for (const [index, part] of content.parts.entries())
    if (part.kind === 'figure') svgs.set(index, await pictureSvg(part.picture));
  const print = formats.includes('pdf') ? toPdf(content, svgs) : null;
  const made = print ? { pdf: print.bytes, pages: print.pages } : { pages: 0 };
  if (!formats.includes('docx')) return made;
  // What only word processors need is loaded when they are served.
  const [{ toDocx }, { toPng }] = await Promise.all([import('./docx.ts'), import('./raster.ts')]);
  const rasters = new Map<number, Raster>([...svgs].map(([index, svg]) => [index, toPng(svg)]));
  return { ...made, docx: await toDocx(content, rasters) };
}
