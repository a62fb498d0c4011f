/**
 * A document as data: what a report, a notice or a certificate says, without how it looks. All text is plain text; nothing in
 * it is ever read as markup. The same content always gives the same bytes.
 */
export interface DocumentContent {
  readonly language: 'zh-CN' | 'en' | 'ug';
  readonly title: string;
  readonly subtitle?: string;
  /** Facts under the title: 编制单位, 时段, 编号 … */
  readonly meta: ReadonlyArray<{ readonly label: string; readonly value: string }>;
  /** At the head of every page. */
  readonly header: string;
  /** At the foot of every page, beside its number. */
  readonly footer: string;
  /** Where any of it is simulated: the words that say so, on every page. */
  readonly simulated: string | null;
  /** ISO 8601; when the content was made. It goes into the file's properties instead of the time of rendering. */
  readonly madeAt: string;
  /** PDF on a landscape sheet with 2 cm at each side, as maps are printed; absent: A4 upright. */
  readonly sheet?: 'a4' | 'a3';
  readonly parts: readonly Part[];
}

export type Part = Heading | Paragraph | Note | Facts | Table | Figure | Bound;

/** A document bound in with others (合订): a new page with its own head; chapters, tables and figures are counted anew from there. */
export interface Bound extends Pick<DocumentContent, 'title' | 'subtitle' | 'meta'> {
  readonly kind: 'bound';
}

/** Level 1 is numbered by the room. */
export interface Heading {
  readonly kind: 'heading';
  readonly level: 1 | 2;
  readonly text: string;
}
export interface Paragraph {
  readonly kind: 'paragraph';
  readonly text: string;
}
/** Small print: what limits a statement. */
export interface Note {
  readonly kind: 'note';
  readonly text: string;
}
/** A row of key figures. */
export interface Facts {
  readonly kind: 'facts';
  readonly items: ReadonlyArray<{ readonly label: string; readonly value: string }>;
}

export interface Column {
  readonly title: string;
  readonly align?: 'start' | 'center' | 'end';
  /** Share of the width against the other columns; 1 when absent. */
  readonly share?: number;
}
export type CellContent =
  | string
  | { readonly text: string; readonly fill?: string; readonly strong?: boolean };

export interface Table {
  readonly kind: 'table';
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: ReadonlyArray<readonly CellContent[]>;
  /** Stands in place of rows when there are none. */
  readonly empty?: string;
}

export interface Figure {
  readonly kind: 'figure';
  readonly caption: string;
  /** Of a text width of 1; 1 when absent. */
  readonly width?: number;
  /** Drawn already, or an ECharts option (JSON only: no functions) with the size of its canvas. */
  readonly picture:
    | { readonly svg: string }
    | {
        readonly chart: Readonly<Record<string, unknown>>;
        readonly width: number;
        readonly height: number;
      };
}

/** A cell as both renderers take it. */
export function cellOf(cell: CellContent): { text: string; fill: string | null; strong: boolean } {
  if (typeof cell === 'string') return { text: cell, fill: null, strong: false };
  const fill = cell.fill !== undefined && /^#[0-9a-f]{6}$/i.test(cell.fill) ? cell.fill : null;
  return { text: cell.text, fill, strong: cell.strong ?? false };
}

/** Dark or light letters on a ground, whichever is easier to read (WCAG relative luminance). */
export function inkOn(fill: string): '#17333a' | '#ffffff' {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(fill.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  const light = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  return light > 0.22 ? '#17333a' : '#ffffff';
}
