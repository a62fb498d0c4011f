import { type IParagraphOptions, Paragraph, TextRun } from 'docx';

/** A4 in twentieths of a point. */
export const PAGE = { width: 11_906, height: 16_838, margin: 1_247, textWidth: 11_906 - 2 * 1_247 };
export const COLOURS = {
  teal: '0b5c6b',
  ink: '17333a',
  muted: '5a6f74',
  line: 'cfdcdb',
  ground: 'eef4f4',
  bad: 'c62828',
} as const;
interface RunStyle {
  readonly size?: number;
  readonly bold?: boolean;
  readonly color?: string;
  readonly rtl?: boolean;
}

/** Plain text as runs; a line break stays one. */
export function runs(text: string, { rtl, ...style }: RunStyle = {}): TextRun[] {
  return text
    .split('\n')
    .map(
      (line, at) => new TextRun({ text: line, rightToLeft: rtl, ...style, ...(at > 0 ? { break: 1 } : {}) }),
    );
}

export function paragraph(
  children: IParagraphOptions['children'],
  options: IParagraphOptions = {},
): Paragraph {
  return new Paragraph({ ...options, children });
}
