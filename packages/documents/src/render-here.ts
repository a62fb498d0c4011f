import { toDocx } from './docx.ts';
import { isolated } from './isolate.ts';
import type { DocumentContent } from './model.ts';
import { toPdf } from './pdf.ts';
import { pictureSvg } from './picture.ts';
import { type Raster, toPng } from './raster.ts';

export interface Rendered {
  readonly pdf: Uint8Array;
  readonly docx: Uint8Array;
  readonly pages: number;
}

/** Both files of a document. Loads the typesetter and the fonts into this thread: `renderDocument` starts one for it. */
export async function renderHere(given: DocumentContent): Promise<Rendered> {
  const content = isolated(given);
  const svgs = new Map<number, string>();
  for (const [index, part] of content.parts.entries())
    if (part.kind === 'figure') svgs.set(index, await pictureSvg(part.picture));
  const { bytes: pdf, pages } = toPdf(content, svgs);
  const rasters = new Map<number, Raster>([...svgs].map(([index, svg]) => [index, toPng(svg)]));
  return { pdf, docx: await toDocx(content, rasters), pages };
}
