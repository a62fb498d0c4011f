import { colourOfParts } from './colours.ts';
import type { Line } from './read.ts';

/**
 * Colour maps of GIS programs: a line `value red green blue [opacity] [name]`, parted by blanks, or by commas as QGIS exports them. Null
 * where the text is something else. A value without a name is called by itself.
 */
export function readColourMap(text: string): Line[] | null {
  const lines: Line[] = [];
  for (const [i, raw] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#') || /^INTERPOLATION/i.test(line)) continue;
    const [, value, r, g, b, rest] =
      /^(-?\d+(?:\.0+)?)[\s,]+(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})(?:[\s,]+(.*))?$/.exec(line) ?? [];
    if (value === undefined) return null;
    const colour = colourOfParts([r, g, b].map(Number));
    if (colour === null) return null;
    const name = (rest ?? '').replace(/^\d{1,3}(?:[\s,]+|$)/, '').trim();
    lines.push({ at: i + 1, value, zh: name || value, en: null, colour });
  }
  return lines.length > 0 ? lines : null;
}
