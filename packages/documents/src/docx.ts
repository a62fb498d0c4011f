import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  type ISectionOptions,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  type Table,
  TabStopType,
  TextRun,
} from 'docx';
import { bodyOf } from './docx-parts.ts';
import { COLOURS, PAGE, paragraph, runs } from './docx-style.ts';
import { factsTable, metaTable } from './docx-tables.ts';
import type { DocumentContent } from './model.ts';
import { numbered, WORDS } from './number.ts';
import type { Raster } from './raster.ts';
import { steady } from './steady.ts';

/** A Word file carries no letters: it names those that offices have. Arial has Uyghur too. */
const OFFICE_FONT = { ascii: 'Arial', hAnsi: 'Arial', eastAsia: 'Microsoft YaHei', cs: 'Arial' };
/** Half points. */
const SIZE = { text: 21, title: 40, subtitle: 24, chapter: 27, section: 22, small: 17 };

/** The document for Word, with pictures as PNG. Text goes in as text nodes, which the library escapes. */
export async function toDocx(
  content: DocumentContent,
  pictures: ReadonlyMap<number, Raster>,
): Promise<Uint8Array> {
  const { language, title, madeAt } = content;
  const rtl = language === 'ug';
  const children = headOf(content, rtl, false);
  numbered(content).forEach((part, index) => {
    if (part.kind === 'bound') children.push(...headOf(part, rtl, true));
    else if (part.kind === 'facts')
      children.push(factsTable(part, rtl), paragraph([], { spacing: { after: 60 } }));
    else children.push(...bodyOf(part, pictures.get(index), rtl));
  });
  const document = new Document({
    title,
    creator: content.footer,
    styles: {
      default: {
        document: {
          run: {
            size: SIZE.text,
            color: COLOURS.ink,
            font: OFFICE_FONT,
          },
          paragraph: { spacing: { after: 100, line: 290, lineRule: LineRuleType.AUTO } },
        },
        heading1: {
          run: { size: SIZE.chapter, bold: true, color: COLOURS.teal },
          paragraph: { spacing: { before: 320, after: 140 }, keepNext: true },
        },
        heading2: {
          run: { size: SIZE.section, bold: true, color: COLOURS.ink },
          paragraph: { spacing: { before: 240, after: 120 }, keepNext: true },
        },
      },
    },
    sections: [{ ...frameOf(content), children }],
  });
  return steady(new Uint8Array(await Packer.toArrayBuffer(document)), madeAt);
}

/** Title, number and facts about a document, on the page or on a new one. */
function headOf(
  { title, subtitle, meta }: Pick<DocumentContent, 'title' | 'subtitle' | 'meta'>,
  rtl: boolean,
  pageBreakBefore: boolean,
): (Paragraph | Table)[] {
  const head: (Paragraph | Table)[] = [
    paragraph(runs(title, { size: SIZE.title, bold: true, color: COLOURS.teal, rtl }), {
      alignment: AlignmentType.CENTER,
      spacing: { before: 0, after: 80, line: 260, lineRule: LineRuleType.AUTO },
      pageBreakBefore,
    }),
  ];
  if (subtitle !== undefined)
    head.push(
      paragraph(runs(subtitle, { size: SIZE.subtitle, color: COLOURS.muted, rtl }), {
        alignment: AlignmentType.CENTER,
        spacing: { after: 120, line: 260, lineRule: LineRuleType.AUTO },
      }),
    );
  if (meta.length > 0) head.push(metaTable(meta, rtl));
  return head;
}

/** Paper, head and foot. */
function frameOf({
  header,
  footer,
  simulated,
  language,
}: DocumentContent): Omit<ISectionOptions, 'children'> {
  const style = { size: SIZE.small, color: COLOURS.muted };
  const tabStops = [{ type: TabStopType.RIGHT, position: PAGE.textWidth }];
  const rule = { style: BorderStyle.SINGLE, size: 4, color: COLOURS.line, space: 3 };
  const stamp =
    simulated === null
      ? []
      : [new TextRun({ text: `\t${simulated}`, ...style, bold: true, color: COLOURS.bad })];
  // `第 {page} 页　共 {pages} 页` with fields in it.
  const pageRun = new TextRun({
    ...style,
    children: [
      '\t',
      ...WORDS[language].page
        .split(/(\{page\}|\{pages\})/)
        .map((one) =>
          one === '{page}' ? PageNumber.CURRENT : one === '{pages}' ? PageNumber.TOTAL_PAGES : one,
        ),
    ],
  });
  return {
    properties: {
      page: {
        size: { width: PAGE.width, height: PAGE.height },
        margin: { top: 1474, bottom: 1247, left: PAGE.margin, right: PAGE.margin, header: 680, footer: 600 },
      },
    },
    headers: {
      default: new Header({
        children: [
          new Paragraph({
            tabStops,
            border: { bottom: rule },
            children: [new TextRun({ text: header, ...style }), ...stamp],
          }),
        ],
      }),
    },
    footers: {
      default: new Footer({
        children: [
          new Paragraph({
            tabStops,
            border: { top: rule },
            children: [new TextRun({ text: footer, ...style }), pageRun],
          }),
        ],
      }),
    },
  };
}
