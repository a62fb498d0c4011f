import { AlignmentType, HeadingLevel, ImageRun, LineRuleType, type Paragraph, type Table } from 'docx';
import { COLOURS, PAGE, paragraph, runs } from './docx-style.ts';
import { dataTable } from './docx-tables.ts';
import type { Part } from './model.ts';
import type { Raster } from './raster.ts';

/** Of the text's width, in pixels of 1/96 inch. */
const TEXT_PX = Math.floor(PAGE.textWidth / 15);

/** A part other than key figures and the head of a bound document. */
export function bodyOf(
  part: Exclude<Part, { kind: 'facts' | 'bound' }>,
  picture: Raster | undefined,
  rtl: boolean,
): (Paragraph | Table)[] {
  const bidirectional = rtl;
  const caption = (text: string, keepNext: boolean) =>
    paragraph(runs(text, { size: 19, bold: true, rtl }), {
      alignment: AlignmentType.CENTER,
      spacing: { before: keepNext ? 200 : 40, after: keepNext ? 80 : 240 },
      keepNext,
      bidirectional,
    });
  if (part.kind === 'heading')
    return [
      paragraph(runs(part.text, { rtl }), {
        heading: part.level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2,
        bidirectional,
      }),
    ];
  if (part.kind === 'paragraph') return [paragraph(runs(part.text, { rtl }), { bidirectional })];
  if (part.kind === 'note')
    return [
      paragraph(runs(part.text, { size: 17, color: COLOURS.muted, rtl }), {
        spacing: { before: 80, after: 160, line: 260 },
        bidirectional,
      }),
    ];
  if (part.kind === 'table') {
    if (part.rows.length === 0)
      return [
        caption(part.caption, true),
        paragraph(runs(part.empty ?? '—', { size: 19, color: COLOURS.muted, rtl }), {
          alignment: AlignmentType.CENTER,
        }),
      ];
    return [caption(part.caption, true), dataTable(part, rtl), paragraph([], { spacing: { after: 80 } })];
  }
  if (!picture) return [caption(part.caption, false)];
  const width = Math.round(TEXT_PX * (part.width ?? 1));
  const height = Math.round((width * picture.height) / picture.width);
  const image = new ImageRun({
    type: 'png',
    data: picture.png,
    transformation: { width, height },
    altText: { name: part.caption, title: part.caption, description: part.caption },
  });
  return [
    paragraph([image], {
      alignment: AlignmentType.CENTER,
      keepNext: true,
      spacing: { before: 200, after: 40, line: 240, lineRule: LineRuleType.AUTO },
    }),
    caption(part.caption, false),
  ];
}
