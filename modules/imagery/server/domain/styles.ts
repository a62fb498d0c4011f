import { TarimError } from '@tarim/kernel';
import {
  bandsIn,
  INDICES,
  type IndexName,
  parseExpression,
  RAMPS,
  type RampName,
  type Range,
  type TileBand,
  type TileStyle,
} from '@tarim/raster';
import {
  type LegendClass,
  MOST_CLASSES,
  type PictureQuery,
  type QualityKind,
  type SceneBand,
  STYLES,
  type StyleName,
} from '../../contract.ts';
import { imageryErrors as E } from '../errors.ts';
import { colourOfClass, drawnClasses } from './class-table.ts';

/** A scene as pictures of it need it. */
export interface PicturedScene {
  readonly path: string;
  readonly bands: readonly SceneBand[];
  readonly reflectance: boolean;
  readonly quality: { readonly path: string; readonly kind: QualityKind } | null;
  /** Of a composite, the scenes that it was made of. */
  readonly inputs?: number | undefined;
  /** Of a thematic raster, where its classes were counted. */
  readonly classes?: readonly LegendClass[] | null;
}

export interface Look {
  readonly bands: readonly TileBand[];
  readonly style: TileStyle;
  /** For caches: the same text, the same colours. */
  readonly key: string;
}

const COMPOSITES: Readonly<Partial<Record<StyleName, readonly [string, string, string]>>> = {
  'true-colour': ['R', 'G', 'B'],
  'false-colour': ['N', 'R', 'G'],
};
/**
 * Reflectances from black to white. The same for all scenes, so that dates can be compared by eye: deserts shine up to 0.4, plants in the
 * near infrared up to 0.5.
 */
const REFLECTANCE: Readonly<Record<string, Range>> = {
  B: [0, 0.32],
  G: [0, 0.35],
  R: [0, 0.38],
  N: [0, 0.5],
};
const GAMMA = 1.2;
const INDEX_LOOKS: Readonly<Record<IndexName, { ramp: RampName; range: Range }>> = {
  ndvi: { ramp: 'vegetation', range: [-0.1, 0.8] },
  savi: { ramp: 'vegetation', range: [-0.1, 0.7] },
  evi: { ramp: 'vegetation', range: [-0.1, 0.8] },
  ndwi: { ramp: 'water', range: [-0.5, 0.5] },
  mndwi: { ramp: 'water', range: [-0.5, 0.5] },
  ndbi: { ramp: 'heat', range: [-0.4, 0.4] },
  bsi: { ramp: 'heat', range: [-0.3, 0.4] },
  nbr: { ramp: 'change', range: [-0.5, 0.8] },
};
/** Colours of the Sentinel-2 scene classification, close to those that ESA publishes; 0 is no data. */
const SCL: Readonly<Record<string, string>> = {
  1: '#ff0004',
  2: '#3d3d3d',
  3: '#734b24',
  4: '#1f9e3a',
  5: '#e8d24f',
  6: '#2463d3',
  7: '#8a8a8a',
  8: '#c0c0c0',
  9: '#f2f2f2',
  10: '#86c9ef',
  11: '#ff9df2',
};
const isIndex = (name: string): name is IndexName => Object.hasOwn(INDICES, name);

/** Styles that the bands of a scene give; the first is the usual one. */
export function stylesOf(bands: readonly SceneBand[], quality: QualityKind | null): StyleName[] {
  const roles = new Set<string>(bands.map(({ role }) => role));
  const gives = (style: StyleName): boolean => {
    if (style === 'class') return roles.has('class');
    if (style === 'quality') return quality !== null && quality !== 'count';
    if (style === 'count') return quality === 'count';
    if (style === 'grey') return bands.length > 0;
    const wanted =
      COMPOSITES[style] ?? (isIndex(style) ? bandsIn(parseExpression(INDICES[style].expression)) : []);
    return wanted.every((one) => roles.has(one));
  };
  const all = STYLES.filter(gives);
  return roles.has('class') ? ['class', ...all.filter((one) => one !== 'class')] : all;
}

/**
 * How a scene is drawn: what bands, what arithmetic, what colours.
 * @throws TarimError IMAGERY_STYLE_MISSING, IMAGERY_RANGE_INVALID, RASTER_EXPRESSION_INVALID
 */
export function lookOf(scene: PicturedScene, query: Omit<PictureQuery, 'size'>): Look {
  const range = rangeOf(query.range);
  if (query.style === 'quality' && query.expression === undefined) return qualityLook(scene);
  if (query.style === 'count' && query.expression === undefined) return countLook(scene, query, range);
  const bands = scene.bands.flatMap(({ number, role, scale, offset }): TileBand[] => {
    const source = { path: scene.path, band: number };
    const input = { scale, offset, clip: scene.reflectance };
    return [
      { source, input: { ...input, name: `b${number}` } },
      ...(role === 'other' ? [] : [{ source, input: { ...input, name: role } }]),
    ];
  });
  const style = styleOf(scene, query, range);
  return { bands, style, key: JSON.stringify(style) };
}

