import { column, type DatasetDefinition, wordsOf } from '@tarim/platform';

const common = {
  element: 'pollution-source',
  owner: { zh: '污染源监管岗位', en: 'Supervision of pollution sources' },
  action: 'sources.read',
  rhythm: 'irregular',
} as const;

/** 入河入湖排污口 */
const outfalls: DatasetDefinition = {
  ...common,
  id: 'outfalls',
  titles: { zh: '入河入湖排污口', en: 'Outfalls into rivers and lakes' },
  abstracts: {
    zh: '排查、监测、溯源、整治到销号的排污口名录：位置、受纳水体、类别、整治方式与期限。不含责任人。',
    en: 'Register of outfalls from survey to closing: place, receiving water, kind, treatment, term. Without names of people.',
  },
  keywords: { zh: ['排污口', '入河', '溯源', '整治'], en: ['outfall', 'river', 'tracing', 'treatment'] },
  source: { zh: '排污口排查整治', en: 'Surveys of outfalls' },
  sharing: 'on-request',
  madeOf: [],
  fields: [
    column.text('code', '编码', 'Code', 'd.code'),
    column.text('name', '名称', 'Name', 'd.name'),
    column.text('water', '受纳水体', 'Receiving water', 'd.water'),
    column.text('unitPath', '行政单元', 'Unit', 'd.unit_path'),
    column.text('kind', '类别', 'Kind', 'd.kind', {
      codes: wordsOf({
        industrial: ['工业', 'Industrial'],
        municipal: ['城镇污水', 'Municipal sewage'],
        storm: ['雨洪', 'Storm water'],
        agricultural: ['农业', 'Agricultural'],
        other: ['其他', 'Other'],
      }),
    }),
    column.text('size', '规模', 'Size', 'd.size'),
    column.date('foundOn', '排查日期', 'Found on', 'd.found_on'),
    column.text('state', '状态', 'State', 'd.state', {
      codes: wordsOf({
        surveyed: ['已排查', 'Surveyed'],
        monitored: ['已监测', 'Monitored'],
        traced: ['已溯源', 'Traced'],
        treated: ['已整治', 'Treated'],
        closed: ['已销号', 'Closed'],
      }),
    }),
    column.text('treatment', '整治方式', 'Treatment', 'd.treatment', {
      codes: wordsOf({
        ban: ['依法取缔', 'Abolish'],
        merge: ['清理合并', 'Merge'],
        regulate: ['规范整治', 'Regulate'],
      }),
    }),
    column.date('deadline', '整治期限', 'Deadline', 'd.deadline'),
    column.date('doneOn', '完成日期', 'Done on', 'd.done_on'),
    column.boolean('simulated', '模拟', 'Simulated', 'd.simulated'),
    column.instant('updatedAt', '更新时间', 'Updated', 'd.updated_at'),
  ],
  relation: {
    from: 'sources.outfall d',
    id: { sql: 'd.id', type: 'integer' },
    geometry: { type: 'Point', lon: 'd.lon', lat: 'd.lat' },
    unitPath: 'd.unit_path',
    simulated: 'd.simulated',
    // Some thousand rows.
    revision: `select count(*) || ' ' || max(updated_at) from sources.outfall`,
  },
  look: {
    colour: '#a8763e',
    by: {
      field: 'state',
      values: {
        surveyed: '#c62828',
        monitored: '#ef8a17',
        traced: '#e6c229',
        treated: '#2fa05f',
        closed: '#8a9599',
      },
    },
    labelField: 'name',
    page: '/sources/outfalls/{id}',
  },
};

