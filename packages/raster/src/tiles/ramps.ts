import { TarimError } from '@tarim/kernel';
import { rasterErrors } from '../errors.ts';

/** Red, green, blue and, where it is not solid, opacity; 0–255. */
export type Colour = readonly [r: number, g: number, b: number, a?: number];

/** Colours at even distances from the least value to the greatest. Ours, in the habits of the field. */
export const RAMPS = {
  /** Bare to dense vegetation. */
  vegetation: ['#8c5a2b', '#c9a066', '#efe3b0', '#b9d77a', '#6bb04a', '#2c7f33', '#0d4a1f'],
  /** Dry to open water. */
  water: ['#b08d57', '#e8dcc0', '#d7e9f0', '#86bfe0', '#2f7fc1', '#0b3c7d'],
  /** Loss, none, gain: for differences. */
  change: ['#8e1b16', '#d9694a', '#f6d3bd', '#f7f7f7', '#c3dfc6', '#5fae70', '#12602f'],
  /** Little to much disturbance. */
  heat: ['#fff7d6', '#fdd27a', '#f79646', '#dd4a2e', '#8f1027'],
  grey: ['#000000', '#ffffff'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type RampName = keyof typeof RAMPS;

/** `#rgb`, `#rrggbb` or `#rrggbbaa`. @throws TarimError RASTER_PARAMETER_INVALID */
export function colourOf(text: string): Colour {
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(text);
  const full = short
    ? `#${short
        .slice(1)
        .map((one) => one + one)
        .join('')}`
    : text;
  const found = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})?$/i.exec(full);
  if (!found) throw new TarimError(rasterErrors.parameter, { name: 'colour', reason: text });
  const [r, g, b, a] = found.slice(1).map((part) => Number.parseInt(part ?? 'ff', 16));
  return [r!, g!, b!, a!];
}

/** A palette of `count` colours between the stops, straight lines in sRGB. */
export function paletteOf(stops: readonly Colour[], count: number): Uint8Array {
  const out = new Uint8Array(4 * count);
  for (let i = 0; i < count; i++) {
    const at = count === 1 ? 0 : (i / (count - 1)) * (stops.length - 1);
    const from = Math.min(stops.length - 2, Math.floor(at));
    const [a, b] = stops.length === 1 ? [stops[0]!, stops[0]!] : [stops[from]!, stops[from + 1]!];
    for (let part = 0; part < 4; part++) {
      const [low, high] = [a[part] ?? 255, b[part] ?? 255];
      out[4 * i + part] = Math.round(low + (high - low) * (at - Math.max(0, from)));
    }
  }
  return out;
}
