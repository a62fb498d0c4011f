import { type DocumentContent, renderAs } from '@tarim/documents';
import { type LayerScene, layerScenes } from '@tarim/imagery/queries';
import { beijingIso } from '@tarim/kernel';
import type { Context, Reader } from '@tarim/platform';
import type { Of } from '@tarim/platform/contract';
import { type Layer, type print, sceneLayerId, sceneOfLayer } from '../../contract.ts';
import { legendSvg, partLegend, type Row, sheetSvg } from '../domain/sheet.ts';
import { baseMapShown } from './base-maps.ts';
import { layersOf } from './layers.ts';

export type PrintInput = Of<NonNullable<(typeof print)['body']>>;

const WORDS = {
  'zh-CN': {
    header: '监管一张图',
    made: '制图时间',
    crs: '坐标系',
    crsName: 'CGCS2000，墨卡托投影显示',
    by: '制图人',
    public: '公众',
    scale: '比例尺约',
    simulated: '含模拟数据',
    legend: '图例与来源',
    layer: '图层',
    source: '来源',
    rows: '要素数',
    caption: '地图',
    more: '图例（续）',
    base: '底图',
    offset: 'GCJ-02 偏移坐标，与图层不重合',
  },
  en: {
    header: 'One map',
    made: 'Made at',
    crs: 'Coordinates',
    crsName: 'CGCS2000, shown in Mercator projection',
    by: 'Made by',
    public: 'public',
    scale: 'Scale about',
    simulated: 'Contains simulated data',
    legend: 'Legend and sources',
    layer: 'Layer',
    source: 'Source',
    rows: 'Features',
    caption: 'Map',
    more: 'Legend, continued',
    base: 'Base map',
    offset: 'offset coordinates (GCJ-02): does not fit the layers',
  },
} as const;

/** Width of the text on the page, in metres: what the width of the picture becomes. */
const PAPER_METRES = { a4: 0.257, a3: 0.38 } as const;

/** The map with scale, legend, sources and date. Legend and sources are the server's own, for layers that the reader sees. */
export async function printMap(ctx: Context, reader: Reader, input: PrintInput): Promise<Uint8Array> {
  const words = WORDS[input.language];
  const zh = input.language === 'zh-CN';
  const all = await layersOf(ctx, reader);
  const scenes = await layerScenes(ctx, reader.actor, scenesIn(input));
  const layers = input.layers.flatMap((id): Entry[] => {
    const layer = all.find((one) => one.id === id);
    const scene = scenes.find((one) => sceneLayerId(one.id) === id);
    return layer ? [entryOf(layer, zh)] : scene ? [sceneEntry(scene, zh)] : [];
  });
  const base = await baseMapShown(ctx, reader.actor, input.base);
  const now = beijingIso(ctx.clock.now());
  const scale = input.groundMetres / PAPER_METRES[input.paper];
  const { below, pages } = partLegend(
    layers.flatMap((one) => one.legend),
    input.ratio,
  );
  const content: DocumentContent = {
    language: input.language,
    title: input.title,
    meta: [
      { label: words.made, value: now.slice(0, 16).replace('T', ' ') },
      { label: words.scale, value: `1 : ${rounded(scale).toLocaleString('en')}` },
      { label: words.crs, value: words.crsName },
      { label: words.by, value: reader.actor?.name ?? words.public },
    ],
    header: words.header,
    footer: input.title,
    simulated: layers.some((one) => one.simulated) ? words.simulated : null,
    madeAt: now,
    sheet: input.paper,
    parts: [
      {
        kind: 'figure',
        caption: words.caption,
        picture: { svg: sheetSvg(input, below) },
      },
      ...pages.map((rows, index) => ({
        kind: 'figure' as const,
        caption: `${words.more} ${index + 1}`,
        picture: { svg: legendSvg(rows) },
      })),
      ...(input.note ? [{ kind: 'note' as const, text: input.note }] : []),
      {
        kind: 'table',
        caption: words.legend,
        columns: [
          { title: words.layer, share: 2 },
          { title: words.source, share: 3 },
          { title: words.rows, align: 'end' },
        ],
        rows: [
          ...layers.map((one) => [
            one.title + (one.simulated ? ` · ${words.simulated}` : ''),
            one.source,
            one.rows === null ? '—' : String(one.rows),
          ]),
          ...(base
            ? [
                [
                  `${words.base}：${zh ? base.names.zh : base.names.en}${base.offset ? ` · ${words.offset}` : ''}`,
                  zh ? base.attribution.zh : base.attribution.en,
                  '—',
                ],
              ]
            : []),
        ],
      },
    ],
  };
  return renderAs(content, 'pdf');
}

/** To two figures: a screen is no surveyed sheet. */
const rounded = (n: number): number => {
  const unit = 10 ** (Math.floor(Math.log10(n)) - 1);
  return Math.round(n / unit) * unit;
};

/** A layer as the sheet tells it. */
interface Entry {
  readonly title: string;
  readonly source: string;
  readonly simulated: boolean;
  /** Null of pictures. */
  readonly rows: number | null;
  readonly legend: readonly Row[];
}

const entryOf = (layer: Layer, zh: boolean): Entry => ({
  title: zh ? layer.titles.zh : layer.titles.en,
  source: zh ? layer.source.zh : layer.source.en,
  simulated: layer.simulated,
  rows: layer.rows,
  legend: legendOf(layer, zh),
});

const scenesIn = ({ layers, styles = {} }: PrintInput) =>
  layers.flatMap((layer) => {
    const id = sceneOfLayer(layer);
    return id === null ? [] : [{ id, style: styles[layer] }];
  });

/** A scene has its day and style in its name: sheets of two dates lie side by side. */
function sceneEntry(
  { title, on, style, source, licence, simulated, legend }: LayerScene,
  zh: boolean,
): Entry {
  const name = `${title} · ${on} · ${zh ? style.zh : style.en}`;
  return {
    title: name,
    source: `${source} · ${licence}`,
    simulated,
    rows: null,
    legend: rowsOf(name, legend, zh),
  };
}

function rowsOf(name: string, legend: LayerScene['legend'], zh: boolean): Row[] {
  if (legend?.kind === 'classes') {
    const named = new Map(
      (legend.classes ?? []).map((one) => [String(one.value), zh ? one.zh : one.en] as const),
    );
    return Object.entries(legend.colours).map(([value, fill]) => ({
      fill,
      text: `${named.get(value) ?? value} · ${name}`,
    }));
  }
  if (legend?.kind !== 'ramp') return [];
  const { range, stops } = legend;
  return [
    { fill: stops[0]!, text: `${figure(range[0])} · ${name}` },
    { fill: stops.at(-1)!, text: `${figure(range[1])} · ${name}` },
  ];
}
const figure = (n: number): string => String(Number(n.toPrecision(3)));

function legendOf(layer: Layer, zh: boolean): Row[] {
  const title = zh ? layer.titles.zh : layer.titles.en;
  const { by, steps, colour } = layer.look;
  const codes = layer.fields.find((one) => one.name === by?.field)?.codes;
  if (by)
    return Object.entries(by.values).map(([value, fill]) => ({
      fill,
      text: `${title} · ${codes?.[value]?.[zh ? 'zh' : 'en'] ?? value}`,
    }));
  if (steps) return steps.classes.map(({ from, colour: fill }) => ({ fill, text: `${title} ≥ ${from}` }));
  return [{ fill: colour, text: title }];
}
