import { readFileSync } from 'node:fs';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { fontFolders } from './fonts.ts';
import { cellOf, type DocumentContent, inkOn } from './model.ts';
import { numbered, WORDS } from './number.ts';

const TEMPLATE = readFileSync(new URL('./template.typ', import.meta.url), 'utf8');
let compiler: NodeCompiler | undefined;

/** What the template reads. Pictures are SVG by the figure's place among the parts. */
function dataOf(content: DocumentContent, pictures: ReadonlyMap<number, string>): object {
  const parts = numbered(content).map((part, index) => {
    if (part.kind === 'figure')
      return { kind: part.kind, caption: part.caption, width: part.width ?? 1, svg: pictures.get(index) };
    if (part.kind === 'bound') return { ...part, subtitle: part.subtitle ?? null };
    if (part.kind !== 'table') return part;
    return {
      kind: part.kind,
      caption: part.caption,
      empty: part.empty ?? '—',
      columns: part.columns.map(({ title, align = 'start', share = 1 }) => ({ title, align, share })),
      rows: part.rows.map((row) =>
        row.map((one) => {
          const cell = cellOf(one);
          return { ...cell, ink: cell.fill === null ? null : inkOn(cell.fill) };
        }),
      ),
    };
  });
  const { language, title, subtitle = null, meta, header, footer, simulated } = content;
  return {
    language,
    title,
    subtitle,
    meta,
    header,
    footer,
    simulated,
    sheet: content.sheet ?? null,
    parts,
    page: WORDS[language].page,
  };
}

/**
 * The document as PDF with selectable text and the letters it needs inside. Content goes in as JSON that the template reads:
 * whatever it says, it is text.
 * @throws Error with what the typesetter says
 */
export function toPdf(
  content: DocumentContent,
  pictures: ReadonlyMap<number, string>,
): { bytes: Uint8Array; pages: number } {
  // Letters come from our own packages only, so that every machine prints alike.
  compiler ??= NodeCompiler.create({ fontArgs: [{ fontPaths: fontFolders() }] });
  const source = {
    mainFileContent: TEMPLATE,
    inputs: { document: JSON.stringify(dataOf(content, pictures)) },
  };
  const compiled = compiler.compile(source);
  const document = compiled.result;
  if (!document) {
    const error = compiled.takeDiagnostics();
    const details = error ? compiler.fetchDiagnostics(error) : [];
    throw new Error(JSON.stringify(details).slice(0, 500));
  }
  const bytes = compiler.pdf(document, { pdfTags: true });
  const pages = document.numOfPages;
  compiler.evictCache(0);
  return { bytes: new Uint8Array(bytes), pages };
}
