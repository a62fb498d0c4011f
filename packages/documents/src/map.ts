import { FONT } from './fonts.ts';

type Ring = ReadonlyArray<readonly number[]>;
/** Polygons of GeoJSON, degrees. */
export type Shape =
  | { readonly type: 'Polygon'; readonly coordinates: readonly Ring[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: ReadonlyArray<readonly Ring[]> };

export interface MapArea {
  readonly shape: Shape;
  readonly fill: string;
  readonly label?: string;
  /** Second line of the label, such as the figure that coloured it. */
  readonly value?: string;
  readonly lon?: number | null;
  readonly lat?: number | null;
}
export interface MapSite {
  readonly lon: number;
  readonly lat: number;
  readonly fill: string;
}
export interface MapContent {
  /** Of the dots; larger where the sites are what the map is about. */
  readonly siteRadius?: number;
  readonly areas: readonly MapArea[];
  readonly sites: readonly MapSite[];
  readonly legend: ReadonlyArray<{ readonly fill: string; readonly text: string; readonly site?: boolean }>;
  /** Whose outlines they are. */
  readonly note?: string;
}

const WIDTH = 700;
/** What is taller than wide stands in the middle. */
const HIGHEST = 560;
const MARGIN = 14;
const LINE = 15;
/** Square units of the drawing. */
const SMALL = 900;
const DOT = 7;
const LETTER = { wide: 12, narrow: 6.6 };
const FILL = /^#[0-9a-f]{6}$/i;

/** Coloured areas with dots and a legend (专题图), as SVG. Plate carrée, true at the middle of what is shown. */
export function mapSvg({ areas, sites, legend, note, siteRadius = 2.8 }: MapContent): string {
  const box = boxOf(areas.map((one) => one.shape));
  const squeeze = Math.cos((((box.south + box.north) / 2) * Math.PI) / 180);
  const scale = Math.min(
    (WIDTH - 2 * MARGIN) / (box.east - box.west),
    (HIGHEST * squeeze) / (box.north - box.south),
  );
  const stretch = scale / squeeze;
  const side = (WIDTH - (box.east - box.west) * scale) / 2;
  const x = (lon: number) => side + (lon - box.west) * scale;
  const y = (lat: number) => MARGIN + (box.north - lat) * stretch;
  const mapHeight = (box.north - box.south) * stretch + 2 * MARGIN;
  const paths = areas.map(
    ({ shape, fill }) =>
      `<path d="${pathOf(shape, x, y)}" fill="${colour(fill)}" stroke="#ffffff" stroke-width="1" stroke-linejoin="round"/>`,
  );
  const dots = sites.map(
    ({ lon, lat, fill }) =>
      `<circle cx="${round(x(lon))}" cy="${round(y(lat))}" r="${siteRadius}" fill="${colour(fill)}" stroke="${siteRadius > 4 ? '#24424a' : '#ffffff'}" stroke-width="0.8"/>`,
  );
  const below = legendOf(legend, mapHeight + 8, Math.max(3.2, siteRadius));
  const height = below.end + (note ? 22 : 4);
  const noted = note
    ? `<text x="${MARGIN}" y="${round(below.end + 12)}" font-size="11" fill="#5a6f74">${escaped(note)}</text>`
    : '';
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${Math.ceil(height)}" width="${WIDTH}" height="${Math.ceil(height)}" font-family="${FONT}">
<rect width="100%" height="100%" fill="#ffffff"/>
${[...paths, ...dots, ...labelsOf(areas, x, y), below.svg, noted].join('\n')}
</svg>`;
}

/** Names where they do not run into each other; those that find no room are left out, the table below has them all. */
function labelsOf(
  areas: readonly MapArea[],
  x: (lon: number) => number,
  y: (lat: number) => number,
): string[] {
  const taken: Array<readonly [number, number, number, number]> = [];
  return areas.flatMap(({ shape, fill, label, value, lon, lat }) => {
    if (!label || lon === null || lon === undefined || lat === null || lat === undefined) return [];
    const lines = value === undefined ? [label] : [label, value];
    const half = Math.max(...lines.map(widthOf)) / 2;
    const tall = lines.length * LINE;
    // What is too small to be seen gets a dot of its colour, and its name beside it.
    const small = areaOf(shape, x, y) < SMALL;
    const beside = tall / 2 + DOT + 2;
    const dot = small
      ? `<circle cx="${round(x(lon))}" cy="${round(y(lat))}" r="${DOT}" fill="${colour(fill)}" stroke="#17333a" stroke-width="0.8"/>`
      : '';
    const shifts = small
      ? [beside, -beside, beside + tall / 2, -beside - tall / 2]
      : [0, -tall, tall, -tall / 2, tall / 2, -1.6 * tall, 1.6 * tall];
    for (const shift of shifts) {
      const [cx, cy] = [Math.min(Math.max(x(lon), MARGIN + half), WIDTH - MARGIN - half), y(lat) + shift];
      const place = [cx - half, cy - tall / 2, cx + half, cy + tall / 2] as const;
      if (taken.some((one) => overlaps(one, place))) continue;
      taken.push(place);
      const ground = `<rect x="${round(cx - half - 3)}" y="${round(cy - tall / 2)}" width="${round(2 * half + 6)}" height="${tall}" rx="3" fill="#ffffff" fill-opacity="0.82"/>`;
      const words = lines.map(
        (line, at) =>
          `<text x="${round(cx)}" y="${round(cy - tall / 2 + LINE * (at + 0.78))}" text-anchor="middle" font-size="12"${at === 1 ? ' font-weight="700"' : ''} fill="#17333a">${escaped(line)}</text>`,
      );
      return [dot, ground, ...words];
    }
    return [dot];
  });
}

function legendOf(legend: MapContent['legend'], top: number, radius: number): { svg: string; end: number } {
  let [left, row] = [MARGIN, 0];
  const items = legend.map(({ fill, text, site }) => {
    const width = 30 + widthOf(text) * 1.05;
    if (left + width > WIDTH - MARGIN) {
      left = MARGIN;
      row++;
    }
    const middle = top + row * 22 + 9;
    const mark = site
      ? `<circle cx="${left + 9}" cy="${round(middle)}" r="${radius}" fill="${colour(fill)}" stroke="#ffffff" stroke-width="0.8"/>`
      : `<rect x="${left}" y="${round(middle - 6)}" width="18" height="12" rx="2" fill="${colour(fill)}" stroke="#b9c7c7" stroke-width="0.6"/>`;
    const words = `<text x="${left + 24}" y="${round(middle + 4.3)}" font-size="12.5" fill="#17333a">${escaped(text)}</text>`;
    left += width + 12;
    return mark + words;
  });
  return { svg: items.join(''), end: top + (legend.length > 0 ? (row + 1) * 22 : 0) };
}

/** To a tenth of a pixel; corners that fall on the one before are left out. */
function pathOf(shape: Shape, x: (lon: number) => number, y: (lat: number) => number): string {
  const polygons = shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates;
  return polygons
    .flat()
    .map((ring) => {
      const corners: string[] = [];
      for (const [lon = 0, lat = 0] of ring) {
        const corner = `${round(x(lon))} ${round(y(lat))}`;
        if (corner !== corners.at(-1)) corners.push(corner);
      }
      return corners.length > 2 ? `M${corners.join('L')}Z` : '';
    })
    .join('');
}

function boxOf(shapes: readonly Shape[]) {
  const box = { west: 180, south: 90, east: -180, north: -90 };
  for (const shape of shapes)
    for (const ring of (shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates).flat())
      for (const [lon = 0, lat = 0] of ring) {
        box.west = Math.min(box.west, lon);
        box.east = Math.max(box.east, lon);
        box.south = Math.min(box.south, lat);
        box.north = Math.max(box.north, lat);
      }
  return box.west < box.east && box.south < box.north ? box : { west: 0, south: 0, east: 1, north: 1 };
}

/** Of the outer and inner rings together; good enough to tell small from large. */
function areaOf(shape: Shape, x: (lon: number) => number, y: (lat: number) => number): number {
  let twice = 0;
  for (const rings of shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates)
    for (const [at, ring] of rings.entries()) {
      let own = 0;
      ring.forEach(([lon = 0, lat = 0], index) => {
        const [next = 0, nextLat = 0] = ring[(index + 1) % ring.length]!;
        own += x(lon) * y(nextLat) - x(next) * y(lat);
      });
      twice += at === 0 ? Math.abs(own) : -Math.abs(own);
    }
  return twice / 2;
}

const round = (n: number) => Number(n.toFixed(1));
const colour = (fill: string) => (FILL.test(fill) ? fill : '#d9e2e2');
const widthOf = (text: string) =>
  [...text].reduce((sum, one) => sum + (/[\u2e80-\uffef]/.test(one) ? LETTER.wide : LETTER.narrow), 0);
const overlaps = (a: readonly number[], b: readonly number[]) =>
  a[0]! < b[2]! && b[0]! < a[2]! && a[1]! < b[3]! && b[1]! < a[3]!;

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);
}
