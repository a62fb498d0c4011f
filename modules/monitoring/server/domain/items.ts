import {
  groundwaterLimits,
  type SoilLand,
  soilLimits,
  soilStandard,
  surfaceWaterLimits,
  waterItem,
} from '@tarim/standards';

/** What may be monitored at a site, under the name that the standard prints (监测项目). */
export interface MonitoredItem {
  readonly item: string;
  readonly unit: string;
  /** Measured at the site and written on the field form. */
  readonly onSite: boolean;
}

export interface ItemSet {
  readonly pointKind: string;
  readonly name: string;
  readonly standard: string;
  readonly items: readonly MonitoredItem[];
}

/** Items that change in the bottle or are levels of the place: they are measured at the site. */
const ON_SITE: ReadonlySet<string> = new Set(['pH', '溶解氧', 'Ld', 'Ln', '肉眼可见物', '嗅和味', '浑浊度']);

/** Symbols of GB 15618 under the names that laboratories print. */
const SOIL_NAMES: Readonly<Record<string, string>> = {
  Cd: '镉',
  Hg: '汞',
  As: '砷',
  Pb: '铅',
  Cr: '铬',
  Cu: '铜',
  Ni: '镍',
  Zn: '锌',
  BaP: '苯并[a]芘',
  'HCH total': '六六六总量',
  'DDT total': '滴滴涕总量',
};

const item = (name: string, unit: string): MonitoredItem => ({
  item: name,
  unit: unit || '无量纲',
  onSite: ON_SITE.has(name),
});

let sets: readonly ItemSet[] | null = null;

/** Sets offered when a plan is drawn up: the items of the standards in force. */
export function itemSets(): readonly ItemSet[] {
  sets ??= [...waterSets(), ...soilSets(), ...otherSets()];
  return sets;
}

function waterSets(): ItemSet[] {
  const surface = surfaceWaterLimits(null);
  const ground = groundwaterLimits(null);
  const basic = surface.data.table1_basic.map((row) => item(row.zh, row.unit));
  const source = surface.data.table2_drinking_source.map((row) => item(row.zh, row.unit));
  const set = (pointKind: string, name: string, standard: string, items: readonly MonitoredItem[]) => ({
    pointKind,
    name,
    standard,
    items,
  });
  return [
    set('surface-water', '地表水基本项目', `${surface.code} 表 1`, basic),
    set('drinking-water', '饮用水水源地（表 1、表 2）', `${surface.code} 表 1、2`, [...basic, ...source]),
    set(
      'groundwater',
      '地下水常规指标',
      `${ground.code} 表 1`,
      ground.data.table1_regular.map((row) => item(row.item, row.unit)),
    ),
  ];
}

function soilSets(): ItemSet[] {
  const of = (land: SoilLand, name: string): ItemSet => ({
    pointKind: 'soil',
    name,
    standard: soilStandard(land).code,
    items: [
      item('pH', ''),
      ...soilLimits(land, 7)
        .filter((row) => row.basic)
        .map((row) => item(SOIL_NAMES[row.item] ?? row.item, 'mg/kg')),
    ].map((one) => ({ ...one, onSite: false })),
  });
  return [of('other', '农用地基本项目'), of('I', '建设用地基本项目')];
}

/** Kinds whose items no standard here lists: what is usual; others may be typed in. */
function otherSets(): ItemSet[] {
  return [
    {
      pointKind: 'noise',
      name: '声环境昼夜等效声级',
      standard: 'GB 3096-2008',
      items: [item('Ld', 'dB(A)'), item('Ln', 'dB(A)')],
    },
    {
      pointKind: 'outlet-water',
      name: '废水执法监测',
      standard: '',
      items: [item('pH', ''), ...['化学需氧量', '氨氮', '总磷', '总氮'].map((name) => item(name, 'mg/L'))],
    },
  ];
}

const spelling = (name: string) => name.normalize('NFKC').replace(/\s/g, '').toLowerCase();

/** Every spelling of an item of a medium → the item: printed name, symbol, code of HJ 212. */
function byName(pointKind: string): ReadonlyMap<string, MonitoredItem> {
  const known = new Map<string, MonitoredItem>();
  for (const set of itemSets())
    if (set.pointKind === pointKind)
      for (const one of set.items)
        for (const name of [spelling(one.item), waterItem(one.item)]) known.set(name, known.get(name) ?? one);
  if (pointKind === 'soil')
    for (const [symbol, zh] of Object.entries(SOIL_NAMES)) {
      const one = known.get(spelling(zh));
      if (one) known.set(spelling(symbol), one);
    }
  return known;
}

const tables = new Map<string, ReadonlyMap<string, MonitoredItem>>();

/** The item that a name means at a site of this kind; null: no standard of the kind knows it, and it stands for itself. */
export function monitoredItem(pointKind: string, name: string): MonitoredItem | null {
  const table = tables.get(pointKind) ?? byName(pointKind);
  tables.set(pointKind, table);
  return table.get(spelling(name)) ?? table.get(waterItem(name)) ?? null;
}
