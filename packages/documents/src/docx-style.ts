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

const SUBSCRIPTS = /([₀-₉]+(?:\.[₀-₉]+)*)/;
const digitOf = (one: string) => (one === '.' ? '.' : String(one.charCodeAt(0) - 0x2080));

/** Plain text as runs; a line break stays one, PM₂.₅ and O₃ get real subscripts: not every font has letters for them. */
export function runs(text: string, { rtl, ...style }: RunStyle = {}): TextRun[] {
  return text.split('\n').flatMap((line, at) =>
    line.split(SUBSCRIPTS).map((piece, index) => {
      const low = index % 2 === 1;
      return new TextRun({
        text: low ? [...piece].map(digitOf).join('') : piece,
        rightToLeft: rtl,
        ...style,
        ...(low ? { subScript: true } : {}),
        ...(at > 0 && index === 0 ? { break: 1 } : {}),
      });
    }),
  );
}

export function paragraph(
  children: IParagraphOptions['children'],
  options: IParagraphOptions = {},
): Paragraph {
  return new Paragraph({ ...options, children });
}