function styleOf(
  scene: PicturedScene,
  { style: asked, expression, ramp }: Omit<PictureQuery, 'size'>,
  range: Range | null,
): TileStyle {
  const shown = (text: string) => whereSolid(scene.bands, text);
  if (expression !== undefined)
    return {
      kind: 'ramp',
      expression: shown(expression),
      range: range ?? [0, 1],
      stops: RAMPS[ramp ?? 'grey'],
    };
  const [usual] = stylesOf(scene.bands, scene.quality?.kind ?? null);
  const style = asked ?? usual;
  if (style === undefined || !stylesOf(scene.bands, scene.quality?.kind ?? null).includes(style))
    throw new TarimError(E.styleMissing, { style: style ?? '' });
  const composite = COMPOSITES[style];
  if (composite) {
    const [r, g, b] = composite;
    const stretch = (role: string) => range ?? stretchOf(scene, role);
    return {
      kind: 'rgb',
      expressions: [shown(r), shown(g), shown(b)],
      ranges: [stretch(r), stretch(g), stretch(b)],
      gamma: scene.reflectance ? GAMMA : 1,
    };
  }
  if (isIndex(style)) {
    const look = INDEX_LOOKS[style];
    return {
      kind: 'ramp',
      expression: shown(INDICES[style].expression),
      range: range ?? look.range,
      stops: RAMPS[ramp ?? look.ramp],
    };
  }
  if (style === 'class') return { kind: 'classes', expression: 'class', colours: coloursOf(scene) };
  const first = scene.bands[0]!;
  return {
    kind: 'ramp',
    expression: shown('b1'),
    range: range ?? spread(first),
    stops: RAMPS[ramp ?? 'grey'],
  };
}

/** Where a photograph says that it is transparent, there is nothing: 0/0 is no number. */
const whereSolid = (bands: readonly SceneBand[], text: string): string =>
  bands.some(({ role }) => role === 'alpha') ? `where(alpha > 0, ${text}, 0 / 0)` : text;

function stretchOf(scene: PicturedScene, role: string): Range {
  const band = scene.bands.find((one) => one.role === role)!;
  if (scene.reflectance) return REFLECTANCE[role] ?? [0, 0.4];
  // Photographs are looked at as they are; plain numbers between the ends of most of them.
  return scene.bands.some((one) => one.role === 'N') ? spread(band) : [0, 255];
}

function spread({ statistics }: SceneBand): Range {
  if (!statistics) return [0, 1];
  const { p2, p98, min, max } = statistics;
  if (p2 < p98) return [p2, p98];
  return min < max ? [min, max] : [min, min + 1];
}

function coloursOf({ bands, classes }: PicturedScene): Record<string, string> {
  if (classes) {
    const drawn = drawnClasses(classes).map(({ value, colour }) => [value, colour] as const);
    // Tiles want one colour at least, of a scene without a class too.
    return drawn.length > 0 ? Object.fromEntries(drawn) : { 0: colourOfClass(0) };
  }
  const statistics = bands.find(({ role }) => role === 'class')?.statistics;
  const colours: Record<string, string> = {};
  if (!statistics) return { 0: colourOfClass(0) };
  const { min, max } = statistics;
  for (let value = min; value <= max && value - min < MOST_CLASSES; value++)
    colours[value] = colourOfClass(value);
  return colours;
}

/** From one clear observation to one in each of the scenes; nothing where there is none. */
function countLook(
  { quality, inputs }: PicturedScene,
  { ramp }: Pick<PictureQuery, 'ramp'>,
  range: Range | null,
): Look {
  if (quality?.kind !== 'count') throw new TarimError(E.styleMissing, { style: 'count' });
  // There is no half observation.
  const source = { path: quality.path, band: 1, resampling: 'nearest' as const };
  const bands = [{ source, input: { name: 'q', scale: 1, offset: 0 } }];
  const style: TileStyle = {
    kind: 'ramp',
    expression: 'q',
    range: range ?? [1, Math.max(2, inputs ?? 2)],
    stops: RAMPS[ramp ?? 'vegetation'],
  };
  return { bands, style, key: JSON.stringify(style) };
}

function qualityLook({ quality }: PicturedScene): Look {
  if (!quality || quality.kind === 'count') throw new TarimError(E.styleMissing, { style: 'quality' });
  const bands = [{ source: { path: quality.path, band: 1 }, input: { name: 'q', scale: 1, offset: 0 } }];
  const style: TileStyle =
    quality.kind === 'scl'
      ? { kind: 'classes', expression: 'q', colours: SCL }
      : {
          // Clear land; bits 1–4: dilated cloud, cirrus, cloud, shadow; bit 5: snow; bit 7: water (USGS LSDS-1619).
          kind: 'classes',
          expression:
            'where(floor(q / 2) - 2 * floor(q / 4) + floor(q / 4) - 2 * floor(q / 8) + floor(q / 8) - 2 * floor(q / 16) > 0, 1, where(floor(q / 16) - 2 * floor(q / 32) > 0, 2, where(floor(q / 32) - 2 * floor(q / 64) > 0, 3, where(floor(q / 128) - 2 * floor(q / 256) > 0, 4, 5))))',
          colours: { 1: '#f2f2f2', 2: '#734b24', 3: '#ff9df2', 4: '#2463d3', 5: '#e8d24f' },
        };
  return { bands, style, key: JSON.stringify(style) };
}

/** @throws TarimError IMAGERY_RANGE_INVALID */
function rangeOf(text: string | undefined): Range | null {
  if (text === undefined) return null;
  const [from, to] = text.split(',').map(Number) as [number, number];
  if (from === to) throw new TarimError(E.rangeInvalid);
  return [from, to];
}

/** What the colours stand for. */
export function legendOf(
  style: TileStyle,
  classes: readonly LegendClass[] | null = null,
):
  | { kind: 'ramp'; range: [number, number]; stops: string[] }
  | { kind: 'classes'; colours: Record<string, string>; classes?: LegendClass[] }
  | null {
  if (style.kind === 'ramp')
    return { kind: 'ramp', range: [style.range[0], style.range[1]], stops: [...style.stops] };
  if (style.kind !== 'classes') return null;
  return {
    kind: 'classes',
    colours: { ...style.colours },
    // Of the quality band's classes a thematic raster's table says nothing.
    ...(classes && style.expression === 'class' ? { classes: drawnClasses(classes) } : {}),
  };
}
