import { column, type DatasetDefinition, wordsOf } from '@tarim/platform';

const common = {
  element: 'ecology',
  owner: { zh: '生态保护红线监管岗位', en: 'Red-line supervision' },
  action: 'redline.read',
  rhythm: 'irregular',
  madeOf: [],
} as const;

const TYPES = wordsOf({
  function: ['生态功能极重要', 'Ecological function'],
  sensitive: ['生态环境极敏感', 'Ecologically sensitive'],
  'national-park': ['国家公园', 'National park'],
  reserve: ['自然保护区', 'Nature reserve'],
  'nature-park': ['自然公园', 'Nature park'],
});
const FUNCTIONS = wordsOf({
  water: ['水源涵养', 'Water conservation'],
  soil: ['水土保持', 'Soil retention'],
  'sand-fixing': ['防风固沙', 'Sand fixing'],
  biodiversity: ['生物多样性维护', 'Biodiversity'],
  desertification: ['土地沙化', 'Desertification'],
  erosion: ['水土流失', 'Erosion'],
  salinisation: ['盐渍化', 'Salinisation'],
  other: ['其他', 'Other'],
});
const ZONES = wordsOf({ core: ['核心保护区', 'Core zone'], general: ['一般控制区', 'General control zone'] });
export const STATES = wordsOf({
  detected: ['检测图斑', 'Detected'],
  clue: ['变化线索', 'Clue'],
  suspected: ['疑似问题', 'Suspected'],
  dispatched: ['已下发', 'Dispatched'],
  verifying: ['核查中', 'Being verified'],
  verified: ['待判定', 'Verified'],
  violation: ['属实违规', 'Violation'],
  rectifying: ['整改中', 'Being rectified'],
  submitted: ['申请验收', 'Submitted'],
  closed: ['已销号', 'Closed'],
  'looked-back': ['已回头看', 'Looked back'],
  discarded: ['已剔除', 'Screened out'],
  archived: ['已归档', 'Archived'],
  superseded: ['已拆分合并', 'Superseded'],
});

/** Boundaries change by whole rows, and every change is a row of the adjustments or ends one. */
const AREA_REVISION = `select count(*) || ' ' || count(valid_to) || ' ' || current_date from redline.area`;

const boundaries = (
  kind: 'redline' | 'protected',
  more: Pick<DatasetDefinition, 'id' | 'titles' | 'abstracts' | 'keywords' | 'source' | 'look'>,
): DatasetDefinition => ({
  ...common,
  ...more,
  sharing: 'internal',
  fields: [
    column.text('code', '编码', 'Code', 'd.code'),
    column.text('name', '名称', 'Name', 'd.name'),
    column.text('areaType', '类型', 'Type', 'd.type', { codes: TYPES }),
    column.text('zone', '功能分区', 'Zone', 'd.zone', { codes: ZONES }),
    column.text('function', '主导功能', 'Dominant function', 'd.function', { codes: FUNCTIONS }),
    column.text('authority', '管理机构', 'Authority', 'd.authority'),
    column.text('unitPath', '行政单元', 'Unit', 'd.unit_path'),
    column.integer('version', '版本', 'Version', 'd.version'),
    column.number('areaKm2', '面积', 'Area', 'd.area_m2 / 1e6', { unit: 'km²' }),
    column.number('surveyKm2', '公布面积', 'Stated area', 'd.survey_m2 / 1e6', { unit: 'km²' }),
    column.date('validFrom', '生效日期', 'Valid from', 'd.valid_from'),
    column.boolean('simulated', '模拟', 'Simulated', 'd.simulated'),
  ],
  relation: {
    from: `(select * from redline.area where kind = '${kind}' and valid_from <= current_date and (valid_to is null or valid_to > current_date)) d`,
    id: { sql: 'd.code', type: 'text' },
    geometry: { type: 'Polygon', wkb: 'd.wkb', box: 'd.box' },
    unitPath: 'd.unit_path',
    simulated: 'd.simulated',
    revision: AREA_REVISION,
  },
});

const redline = boundaries('redline', {
  id: 'redline-areas',
  titles: { zh: '生态保护红线', en: 'Ecological-protection red line' },
  abstracts: {
    zh: '今日有效的生态保护红线单元：编码、类型、主导功能、椭球面积与公布面积。边界为内部资料，不对外共享。',
    en: 'Red-line units in force today: code, type, function, geodesic and stated area. Boundaries are internal and not shared.',
  },
  keywords: { zh: ['生态保护红线', '红线', '边界'], en: ['red line', 'boundary'] },
  source: { zh: '主管部门批准的边界', en: 'Boundaries approved by the authority' },
  look: {
    colour: '#c0392b',
    by: { field: 'areaType', values: { function: '#c0392b', sensitive: '#d98236' } },
    labelField: 'name',
  },
});

