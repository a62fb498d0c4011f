import { type CellContent, cellOf, type DocumentContent, type Part } from './model.ts';

/** Figures with Latin units keep their order inside a line that runs from right to left (Unicode first strong isolate). */
const isolate = (text: string): string =>
  /[A-Za-zµ]/.test(text) && !/[\u0600-\u06ff]/.test(text) ? `\u2068${text}\u2069` : text;

function cell(content: CellContent): CellContent {
  const { text, fill, strong } = cellOf(content);
  return { text: isolate(text), strong, ...(fill === null ? {} : { fill }) };
}

function part(one: Part): Part {
  if (one.kind === 'bound')
    return { ...one, meta: one.meta.map(({ label, value }) => ({ label, value: isolate(value) })) };
  if (one.kind === 'facts')
    return { ...one, items: one.items.map(({ label, value }) => ({ label, value: isolate(value) })) };
  return one.kind === 'table' ? { ...one, rows: one.rows.map((row) => row.map(cell)) } : one;
}

/** A document as its direction needs it; those from left to right stay as they are. */
export function isolated(content: DocumentContent): DocumentContent {
  if (content.language !== 'ug') return content;
  return {
    ...content,
    meta: content.meta.map(({ label, value }) => ({ label, value: isolate(value) })),
    parts: content.parts.map(part),
  };
}
