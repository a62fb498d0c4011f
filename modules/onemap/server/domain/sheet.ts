/** An entry of the legend. */
export interface Row {
  readonly fill: string;
  readonly text: string;
}

const WIDTH = 1_000;
const FILL = /^#[0-9a-f]{6}$/i;
const escaped = (text: string): string => text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);

/** A round length (1, 2 or 5 × 10ⁿ metres) that is at most a fifth of the ground shown. */
export function barMetres(groundMetres: number): number {
  const most = groundMetres / 5;
  const unit = 10 ** Math.floor(Math.log10(most));
  return unit * ([5, 2].find((one) => one * unit <= most) ?? 1);
}

export const barText = (metres: number): string =>
  metres >= 1_000 ? `${metres / 1_000} km` : `${Math.round(metres * 100) / 100} m`;

const COLUMNS = 4;
const LINE = 22;
const GAP = 14;
/** Of the picture with its legend: what stands on the first page under the title. */
const MOST_HEIGHT = 480;
/** Lines of a page that holds nothing but legend. */
const PAGE_LINES = 24;
const MOST_LETTERS = 18;

/**
 * Parts a legend: what stands under the map without making it smaller (its scale is told), and what needs pages of its own.
 * @param ratio height against width of the map
 */
export function partLegend(legend: readonly Row[], ratio: number): { below: Row[]; pages: Row[][] } {
  const lines = Math.max(0, Math.floor((MOST_HEIGHT - WIDTH * ratio - GAP) / LINE));
  const below = legend.slice(0, lines * COLUMNS);
  const rest = legend.slice(below.length);
  const most = PAGE_LINES * COLUMNS;
  const pages = Array.from({ length: Math.ceil(rest.length / most) }, (_, page) =>
    rest.slice(page * most, (page + 1) * most),
  );
  return { below, pages };
}

/** Entries column by column, so that the classes of a layer stand below each other. */
function entriesAt(legend: readonly Row[], top: number): { svg: string; height: number } {
  const lines = Math.ceil(legend.length / COLUMNS);
  const entries = legend.map(({ fill, text }, index) => {
    const x = Math.floor(index / lines) * (WIDTH / COLUMNS);
    const y = top + (index % lines) * LINE;
    const letters = [...text];
    const words = letters.length > MOST_LETTERS ? `${letters.slice(0, MOST_LETTERS - 1).join('')}…` : text;
    return `<rect x="${x}" y="${y}" width="14" height="12" rx="2" fill="${FILL.test(fill) ? fill : '#7a8b8f'}"/><text x="${x + 20}" y="${y + 11}" font-size="12.5" fill="#17333a">${escaped(words)}</text>`;
  });
  return { svg: entries.join('\n'), height: lines * LINE };
}

const opened = (height: number): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" font-family="Noto Sans SC">`;

/** A page of legend. */
export function legendSvg(legend: readonly Row[]): string {
  const { svg, height } = entriesAt(legend, GAP);
  return `${opened(GAP + height)}\n${svg}\n</svg>`;
}

/** The picture of the map with scale bar, north arrow and legend, as SVG of 1000 units width. */
export function sheetSvg(
  { image, ratio, groundMetres }: { image: string; ratio: number; groundMetres: number },
  legend: readonly Row[],
): string {
  const height = Math.round(WIDTH * ratio);
  const metres = barMetres(groundMetres);
  const bar = Math.round((metres / groundMetres) * WIDTH * 10) / 10;
  const entries = entriesAt(legend, height + GAP);
  const foot = height - 14;
  return `${opened(height + GAP + entries.height)}
<image x="0" y="0" width="${WIDTH}" height="${height}" href="${image}"/>
<rect x="0.5" y="0.5" width="${WIDTH - 1}" height="${height - 1}" fill="none" stroke="#17333a"/>
<rect x="10" y="${foot - 24}" width="${bar + 24}" height="32" fill="#ffffff" fill-opacity="0.85"/>
<path d="M22 ${foot - 6}v6h${bar}v-6" fill="none" stroke="#17333a" stroke-width="1.6"/>
<text x="${22 + bar / 2}" y="${foot - 9}" font-size="12" text-anchor="middle" fill="#17333a">${barText(metres)}</text>
<path d="M${WIDTH - 30} 18l9 26l-9 -6l-9 6z" fill="#17333a" stroke="#ffffff"/><text x="${WIDTH - 30}" y="60" font-size="14" text-anchor="middle" fill="#17333a">N</text>
${entries.svg}
</svg>`;
}
