import type { DocumentContent } from './model.ts';
import { renderAs } from './render.ts';
import type { Format } from './render-here.ts';

const MIME: Readonly<Record<Format, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

export interface DocumentFile {
  readonly bytes: Uint8Array;
  readonly mime: string;
  readonly name: string;
}

/**
 * A document as the file that a route answers with, `stem.pdf` or `stem.docx`.
 * @throws TarimError DOCUMENT_UNPRINTABLE
 */
export async function documentFile(
  content: DocumentContent,
  stem: string,
  format: Format,
): Promise<DocumentFile> {
  return { bytes: await renderAs(content, format), mime: MIME[format], name: `${stem}.${format}` };
}
