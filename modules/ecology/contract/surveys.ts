import { Int4Id, plainText, route, type Static, Type } from '@tarim/platform/contract';
import {
  broughtBy,
  DateText,
  Id,
  Mode,
  orNull,
  Remark,
  Rule,
  SheetReport,
  SourceText,
  Step,
  UnitPath,
} from './parts.ts';

/** 浮游植物、浮游动物、底栖动物、鱼类 */
export const GROUPS = ['phytoplankton', 'zooplankton', 'benthos', 'fish'] as const;
export type Group = (typeof GROUPS)[number];
export const GroupName = Type.Enum([...GROUPS]);
/** Units of counts: only proportions enter the indices, so that a survey has one unit. */
export const COUNT_UNITS = ['ind.', 'ind./L', 'cells/L', 'ind./m²'] as const;
/** Kinds of registered points at which living things of water are surveyed. */
export const SITE_KINDS = ['surface-water', 'drinking-water', 'ecology'] as const;

export const Taxon = Type.Object({
  name: plainText(80, 1),
  /** 门类 for the picture: 硅藻门, 蜉蝣目 … */
  order: Type.Optional(orNull(plainText(40))),
  /** Family by its Latin name: BMWP goes by it. */
  family: Type.Optional(orNull(plainText(40))),
  count: Type.Number({ exclusiveMinimum: 0, maximum: 1_000_000_000_000 }),
});
export type Taxon = Static<typeof Taxon>;

export const SurveyInput = Type.Object({
  pointId: Int4Id,
  surveyedOn: DateText,
  group: GroupName,
  unit: Type.Enum([...COUNT_UNITS]),
  taxa: Type.Array(Taxon, { minItems: 1, maxItems: 500 }),
  source: SourceText,
});
export type SurveyInput = Static<typeof SurveyInput>;

/** Indices of a survey; null: cannot be told of this sample. */
export const Indices = Type.Object({
  richness: Type.Integer(),
  individuals: Type.Number(),
  shannon: orNull(Type.Number()),
  evenness: orNull(Type.Number()),
  simpson: orNull(Type.Number()),
  margalef: orNull(Type.Number()),
  dominant: orNull(Type.Object({ name: Type.String(), share: Type.Number() })),
  bmwp: orNull(Type.Object({ score: Type.Number(), families: Type.Integer(), aspt: orNull(Type.Number()) })),
});
export type Indices = Static<typeof Indices>;

export const SurveyRow = Type.Object({
  id: Type.Integer(),
  pointId: Type.Integer(),
  pointCode: Type.String(),
  pointName: Type.String(),
  unitPath: UnitPath,
  surveyedOn: DateText,
  group: GroupName,
  unit: Type.String(),
  indices: Indices,
  revision: Type.Integer(),
  simulated: Type.Boolean(),
});
export type SurveyRow = Static<typeof SurveyRow>;

export const listSurveys = route({
  id: 'ecology.listSurveys',
  method: 'GET',
  path: '/api/ecology/surveys',
  summary: '水生态调查清单：点位 × 日期 × 类群的最新一版，最新在前',
  access: 'ecology.read',
  query: Type.Object({
    group: Type.Optional(GroupName),
    unitPath: Type.Optional(UnitPath),
    year: Type.Optional(Type.Integer({ minimum: 1900, maximum: 2100 })),
  }),
  response: Type.Object({ surveys: Type.Array(SurveyRow), years: Type.Array(Type.Integer()) }),
});

export const SurveyDetail = Type.Object({
  ...SurveyRow.properties,
  taxa: Type.Array(Taxon),
  rule: orNull(Rule),
  steps: Type.Array(Step),
  remarks: Type.Array(Remark),
  ...broughtBy,
});
export type SurveyDetail = Static<typeof SurveyDetail>;
export const getSurvey = route({
  id: 'ecology.getSurvey',
  method: 'GET',
  path: '/api/ecology/surveys/:id',
  summary: '一次水生态调查：物种、指数、计算步骤、修订与该点位历年',
  access: 'ecology.read',
  params: Id,
  response: Type.Object({
    survey: SurveyDetail,
    /** Surveys of the same group at the same site, oldest first: the series. */
    series: Type.Array(SurveyRow),
    /** Surveys of other groups at the same site and day. */
    beside: Type.Array(SurveyRow),
    /** Other revisions of this survey, newest first. */
    revisions: Type.Array(
      Type.Object({ id: Type.Integer(), revision: Type.Integer(), by: Type.String(), at: Type.String() }),
    ),
  }),
});
export const putSurvey = route({
  id: 'ecology.putSurvey',
  method: 'POST',
  path: '/api/ecology/surveys',
  summary: '填报一次水生态调查并计算；同点位、日期、类群的成为新的一版',
  access: 'ecology.write',
  scope: 'unit',
  body: SurveyInput,
  response: Type.Object({ id: Type.Integer(), revision: Type.Integer(), added: Type.Boolean() }),
});
export const listSites = route({
  id: 'ecology.listSites',
  method: 'GET',
  path: '/api/ecology/sites',
  summary: '可填报水生态调查的登记点位',
  access: 'ecology.read',
  response: Type.Object({
    sites: Type.Array(
      Type.Object({ id: Type.Integer(), code: Type.String(), name: Type.String(), unitPath: UnitPath }),
    ),
  }),
});
export const surveyTemplate = route({
  id: 'ecology.surveyTemplate',
  method: 'GET',
  path: '/api/ecology/survey-template',
  summary: '水生态调查表（XLSX）',
  access: 'ecology.read',
});
export const importSurveys = route({
  id: 'ecology.importSurveys',
  method: 'POST',
  path: '/api/ecology/surveys-import',
  summary: '导入水生态调查（XLSX，一行一个物种）；有错则全部不入库',
  access: 'ecology.write',
  scope: 'unit',
  query: Type.Object({ mode: Mode }),
  bodyKind: 'multipart',
  response: SheetReport,
});