/** 农业面源流域：每年最新一版活动水平 */
const catchments: DatasetDefinition = {
  ...common,
  id: 'catchments',
  titles: { zh: '农业面源汇水区', en: 'Catchments of diffuse sources' },
  abstracts: {
    zh: '农业面源核算的汇水区：流域、面积与最近一年活动水平。没有边界。',
    en: 'Catchments for which diffuse agricultural loads are accounted: basin, area, newest year of activity. Without outlines.',
  },
  keywords: { zh: ['农业面源', '汇水区', '流域'], en: ['diffuse source', 'catchment', 'basin'] },
  source: { zh: '农业统计与调查', en: 'Agricultural statistics and surveys' },
  sharing: 'on-request',
  madeOf: [],
  fields: [
    column.text('name', '名称', 'Name', 'd.name'),
    column.text('basin', '流域', 'Basin', 'd.basin'),
    column.number('area', '面积', 'Area', 'd.area_km2', { unit: 'km²' }),
    column.text('unitPath', '行政单元', 'Unit', 'd.unit_path'),
    column.integer('year', '最近年份', 'Newest year', 'a.year'),
    column.json('activity', '活动水平', 'Activity', 'a.data'),
    column.boolean('simulated', '模拟', 'Simulated', 'd.simulated'),
  ],
  relation: {
    from: `sources.catchment d left join lateral (
      select * from sources.activity x where x.catchment_id = d.id order by x.year desc, x.revision desc limit 1) a on true`,
    id: { sql: 'd.id', type: 'integer' },
    unitPath: 'd.unit_path',
    simulated: 'd.simulated',
    // Few, and changed in place.
    revision: `select concat_ws(' ', (select md5(string_agg(c::text, '|' order by c.id)) from sources.catchment c), (select count(*) from sources.activity))`,
  },
  look: { colour: '#4f772d', labelField: 'name', page: '/sources/diffuse/{id}' },
};

/** 机动车检验记录：号牌及其散列都不在其中 */
const inspections: DatasetDefinition = {
  ...common,
  id: 'vehicle-inspections',
  titles: { zh: '机动车排放检验', en: 'Emission inspections of vehicles' },
  abstracts: {
    zh: '检验机构排放检验记录：方法、燃料、排放阶段与结论。不含任何车辆标识。',
    en: 'Records of emission inspections: method, fuel, stage, outcome. Nothing that tells a vehicle.',
  },
  keywords: { zh: ['机动车', '移动源', '检验'], en: ['vehicle', 'mobile source', 'inspection'] },
  source: { zh: '机动车排放检验机构', en: 'Inspection stations' },
  sharing: 'internal',
  madeOf: [],
  fields: [
    column.instant('at', '检验时间', 'Inspected', 'd.at'),
    column.text('station', '检验机构', 'Station', 'd.station'),
    column.text('unitPath', '行政单元', 'Unit', 'd.unit_path'),
    column.text('fuel', '燃料', 'Fuel', 'd.fuel'),
    column.integer('stage', '排放阶段', 'Stage', 'd.stage'),
    column.text('method', '方法', 'Method', 'd.method'),
    column.boolean('passed', '合格', 'Passed', 'd.passed'),
    column.boolean('simulated', '模拟', 'Simulated', 'd.simulated'),
  ],
  relation: {
    from: 'sources.inspection d',
    id: { sql: 'd.id', type: 'integer' },
    time: 'd.at',
    unitPath: 'd.unit_path',
    simulated: 'd.simulated',
    revision: 'select max(id) from sources.inspection',
  },
};

/** 遥感监测过车记录 */
const passes: DatasetDefinition = {
  ...common,
  id: 'vehicle-remote-passes',
  titles: { zh: '机动车遥感监测', en: 'Roadside remote sensing of vehicles' },
  abstracts: {
    zh: '固定式遥感监测过车记录：浓度、有效性与超标判定。不含任何车辆标识。',
    en: 'Passes at roadside remote sensing: concentrations, validity, exceedance. Nothing that tells a vehicle.',
  },
  keywords: { zh: ['机动车', '移动源', '遥感'], en: ['vehicle', 'mobile source', 'remote sensing'] },
  source: { zh: '机动车遥感监测平台', en: 'Remote sensing sites' },
  sharing: 'internal',
  madeOf: [],
  fields: [
    column.instant('at', '过车时间', 'Passed at', 'd.at'),
    column.text('site', '遥感点位', 'Site', 'd.site'),
    column.text('unitPath', '行政单元', 'Unit', 'd.unit_path'),
    column.number('co', 'CO', 'CO', 'd.co'),
    column.number('hc', 'HC', 'HC', 'd.hc'),
    column.number('no', 'NO', 'NO', 'd.no'),
    column.number('opacity', '不透光烟度', 'Opacity', 'd.opacity'),
    column.boolean('valid', '有效', 'Valid', 'd.valid'),
    column.boolean('exceeds', '超标', 'Exceeds', 'd.exceeds'),
    column.boolean('simulated', '模拟', 'Simulated', 'd.simulated'),
  ],
  relation: {
    from: 'sources.remote_pass d',
    id: { sql: 'd.id', type: 'integer' },
    time: 'd.at',
    unitPath: 'd.unit_path',
    simulated: 'd.simulated',
    revision: 'select max(id) from sources.remote_pass',
  },
};

export const sourcesDatasets: readonly DatasetDefinition[] = [outfalls, catchments, inspections, passes];
