import { Int4Id, plainText, route, SheetReport, type Static, Type } from '@tarim/platform/contract';
import {
  Band,
  Day,
  FacilityClass,
  FacilityKind,
  FacilityState,
  Id,
  Instant,
  Lat,
  Lon,
  orNull,
  UnitPath,
  Verdict,
} from './parts.ts';

/** How exactly the place is public (公开位置): as it is, to a hundredth of a degree, or not at all. */
export const PLACES = ['exact', 'rounded', 'none'] as const;

export const FacilityInput = Type.Object(
  {
    code: Type.String({ pattern: '^[0-9A-Za-z][0-9A-Za-z_-]{0,39}$' }),
    name: plainText(100, 1),
    kind: FacilityKind,
    /** 分类: said by a person, not verified; null: not said. */
    facilityClass: orNull(FacilityClass),
    unitPath: UnitPath,
    /** The owner of the registry; null: only by name and code. */
    enterpriseId: orNull(Int4Id),
    owner: plainText(100),
    uscc: Type.String({ maxLength: 18, pattern: '^([0-9A-Z]{18})?$' }),
    place: plainText(200),
    lon: orNull(Lon),
    lat: orNull(Lat),
    bands: Type.Array(Band, { minItems: 1, maxItems: 20 }),
    /** W, of all emitters together; null: not known, or none that radiates (lines, substations). */
    powerW: orNull(Type.Number({ minimum: 0, maximum: 1e9 })),
    /** Antenna above ground, m. */
    heightM: orNull(Type.Number({ minimum: 0, maximum: 1_000 })),
    /** Sector (扇区): where it points, degrees from north, and how wide. */
    azimuth: orNull(Type.Number({ minimum: 0, maximum: 360 })),
    beam: orNull(Type.Number({ minimum: 1, maximum: 360 })),
    /** 共址组: facilities of one group are summed; empty: alone. */
    site: plainText(40),
    fence: Type.Boolean(),
    signs: Type.Boolean(),
    state: FacilityState,
    since: Day,
    public: Type.Boolean(),
    publicPlace: Type.Enum([...PLACES]),
  },
  { additionalProperties: false },
);
export type FacilityInput = Static<typeof FacilityInput>;

/** What a facility owes by itself (自行监测): every so many months by a rule that the office entered. */
export const Duty = Type.Object({
  months: Type.Integer(),
  due: Day,
  light: Type.Enum(['green', 'yellow', 'red']),
  source: Type.String(),
});
export type Duty = Static<typeof Duty>;

/** The newest measurement of a facility that was not sent back. */
export const Newest = Type.Object({
  id: Type.Integer(),
  at: Instant,
  verdict: Verdict,
  percent: orNull(Type.Number()),
  /** It lies below the percentage: instruments showed less than they can tell. */
  upperBound: Type.Boolean(),
  checked: Type.Boolean(),
});
export type Newest = Static<typeof Newest>;

export const Facility = Type.Object({
  id: Type.Integer(),
  ...FacilityInput.properties,
  /** Of class one: a fence and signs are there; null: not asked for. */
  fenced: orNull(Type.Boolean()),
  newest: orNull(Newest),
  duty: orNull(Duty),
  /** Findings that somebody has to handle. */
  open: Type.Integer(),
  simulated: Type.Boolean(),
});
export type Facility = Static<typeof Facility>;

export const FacilityDetail = Type.Object({
  ...Facility.properties,
  /** Others of its site, in use. */
  together: Type.Array(
    Type.Object({
      id: Type.Integer(),
      name: Type.String(),
      percent: orNull(Type.Number()),
      upperBound: Type.Boolean(),
    }),
  ),
  by: Type.String(),
  at: Instant,
});
export type FacilityDetail = Static<typeof FacilityDetail>;

export const listFacilities = route({
  id: 'emf.listFacilities',
  method: 'GET',
  path: '/api/emf/facilities',
  summary: '电磁设施：分类、最近监测与限值之比、自行监测期限；按编号升序',
  access: 'emf.read',
  query: Type.Object({
    unit: Type.Optional(UnitPath),
    kind: Type.Optional(FacilityKind),
    facilityClass: Type.Optional(FacilityClass),
    state: Type.Optional(FacilityState),
    /** Only those whose own measurement is overdue. */
    overdue: Type.Optional(Type.Boolean()),
    text: Type.Optional(plainText(60)),
    after: Type.Optional(Type.Integer({ minimum: 1 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  }),
  response: Type.Object({ facilities: Type.Array(Facility), after: orNull(Type.Integer()) }),
});
export const getFacility = route({
  id: 'emf.getFacility',
  method: 'GET',
  path: '/api/emf/facilities/:id',
  summary: '一处电磁设施：要素、同址设施、最近监测、自行监测期限',
  access: 'emf.read',
  params: Id,
  response: FacilityDetail,
});
export const addFacility = route({
  id: 'emf.addFacility',
  method: 'POST',
  path: '/api/emf/facilities',
  summary: '登记电磁设施；分类由人填写，标明未核实',
  access: 'emf.manage',
  scope: 'unit',
  body: FacilityInput,
  response: FacilityDetail,
});
export const changeFacility = route({
  id: 'emf.changeFacility',
  method: 'PUT',
  path: '/api/emf/facilities/:id',
  summary: '更改电磁设施的要素与状态；编码不变',
  access: 'emf.manage',
  scope: 'unit',
  params: Id,
  body: FacilityInput,
  response: FacilityDetail,
});
export const facilityTemplate = route({
  id: 'emf.facilityTemplate',
  method: 'GET',
  path: '/api/emf/facilities/template',
  summary: '电磁设施导入模板（XLSX）',
  access: 'emf.read',
});
export const importFacilities = route({
  id: 'emf.importFacilities',
  method: 'POST',
  path: '/api/emf/facilities/import',
  summary: '导入电磁设施（CSV、XLSX）；mode=check 只检查，逐行说明问题与代码，有错则全部不入库',
  access: 'emf.manage',
  scope: 'unit',
  query: Type.Object({ mode: Type.Enum(['check', 'commit']) }),
  bodyKind: 'multipart',
  response: SheetReport,
});