const protectedAreas = boundaries('protected', {
  id: 'protected-areas',
  titles: { zh: '自然保护地', en: 'Protected areas' },
  abstracts: {
    zh: '今日有效的国家公园、自然保护区、自然公园及其功能分区。边界为内部资料，不对外共享。',
    en: 'National parks, reserves and nature parks in force today, with their zones. Boundaries are internal and not shared.',
  },
  keywords: {
    zh: ['自然保护地', '国家公园', '自然保护区'],
    en: ['protected area', 'national park', 'reserve'],
  },
  source: { zh: '主管部门批准的边界', en: 'Boundaries approved by the authority' },
  look: {
    colour: '#2f7d4f',
    by: { field: 'zone', values: { core: '#1d5c37', general: '#7fb86a' } },
    labelField: 'name',
  },
});

/** 界桩与标识牌 */
const markers: DatasetDefinition = {
  ...common,
  id: 'redline-markers',
  titles: { zh: '红线界桩与标识牌', en: 'Boundary markers of the red line' },
  abstracts: {
    zh: '界桩与标识牌的位置与最近一次巡护的状况。',
    en: 'Posts and signs with the condition found at the latest inspection.',
  },
  keywords: { zh: ['界桩', '标识牌', '巡护'], en: ['marker', 'sign', 'patrol'] },
  source: { zh: '登记与巡护', en: 'Register and patrols' },
  sharing: 'internal',
  fields: [
    column.text('code', '编号', 'Code', 'd.code'),
    column.text('kind', '类别', 'Kind', 'd.kind', {
      codes: wordsOf({ post: ['界桩', 'Post'], sign: ['标识牌', 'Sign'] }),
    }),
    column.text('areaCode', '所属区域', 'Area', 'd.area_code'),
    column.text('unitPath', '行政单元', 'Unit', 'd.unit_path'),
    column.text('condition', '状况', 'Condition', 'd.condition', {
      codes: wordsOf({
        good: ['完好', 'Good'],
        damaged: ['破损', 'Damaged'],
        moved: ['移位', 'Moved'],
        missing: ['缺失', 'Missing'],
      }),
    }),
    column.date('inspectedOn', '最近巡护', 'Inspected on', 'd.inspected_on'),
    column.boolean('simulated', '模拟', 'Simulated', 'd.simulated'),
  ],
  relation: {
    from: 'redline.marker d',
    id: { sql: 'd.id', type: 'integer' },
    geometry: { type: 'Point', lon: 'd.lon', lat: 'd.lat' },
    unitPath: 'd.unit_path',
    simulated: 'd.simulated',
    revision: `select count(*) || ' ' || max(updated_at) from redline.marker`,
  },
  look: {
    colour: '#5d6d7e',
    by: {
      field: 'condition',
      values: { good: '#2f8f4e', damaged: '#d9901a', moved: '#b9770e', missing: '#c62828' },
    },
  },
};

/** 图斑 */
const patches: DatasetDefinition = {
  ...common,
  id: 'redline-patches',
  titles: { zh: '生态保护红线图斑', en: 'Red-line patches' },
  abstracts: {
    zh: '检测图斑、变化线索与疑似问题图斑：级别、环节、检测器、影像日期、面积与判定。检测图斑是线索，不是结论。',
    en: 'Detected patches, clues and suspected problems: level, step, detector, image day, area, judgement. A patch is a lead, never proof.',
  },
  keywords: { zh: ['图斑', '变化检测', '疑似问题'], en: ['patch', 'change detection', 'lead'] },
  source: { zh: '遥感变化检测与实地核查', en: 'Change detection and field verification' },
  sharing: 'internal',
  fields: [
    column.text('code', '图斑编号', 'Code', `'TB' || lpad(d.id::text, 7, '0')`),
    column.text('level', '级别', 'Level', 'd.level', {
      codes: wordsOf({
        detected: ['检测图斑', 'Detected'],
        clue: ['变化线索', 'Clue'],
        suspected: ['疑似问题图斑', 'Suspected'],
      }),
    }),
    column.text('state', '环节', 'Step', 'd.state', { codes: STATES }),
    column.text('theme', '专题', 'Theme', 'd.theme', {
      codes: wordsOf({
        tailings: ['尾矿库', 'Tailings pond'],
        'waste-dump': ['固废堆场', 'Waste dump'],
        'water-source': ['水源地风险源', 'Water-source risk'],
      }),
    }),
    column.text('detector', '检测器', 'Detector', 'd.detector'),
    column.text('detectorVersion', '检测器版本', 'Detector version', 'd.detector_version'),
    column.date('afterOn', '后期影像日期', 'Later image', 'd.after_on'),
    column.number('confidence', '置信度', 'Confidence', 'd.confidence'),
    column.text('class', '活动类别（项目内部编码）', 'Class (project code)', 'd.class'),
    column.number('areaM2', '面积', 'Area', 'd.area_m2', { unit: 'm²' }),
    column.number('redlineM2', '红线内面积', 'Inside the red line', 'd.redline_m2', { unit: 'm²' }),
    column.number('protectedM2', '保护地内面积', 'Inside protected areas', 'd.protected_m2', { unit: 'm²' }),
    column.text('unitPath', '行政单元', 'Unit', 'd.unit_path'),
    column.text('judgement', '判定', 'Judgement', 'd.judgement', {
      codes: wordsOf({
        lawful: ['合法合规', 'Lawful'],
        allowed: ['允许的有限人为活动', 'Allowed limited activity'],
        violation: ['违法违规', 'Violation'],
        natural: ['自然变化', 'Natural'],
        false: ['不属实', 'False'],
      }),
    }),
    column.boolean('simulated', '模拟', 'Simulated', 'd.simulated'),
    column.instant('updatedAt', '更新时间', 'Updated', 'd.updated_at'),
  ],
  relation: {
    from: 'redline.patch d',
    id: { sql: 'd.id', type: 'integer' },
    geometry: { type: 'Polygon', wkb: 'd.wkb', box: 'd.box' },
    time: `d.after_on::timestamp at time zone 'Asia/Shanghai'`,
    unitPath: 'd.unit_path',
    simulated: 'd.simulated',
    revision: `select coalesce(max(id), 0)::text from redline.patch_event`,
    quality: `select max(updated_at) as newest, count(*)::int as rows, null::float8 as complete, null::float8 as valid from redline.patch`,
  },
  look: {
    colour: '#8a9aa0',
    by: {
      field: 'state',
      values: {
        detected: '#8a9aa0',
        clue: '#6f8fc4',
        suspected: '#d9901a',
        dispatched: '#c77c1f',
        verifying: '#c77c1f',
        verified: '#b25fc4',
        violation: '#c62828',
        rectifying: '#d9583b',
        submitted: '#3f7fc4',
        closed: '#2f8f4e',
        'looked-back': '#1d6b38',
        discarded: '#c5cdd0',
        archived: '#a9b6ba',
        superseded: '#dfe4e6',
      },
    },
    page: '/redline/patches/{id}',
  },
};

