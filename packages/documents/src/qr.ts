import { renderSVG } from 'uqr';
import type { Figure } from './model.ts';

/** Of a text width: some 2.7 cm on A4, enough for a phone a hand's breadth away. */
const WIDTH = 0.17;

/** A picture that a phone reads (二维码, ISO/IEC 18004), correction level M: a fold or a stamp over a corner does no harm. */
export const qrFigure = (text: string, caption: string): Figure => ({
  kind: 'figure',
  caption,
  width: WIDTH,
  picture: { svg: renderSVG(text, { ecc: 'M', border: 4 }) },
});
