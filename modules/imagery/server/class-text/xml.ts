import columns from '../../data/class-columns.json' with { type: 'json' };
import { colourOfParts } from './colours.ts';
import type { Line } from './read.ts';

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
const plain = (text: string): string =>
  text
    .replace(/&#(\d{1,7});/g, (_, code: string) => String.fromCodePoint(Math.min(0x10ffff, Number(code))))
    .replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => ENTITIES[name]!)
    .trim();
const attribute = (text: string, name: string): string | null => {
  const found = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(text)?.[1];
  return found === undefined ? null : plain(found);
};

/** `<paletteEntry value label color>` of a style of QGIS (singleband unique values). */
export function readQml(text: string): Line[] {
  return [...text.matchAll(/<paletteEntry\s([^<>]*?)\/?>/g)].map(([, told], i): Line => {
    const value = attribute(told!, 'value') ?? '';
    return {
      at: i + 1,
      value,
      zh: attribute(told!, 'label') || value,
      en: null,
      colour: attribute(told!, 'color'),
    };
  });
}

/**
 * What GDAL keeps beside a raster: names of categories by their number, colours of its table, or an attribute table (栅格属性表) with a
 * column of values and one of names. Categories without a name are none.
 */
export function readPam(text: string): Line[] {
  const band = /<PAMRasterBand\b[^>]*>([\s\S]*?)<\/PAMRasterBand>/.exec(text)?.[1] ?? text;
  const table = /<GDALRasterAttributeTable\b[^>]*>([\s\S]*?)<\/GDALRasterAttributeTable>/.exec(band)?.[1];
  return (table && attributeTable(table)) || categories(band);
}

function categories(band: string): Line[] {
  const list = /<CategoryNames>([\s\S]*?)<\/CategoryNames>/.exec(band)?.[1] ?? '';
  const colours = [...band.matchAll(/<Entry\s([^<>]*?)\/?>/g)].map(([, told]) =>
    colourOfParts(['c1', 'c2', 'c3'].map((name) => Number(attribute(told!, name) ?? Number.NaN))),
  );
  return [...list.matchAll(/<Category>([^<]*)<\/Category>|<Category\s*\/>/g)].flatMap(
    ([, name], i): Line[] =>
      name?.trim()
        ? [{ at: i + 1, value: String(i), zh: plain(name), en: null, colour: colours[i] ?? null }]
        : [],
  );
}

/** Usage of a column (GDALRATFieldUsage): 2 name, 5 value (least and most), 3 least; 6, 7, 8 red, green, blue. */
const USAGE = { name: '2', value: '5', least: '3', red: '6', green: '7', blue: '8' } as const;

function attributeTable(table: string): Line[] | null {
  const fields = [...table.matchAll(/<FieldDefn\b[^>]*>([\s\S]*?)<\/FieldDefn>/g)].map(([, told]) => ({
    name: plain(/<Name>([^<]*)<\/Name>/.exec(told!)?.[1] ?? ''),
    usage: /<Usage>(\d+)<\/Usage>/.exec(told!)?.[1] ?? '',
  }));
  const by = (usage: string, names: readonly string[]) => {
    const found = fields.findIndex((one) => one.usage === usage);
    return found >= 0 ? found : fields.findIndex((one) => names.includes(one.name.toLowerCase()));
  };
  const value = Math.max(
    by(USAGE.value, columns.value),
    fields.findIndex((one) => one.usage === USAGE.least),
  );
  const name = by(USAGE.name, [...columns.zh, 'class_name', 'class_names', 'classname']);
  if (value < 0 || name < 0) return null;
  const parts = [by(USAGE.red, ['red', 'r']), by(USAGE.green, ['green', 'g']), by(USAGE.blue, ['blue', 'b'])];
  return [...table.matchAll(/<Row\b[^>]*>([\s\S]*?)<\/Row>/g)].map(([, row], i): Line => {
    const cells = [...row!.matchAll(/<F>([^<]*)<\/F>|<F\s*\/>/g)].map(([, cell]) => plain(cell ?? ''));
    const colour = colourOfParts(parts.map((at) => Number(cells[at] || Number.NaN)));
    return {
      at: i + 1,
      value: cells[value] ?? '',
      zh: cells[name] || (cells[value] ?? ''),
      en: null,
      colour,
    };
  });
}
