import {
  AlignmentType,
  BorderStyle,
  type ITableCellOptions,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { COLOURS, PAGE, paragraph, runs } from './docx-style.ts';
import {
  type Column,
  cellOf,
  type DocumentContent,
  type Facts,
  inkOn,
  type Table as TablePart,
} from './model.ts';

const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const THIN = { style: BorderStyle.SINGLE, size: 4, color: COLOURS.line } as const;
const THICK = { style: BorderStyle.SINGLE, size: 8, color: COLOURS.teal } as const;
const ALIGN = { start: AlignmentType.START, center: AlignmentType.CENTER, end: AlignmentType.END } as const;
const INSET = { top: 50, bottom: 50, left: 80, right: 80 };
const TIGHT = { before: 0, after: 0, line: 260 };

const grid = (shares: readonly number[]): number[] => {
  const total = shares.reduce((sum, one) => sum + one, 0);
  return shares.map((one) => Math.floor((PAGE.textWidth * one) / total));
};

function table(widths: number[], rows: TableRow[], rtl: boolean): Table {
  return new Table({
    rows,
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    width: { size: PAGE.textWidth, type: WidthType.DXA },
    visuallyRightToLeft: rtl,
    borders: {
      top: NONE,
      bottom: NONE,
      left: NONE,
      right: NONE,
      insideHorizontal: NONE,
      insideVertical: NONE,
    },
  });
}

const cell = (width: number, options: ITableCellOptions) =>
  new TableCell({
    width: { size: width, type: WidthType.DXA },
    margins: INSET,
    verticalAlign: VerticalAlignTable.CENTER,
    ...options,
  });

/** Rows with a heading that is repeated on every page. */
export function dataTable({ columns, rows }: TablePart, rtl: boolean): Table {
  const widths = grid(columns.map((one) => one.share ?? 1));
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: columns.map(({ title }, at) =>
      cell(widths[at]!, {
        shading: { fill: COLOURS.ground },
        borders: { top: THICK, bottom: THICK },
        children: [
          paragraph(runs(title, { size: 18, bold: true, rtl }), {
            alignment: AlignmentType.CENTER,
            spacing: TIGHT,
            bidirectional: rtl,
          }),
        ],
      }),
    ),
  });
  const body = rows.map(
    (row) =>
      new TableRow({
        cantSplit: true,
        children: row.map((one, at) => bodyCell(one, columns[at], widths[at]!, rtl)),
      }),
  );
  return table(widths, [head, ...body], rtl);
}

function bodyCell(
  content: TablePart['rows'][number][number],
  column: Column | undefined,
  width: number,
  rtl: boolean,
): TableCell {
  const { text, fill, strong } = cellOf(content);
  return cell(width, {
    ...(fill === null ? {} : { shading: { fill: fill.slice(1) } }),
    borders: { top: THIN, bottom: THIN },
    children: [
      paragraph(
        runs(text, {
          size: 18,
          bold: strong,
          rtl,
          ...(fill === null ? {} : { color: inkOn(fill).slice(1) }),
        }),
        { alignment: ALIGN[column?.align ?? 'start'], spacing: TIGHT, bidirectional: rtl },
      ),
    ],
  });
}

/** Facts about the document, two beside each other. */
export function metaTable(meta: DocumentContent['meta'], rtl: boolean): Table {
  const widths = grid([1, 2.4, 1, 2.4]);
  const rows: TableRow[] = [];
  for (let at = 0; at < meta.length; at += 2) {
    const edge = { ...(at === 0 ? { top: THICK } : {}), ...(at + 2 >= meta.length ? { bottom: THICK } : {}) };
    const pair = [meta[at], meta[at + 1]].flatMap((one) => [one?.label ?? '', one?.value ?? '']);
    rows.push(
      new TableRow({
        children: pair.map((text, column) =>
          cell(widths[column]!, {
            borders: edge,
            children: [
              paragraph(runs(text, { size: 19, color: column % 2 ? COLOURS.ink : COLOURS.muted, rtl }), {
                spacing: TIGHT,
                bidirectional: rtl,
              }),
            ],
          }),
        ),
      }),
    );
  }
  return table(widths, rows, rtl);
}

/** Key figures side by side. */
export function factsTable({ items }: Facts, rtl: boolean): Table {
  const widths = grid(items.map(() => 1));
  const gap = { style: BorderStyle.SINGLE, size: 24, color: 'ffffff' } as const;
  const children = items.map(({ label, value }, at) =>
    cell(widths[at]!, {
      shading: { fill: COLOURS.ground },
      borders: { left: gap, right: gap },
      children: [
        paragraph(runs(label, { size: 17, color: COLOURS.muted, rtl }), {
          spacing: { before: 40, after: 20 },
          bidirectional: rtl,
        }),
        paragraph(runs(value, { size: 26, bold: true, color: COLOURS.teal, rtl }), {
          spacing: { before: 0, after: 40 },
          bidirectional: rtl,
        }),
      ],
    }),
  );
  return table(widths, [new TableRow({ children })], rtl);
}
