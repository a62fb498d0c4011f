import { Resvg } from '@resvg/resvg-js';
import { FONT, fontFiles } from './fonts.ts';

/** Dots across: enough for a page's width in print. */
const WIDTH = 1_600;

export interface Raster {
  readonly png: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** A picture as PNG, with the letters of our own fonts: word processors show SVG badly or not at all. */
export function toPng(svg: string): Raster {
  const image = new Resvg(svg, {
    background: '#ffffff',
    fitTo: { mode: 'width', value: WIDTH },
    font: { loadSystemFonts: false, fontFiles: fontFiles(), defaultFontFamily: FONT },
  }).render();
  return { png: new Uint8Array(image.asPng()), width: image.width, height: image.height };
}
