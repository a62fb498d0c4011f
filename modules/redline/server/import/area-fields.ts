import {
  AREA_TYPES,
  type AreaFunction,
  type AreaKind,
  type AreaType,
  FUNCTIONS,
  PROTECTED_TYPES,
  REDLINE_TYPES,
  type Zone,
} from '../../contract.ts';
import { type Feature, textIn } from './read-file.ts';

/** What the columns of boundary files are called, in practice and in our own export. */
export const FIELDS = {
  code: ['code', '编码', '单元编码', '红线编码', 'hxbm', 'bm', 'dm'],
  name: ['name', '名称', '红线名称', '保护地名称', 'mc', 'hxmc'],
  type: ['type', '类型', '红线类型', '保护地类型', 'lx', 'hxlx'],
  zone: ['zone', '功能分区', '管控分区', 'gnfq'],
  function: ['function', '主导功能', '主导生态功能', 'zdgn'],
  authority: ['authority', '管理机构', '批准机关', '责任单位', 'gljg'],
  unit: ['unit', '行政单元', '行政区代码', '行政区划代码', 'xzqdm'],
  surveyM2: ['survey_m2', 'surveyM2', '公布面积_平方米', 'mj'],
  surveyKm2: ['survey_km2', '公布面积', '公布面积_平方公里'],
} as const;

const TYPE_WORDS: Readonly<Record<string, AreaType>> = {
  生态功能极重要: 'function',
  功能: 'function',
  生态环境极敏感: 'sensitive',
  生态环境敏感脆弱: 'sensitive',
  敏感: 'sensitive',
  国家公园: 'national-park',
  自然保护区: 'reserve',
  自然公园: 'nature-park',
};
const ZONE_WORDS: Readonly<Record<string, Zone>> = {
  核心保护区: 'core',
  核心区: 'core',
  一般控制区: 'general',
};
const FUNCTION_WORDS: Readonly<Record<string, AreaFunction>> = {
  水源涵养: 'water',
  水土保持: 'soil',
  防风固沙: 'sand-fixing',
  生物多样性维护: 'biodiversity',
  土地沙化: 'desertification',
  水土流失: 'erosion',
  盐渍化: 'salinisation',
  其他: 'other',
};

export interface AreaFacts {
  readonly code: string;
  readonly name: string;
  readonly type: AreaType;
  readonly zone: Zone | null;
  readonly function: AreaFunction | null;
  readonly authority: string;
  /** Code or path of a unit as written; empty: by the place. */
  readonly unit: string;
  readonly surveyM2: number | null;
}

/** A column that cannot be used, with what stood in it. */
export interface Defect {
  readonly field: keyof typeof FIELDS;
  readonly value: string;
}

const ofWords = <T extends string>(
  text: string,
  own: readonly T[],
  words: Readonly<Record<string, T>>,
): T | null => own.find((one) => one === text) ?? words[text] ?? null;

/** Reads the facts of an area from the columns of its row; `defects` name what is missing or not understood. */
export function areaFacts(kind: AreaKind, { properties }: Feature): { facts: AreaFacts; defects: Defect[] } {
  const text = (field: keyof typeof FIELDS) => textIn(properties, FIELDS[field]);
  const defects: Defect[] = [];
  const missing = (field: keyof typeof FIELDS, value = text(field)) =>
    defects.push({ field, value: value.slice(0, 60) });
  const name = text('name');
  if (name === '' || name.length > 200) missing('name');
  const type = ofWords(text('type'), AREA_TYPES, TYPE_WORDS);
  const fitting: readonly string[] = kind === 'redline' ? REDLINE_TYPES : PROTECTED_TYPES;
  if (!type || !fitting.includes(type)) missing('type');
  const zone = ofWords(text('zone'), ['core', 'general'] as const, ZONE_WORDS);
  if (text('zone') !== '' && !zone) missing('zone');
  const ecology = ofWords(text('function'), FUNCTIONS, FUNCTION_WORDS);
  if (text('function') !== '' && !ecology) missing('function');
  const authority = text('authority');
  if (authority === '' || authority.length > 200) missing('authority');
  const [m2, km2] = [text('surveyM2'), text('surveyKm2')];
  const survey = m2 !== '' ? Number(m2) : km2 !== '' ? Number(km2) * 1e6 : null;
  if (survey !== null && !(survey > 0 && Number.isFinite(survey)))
    missing(m2 !== '' ? 'surveyM2' : 'surveyKm2');
  const facts = {
    code: text('code'),
    name,
    type: type ?? 'function',
    zone,
    function: ecology,
    authority,
    unit: text('unit'),
    surveyM2: survey,
  };
  return { facts, defects };
}
