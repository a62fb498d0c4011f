import type { Field, ListItem, Quantity } from '../../contract.ts';

type Row = readonly [
  code: string,
  kind: ListItem['kind'],
  name: string,
  counted: string,
  calibrated: boolean,
  /** region and Corps · prefecture and division · county and regiment */
  quantities: readonly [string, string, string],
];

// biome-ignore format: a table
const ENFORCEMENT: readonly Row[] = [
  ['vehicle-patrol', 'vehicle',       '执法执勤用车',   '辆', false, ['2', '1/5人', '1']],
  ['drone',          'drone',         '无人机',         '架', false, ['2', '1',     '']],
  ['recorder',       'recorder',      '执法记录仪',     '台', false, ['4', '1/1人', '1/1人']],
  ['gas-fid',        'meter',         '便携式 FID',     '台', true,  ['1', '1',     '']],
  ['water-portable', 'meter',         '便携式水质仪',   '台', true,  ['1', '1',     '1']],
  ['sampler-water',  'sampler',       '水质采样器',     '套', false, ['2', '1',     '1']],
  ['mask-gas',       'protective',    '防毒面具',       '套', false, ['4', '1/1人', '']],
  ['radio',          'communication', '对讲机',         '台', false, ['4', '1/2人', '2']],
];
// biome-ignore format: a table
const RADIATION: readonly Row[] = [
  ['dose-rate-meter',    'meter',      'X-γ 剂量率仪',     '台', true,  ['4', '2',     '']],
  ['surface-contam',     'meter',      '表面污染仪',       '台', true,  ['2', '1',     '']],
  ['nuclide-identifier', 'meter',      '便携式核素识别仪', '台', true,  ['2', '1',     '']],
  ['em-field-meter',     'meter',      '电磁场测量仪',     '台', true,  ['2', '1',     '']],
  ['personal-alarm',     'protective', '个人剂量报警仪',   '台', true,  ['6', '1/1人', '']],
  ['lead-suit',          'protective', '铅衣',             '套', false, ['2', '1',     '']],
  ['vehicle-radiation',  'vehicle',    '辐射监测车',       '辆', false, ['1', '1',     '']],
];

const LEVELS: readonly (readonly Quantity['level'][])[] = [
  ['region', 'corps'],
  ['prefecture', 'division'],
  ['county', 'regiment', 'city'],
];

function itemOf([code, kind, name, counted, calibrated, quantities]: Row): ListItem {
  return {
    code,
    kind,
    name,
    counted,
    calibrated,
    quantities: quantities.flatMap((text, i) => {
      if (text === '') return [];
      const [count, officers] = text.replace('人', '').split('/').map(Number) as [number, number | undefined];
      return LEVELS[i]!.map((level) => ({ level, count, officers: officers ?? null }));
    }),
  };
}

/** Lists of the simulated region: numbers made up, of no standard. */
export const DEMO_LISTS: readonly { readonly field: Field; readonly items: readonly ListItem[] }[] = [
  { field: 'enforcement', items: ENFORCEMENT.map(itemOf) },
  { field: 'radiation', items: RADIATION.map(itemOf) },
];