/** 公开摘要: counts and areas by prefecture or division, without any geometry. */
const summary: DatasetDefinition = {
  ...common,
  id: 'redline-summary',
  titles: { zh: '生态保护红线监管情况', en: 'Red-line supervision in figures' },
  abstracts: {
    zh: '各地（州、市）与师的生态保护红线单元数量与面积、已核查图斑、查实问题与整改销号数量。不含边界与位置。',
    en: 'By prefecture and division: units and area of the red line, patches verified, problems confirmed, rectified and closed. No boundaries or places.',
  },
  keywords: { zh: ['生态保护红线', '监管', '公开'], en: ['red line', 'supervision', 'public'] },
  source: { zh: '生态保护红线台账与图斑办理记录', en: 'Ledger and log of patches' },
  sharing: 'open',
  madeOf: ['redline-areas', 'redline-patches'],
  fields: [
    column.text('unitPath', '行政单元', 'Unit', 'd.unit'),
    column.integer('areas', '红线单元数', 'Red-line units', 'd.areas'),
    column.number('areaKm2', '红线面积', 'Red-line area', 'd.area_m2 / 1e6', { unit: 'km²' }),
    column.integer('verified', '已核查图斑', 'Patches verified', 'd.verified'),
    column.integer('confirmed', '查实问题', 'Problems confirmed', 'd.confirmed'),
    column.integer('closed', '整改销号', 'Rectified and closed', 'd.closed'),
    column.boolean('simulated', '模拟', 'Simulated', 'd.simulated'),
  ],
  relation: {
    from: `(select unit, sum(areas)::int as areas, sum(area_m2) as area_m2, sum(verified)::int as verified, sum(confirmed)::int as confirmed,
        sum(closed)::int as closed, bool_or(simulated) as simulated
      from (
        select coalesce(substring(unit_path from '^/[^/]+/[^/]+/'), unit_path) as unit, 1 as areas, area_m2, 0 as verified, 0 as confirmed,
          0 as closed, simulated from redline.area
        where kind = 'redline' and valid_from <= current_date and (valid_to is null or valid_to > current_date)
        union all
        select coalesce(substring(unit_path from '^/[^/]+/[^/]+/'), unit_path), 0, 0, (judgement is not null)::int,
          (judgement = 'violation')::int, (state in ('closed', 'looked-back'))::int, simulated from redline.patch where judgement is not null
      ) one group by unit) d`,
    id: { sql: 'd.unit', type: 'text' },
    simulated: 'd.simulated',
    revision: `select (select count(*) || ' ' || count(valid_to) || ' ' || current_date from redline.area) || ' ' ||
      (select coalesce(max(id), 0) from redline.patch_event)`,
  },
};

export const redlineDatasets: readonly DatasetDefinition[] = [
  redline,
  protectedAreas,
  markers,
  patches,
  summary,
];
