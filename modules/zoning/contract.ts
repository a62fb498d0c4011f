import { route, Type } from '@tarim/platform/contract';

/** Public face of zoning (生态环境分区管控): versions, control units, access rules and site checks. */
const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
const Id = Type.Object({ id: Type.Integer({ minimum: 1 }) });
const Text = (maxLength: number) => Type.String({ minLength: 1, maxLength });

export const STEP_NAMES = [
  'draft',
  'assessed',
  'expert',
  'opinion',
  'government',
  'filed',
  'published',
  'superseded',
] as const;
export const DIMENSIONS = ['layout', 'emission', 'risk', 'resource'] as const;
export const CLASSES = ['priority', 'key', 'general'] as const;
export const VERDICTS = ['forbidden', 'manual', 'restricted', 'allowed'] as const;

const Step = Type.Enum([...STEP_NAMES]);
/** 空间布局约束, 污染物排放管控, 环境风险防控, 资源利用效率. */
const Dimension = Type.Enum([...DIMENSIONS]);
const Class = Type.Enum([...CLASSES]);
const Verdict = Type.Enum([...VERDICTS]);

export const Version = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  step: Step,
  /** First day on which it holds, and the day on which it no longer does. */
  validFrom: orNull(Day),
  validTo: orNull(Day),
  basedOn: orNull(Type.Integer()),
  simulated: Type.Boolean(),
  /** SHA-256 of units and rules, fixed with publication. */
  hash: orNull(Type.String()),
  units: Type.Integer(),
  rules: Type.Integer(),
  steps: Type.Array(
    Type.Object({ step: Step, document: orNull(Type.String()), by: Type.String(), at: Type.String() }),
  ),
});
export type Version = Type.Static<typeof Version>;

export const listVersions = route({
  id: 'zoning.listVersions',
  method: 'GET',
  path: '/api/zoning/versions',
  summary: '分区管控方案版本及动态更新步骤',
  access: 'zoning.read',
  response: Type.Object({ versions: Type.Array(Version) }),
});

export const createVersion = route({
  id: 'zoning.createVersion',
  method: 'POST',
  path: '/api/zoning/versions',
  summary: '由现行版本起草新版本（无现行版本时为空白）',
  access: 'zoning.write',
  body: Type.Object({ name: Text(200), simulated: Type.Boolean() }),
  response: Version,
});

export const advanceVersion = route({
  id: 'zoning.advanceVersion',
  method: 'POST',
  path: '/api/zoning/versions/:id/advance',
  summary: '方案版本进入下一步；发布使原版本终止',
  access: 'zoning.write',
  params: Id,
  body: Type.Object({
    to: Step,
    document: Type.Optional(Text(200)),
    /** With publication: the first day on which it holds; today when absent. */
    validFrom: Type.Optional(Day),
  }),
  response: Version,
});

export const Unit = Type.Object({
  code: Type.String(),
  name: Type.String(),
  class: Class,
  county: Type.String(),
  area: orNull(Type.String()),
  areaKm2: Type.Number(),
  attributes: Type.Record(Type.String(), Type.String()),
  geometry: Type.Unknown(),
});
export type Unit = Type.Static<typeof Unit>;

export const listUnits = route({
  id: 'zoning.listUnits',
  method: 'GET',
  path: '/api/zoning/versions/:id/units',
  summary: '某版本的环境管控单元与边界（仅工作人员）',
  access: 'zoning.read',
  params: Id,
  response: Type.Object({ units: Type.Array(Unit) }),
});

export const importUnits = route({
  id: 'zoning.importUnits',
  method: 'POST',
  path: '/api/zoning/versions/:id/units/import',
  summary: '以 GeoJSON 导入管控单元到草案（自相交修复，重叠与空隙列出）',
  access: 'zoning.write',
  params: Id,
  query: Type.Object({ mode: Type.Enum(['check', 'commit']) }),
  bodyKind: 'multipart',
  response: Type.Object({
    committed: Type.Boolean(),
    units: Type.Integer(),
    problems: Type.Array(
      Type.Object({ feature: Type.Integer(), code: Type.String(), message: Type.String() }),
    ),
    repaired: Type.Array(Type.String()),
    overlaps: Type.Array(Type.Object({ a: Type.String(), b: Type.String(), areaKm2: Type.Number() })),
    /** Holes enclosed by the units. */
    gapsKm2: Type.Array(Type.Number()),
  }),
});

export const retireUnit = route({
  id: 'zoning.retireUnit',
  method: 'DELETE',
  path: '/api/zoning/versions/:id/units/:code',
  summary: '从草案撤销管控单元',
  access: 'zoning.write',
  params: Type.Object({ id: Type.Integer({ minimum: 1 }), code: Type.String({ maxLength: 20 }) }),
});

export const RuleInput = Type.Object({
  level: Type.Enum(['region', 'area', 'unit']),
  target: orNull(Text(100)),
  dimension: Dimension,
  text: Text(2000),
  industries: Type.Array(Type.String({ pattern: '^[A-T]?\\d{0,4}$', minLength: 1, maxLength: 5 }), {
    maxItems: 200,
  }),
  effect: orNull(Type.Enum(['ban', 'limit', 'condition'])),
  parameter: orNull(Text(40)),
  max: orNull(Type.Number()),
  basis: orNull(Text(300)),
});
export type RuleInput = Type.Static<typeof RuleInput>;
export const RuleRow = Type.Object({ id: Type.Integer(), ...RuleInput.properties });
export type RuleRow = Type.Static<typeof RuleRow>;

