import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** Text of the pages of a PDF, as a reader other than the typesetter finds it. */
export async function pdfPages(bytes: Uint8Array): Promise<string[]> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const document = await task.promise;
  const pages: string[] = [];
  for (let page = 1; page <= document.numPages; page++) {
    const { items } = await (await document.getPage(page)).getTextContent();
    pages.push(items.map((one) => ('str' in one ? one.str : '')).join(''));
  }
  await task.destroy();
  return pages;
}

/** The whole text in one spelling without blanks: a typesetter breaks lines and uses other forms of the same letters. */
export async function pdfText(bytes: Uint8Array): Promise<string> {
  return (await pdfPages(bytes)).join('').normalize('NFKC').replace(/\s+/g, '');
}