export const listRules = route({
  id: 'zoning.listRules',
  method: 'GET',
  path: '/api/zoning/versions/:id/rules',
  summary: '某版本的生态环境准入清单',
  access: 'zoning.read',
  params: Id,
  response: Type.Object({ rules: Type.Array(RuleRow) }),
});

export const addRule = route({
  id: 'zoning.addRule',
  method: 'POST',
  path: '/api/zoning/versions/:id/rules',
  summary: '在草案中新增准入规则',
  access: 'zoning.write',
  params: Id,
  body: RuleInput,
  response: RuleRow,
});

export const retireRule = route({
  id: 'zoning.retireRule',
  method: 'DELETE',
  path: '/api/zoning/versions/:id/rules/:rule',
  summary: '从草案撤销准入规则',
  access: 'zoning.write',
  params: Type.Object({ id: Type.Integer({ minimum: 1 }), rule: Type.Integer({ minimum: 1 }) }),
});

export const Difference = Type.Object({
  code: Type.String(),
  name: Type.String(),
  /** `class` cannot change under one code, whose digit holds it; a unit that changes class is removed and added. */
  change: Type.Enum(['added', 'removed', 'boundary', 'attributes']),
  beforeKm2: orNull(Type.Number()),
  afterKm2: orNull(Type.Number()),
});
export type Difference = Type.Static<typeof Difference>;
export const getDifferences = route({
  id: 'zoning.getDifferences',
  method: 'GET',
  path: '/api/zoning/versions/:id/differences',
  summary: '版本与其所依据版本的差异',
  access: 'zoning.read',
  params: Id,
  response: Type.Object({
    units: Type.Array(Difference),
    rulesAdded: Type.Array(RuleRow),
    rulesRemoved: Type.Array(RuleRow),
  }),
});

export const Check = Type.Object({
  id: Type.Integer(),
  project: Type.String(),
  versionId: Type.Integer(),
  versionName: Type.String(),
  simulated: Type.Boolean(),
  /** The day of whose version it speaks. */
  day: Day,
  industry: orNull(Type.String()),
  parameters: Type.Record(Type.String(), Type.Number()),
  verdict: Verdict,
  decisive: orNull(Type.Integer()),
  findings: Type.Array(Type.Object({ verdict: Verdict, rule: RuleRow })),
  units: Type.Array(
    Type.Object({
      code: Type.String(),
      name: Type.String(),
      class: Class,
      areaKm2: Type.Number(),
      share: Type.Number(),
    }),
  ),
  uncovered: Type.Number(),
  areaKm2: Type.Number(),
  repaired: Type.Boolean(),
  geometry: Type.Unknown(),
  by: Type.String(),
  at: Type.String(),
});
export type Check = Type.Static<typeof Check>;

export const runCheck = route({
  id: 'zoning.runCheck',
  method: 'POST',
  path: '/api/zoning/checks',
  summary: '项目准入研判（供参考，以环评与主管部门意见为准）',
  access: 'zoning.read',
  body: Type.Object({
    project: Text(200),
    /** Polygon or MultiPolygon, or a Feature of one. */
    geometry: Type.Unknown(),
    crs: Type.Optional(Type.Enum(['CGCS2000', 'WGS84', 'GCJ-02', 'BD-09'])),
    industry: Type.Optional(Type.String({ pattern: '^[A-T]?\\d{2,4}$' })),
    parameters: Type.Optional(Type.Record(Type.String({ maxLength: 40 }), Type.Number())),
    day: Type.Optional(Day),
  }),
  response: Check,
});

export const listChecks = route({
  id: 'zoning.listChecks',
  method: 'GET',
  path: '/api/zoning/checks',
  summary: '最近 100 次准入研判',
  access: 'zoning.read',
  response: Type.Object({ checks: Type.Array(Check) }),
});

export const getCheckPdf = route({
  id: 'zoning.getCheckPdf',
  method: 'GET',
  path: '/api/zoning/checks/:id/report.pdf',
  summary: '准入研判报告（PDF，附图）',
  access: 'zoning.read',
  params: Id,
});

export const Batch = Type.Object({
  id: Type.Integer(),
  state: Type.Enum(['waiting', 'running', 'done', 'failed']),
  total: Type.Integer(),
  done: Type.Integer(),
  unplaced: Type.Integer(),
  conflicts: Type.Integer(),
  by: Type.String(),
  at: Type.String(),
});
export type Batch = Type.Static<typeof Batch>;
/** An enterprise that a version forbids, or that a person has to look at. */
export const BatchRow = Type.Object({
  enterpriseId: Type.Integer(),
  name: Type.String(),
  industry: orNull(Type.String()),
  unit: orNull(Type.String()),
  verdict: Type.Enum(['forbidden', 'manual']),
  rule: orNull(Type.String()),
});
export type BatchRow = Type.Static<typeof BatchRow>;

export const startBatch = route({
  id: 'zoning.startBatch',
  method: 'POST',
  path: '/api/zoning/versions/:id/batches',
  summary: '批量研判：登记在册的全部企业对照某版本（后台作业）',
  access: 'zoning.write',
  params: Id,
  body: Type.Object({}),
  response: Type.Object({ id: Type.Integer() }),
});
export const listBatches = route({
  id: 'zoning.listBatches',
  method: 'GET',
  path: '/api/zoning/versions/:id/batches',
  summary: '某版本的批量研判，最新在前',
  access: 'zoning.read',
  params: Id,
  response: Type.Object({ batches: Type.Array(Batch) }),
});
export const batchRows = route({
  id: 'zoning.batchRows',
  method: 'GET',
  path: '/api/zoning/batches/:id/rows',
  summary: '批量研判的冲突清单',
  access: 'zoning.read',
  params: Id,
  response: Type.Object({ rows: Type.Array(BatchRow) }),
});
