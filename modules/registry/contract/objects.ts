import { Int4Id, plainText, type Static, Type } from '@tarim/platform/contract';

export const Instant = Type.String({ format: 'date-time' });
/** A day that the calendar has. The pattern keeps to years in which somebody measures: PostgreSQL knows no year 0. */
const DateText = Type.String({ format: 'date', pattern: '^(19|2[0-9])[0-9]{2}-' });
export const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);
const opt = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Optional(orNull(schema));
/** Text that says something: blanks alone do not. Otherwise as `plainText`. */
const word = (maxLength: number) => {
  const other = '\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f';
  return Type.String({
    minLength: 1,
    maxLength,
    pattern: `^[^${other}]*[^\\s${other}][^${other}]*$`,
  });
};
const Name = word(120);
const Small = Type.Integer({ minimum: -32_768, maximum: 32_767 });

/** Kinds of monitoring point (监测点位), in the order of pages. */
export const POINT_KINDS = [
  'air',
  'surface-water',
  'drinking-water',
  'groundwater',
  'soil',
  'noise',
  'ecology',
  'radiation',
  'outlet-gas',
  'outlet-water',
] as const;
export type PointKind = (typeof POINT_KINDS)[number];
export const PointKind = Type.Enum([...POINT_KINDS]);
/** What a site is there for (监测目的). */
export const SITE_PURPOSES = [
  'assessment', // 考核
  'status', // 现状
  'background', // 背景（对照）
  'warning', // 预警
  'traffic', // 交通
  'component', // 组分（VOC、颗粒物组分）
  'source', // 水源地
  'water-ecology', // 水生态
  'agricultural', // 农业面源
  'supervisory', // 执法（监督性）
] as const;
export type SitePurpose = (typeof SITE_PURPOSES)[number];
/** Life of a site (点位生命周期). */
export const SITE_LIVES = ['planned', 'trial', 'in-service', 'suspended', 'retired'] as const;
export type SiteLife = (typeof SITE_LIVES)[number];
export const Edition = Type.Union([Type.Literal('2005'), Type.Literal('2017'), Type.Literal('2025')]);
export const Transport = Type.Union([Type.Literal('tcp'), Type.Literal('mqtt'), Type.Literal('http')]);
/** `/650000/650100/650102/`: see the region module. */
export const UnitPath = Type.String({ pattern: '^/([A-Za-z0-9]+/)*$', maxLength: 120 });
const Lon = Type.Number({ minimum: -180, maximum: 180 });
const Lat = Type.Number({ minimum: -90, maximum: 90 });

/** What to mind about something that was taken all the same. */
export const Remark = Type.Object({ code: Type.String(), message: Type.String() });

/*
 * In every input an absent optional field leaves what is there, null empties it.
 */

const enterpriseFields = {
  /** 统一社会信用代码, checked by its check digit (GB 32100-2015). */
  uscc: Type.String({ minLength: 18, maxLength: 18 }),
  name: Name,
  shortName: opt(Name),
  /** 行业代码 (GB/T 4754). */
  industry: opt(plainText(8)),
  industryName: opt(Name),
  unitPath: UnitPath,
  address: opt(plainText(200)),
  lon: opt(Lon),
  lat: opt(Lat),
  contact: opt(plainText(120)),
  /** 关注程度: 重点排污单位 and the like. */
  category: opt(plainText(40)),
};
export const EnterpriseInput = Type.Object(enterpriseFields);
export const Enterprise = Type.Object({
  id: Type.Integer(),
  ...enterpriseFields,
  simulated: Type.Boolean(),
  active: Type.Boolean(),
  updatedAt: Instant,
});

const pointFields = {
  code: word(40),
  name: Name,
  kind: PointKind,
  unitPath: UnitPath,
  enterpriseId: opt(Int4Id),
  lon: opt(Lon),
  lat: opt(Lat),
  /** 控制级别: 国控 区控 兵控 市控. */
  controlLevel: opt(plainText(20)),
  purposes: Type.Optional(Type.Array(Type.Enum([...SITE_PURPOSES]), { maxItems: SITE_PURPOSES.length })),
  /** 责任单位: the body that answers for the site and its data. */
  responsibleBody: opt(Name),
  lifecycle: Type.Optional(Type.Enum([...SITE_LIVES])),
  openedOn: opt(DateText),
  retiredOn: opt(DateText),
  public: Type.Optional(Type.Boolean()),
  attributes: Type.Optional(
    Type.Record(word(60), Type.Union([plainText(400), Type.Number(), Type.Boolean(), Type.Null()]), {
      maxProperties: 50,
    }),
  ),
};
export const PointInput = Type.Object(pointFields);
export const Point = Type.Object({
  id: Type.Integer(),
  ...pointFields,
  public: Type.Boolean(),
  purposes: Type.Array(Type.Enum([...SITE_PURPOSES])),
  lifecycle: Type.Enum([...SITE_LIVES]),
  enterpriseName: opt(Type.String()),
  simulated: Type.Boolean(),
  active: Type.Boolean(),
  updatedAt: Instant,
});

const deviceFields = {
  /** 设备唯一标识 MN. */
  mn: word(64),
  pointId: Int4Id,
  edition: Edition,
  transport: Type.Optional(Transport),
  /** Seconds between real-time records, minutes between minute records: as agreed with the site. */
  rtdInterval: opt(Type.Integer({ minimum: 1, maximum: 86_400 })),
  minuteInterval: opt(Type.Integer({ minimum: 1, maximum: 1_440 })),
  /** 上联网关: what it reaches the platform through; the same name on several devices means one line for all of them. */
  gateway: opt(plainText(120)),
  maker: opt(plainText(120)),
  model: opt(plainText(120)),
};
/** Secrets go in and never come out: a page learns only whether they are set. */
export const DeviceInput = Type.Object({
  ...deviceFields,
  password: opt(plainText(32)),
  sm4Key: opt(Type.String({ pattern: '^[0-9A-Fa-f]{32}$' })),
});
export const Device = Type.Object({
  id: Type.Integer(),
  ...deviceFields,
  transport: Transport,
  hasPassword: Type.Boolean(),
  hasKey: Type.Boolean(),
  active: Type.Boolean(),
  updatedAt: Instant,
  /** An MN that differs from the form of its edition is registered all the same: devices in the field have others. */
  remarks: Type.Optional(Type.Array(Remark)),
});

const instrumentFields = {
  pointId: Int4Id,
  name: Name,
  /** Factor codes it measures. */
  codes: Type.Array(word(32), { maxItems: 50 }),
  maker: opt(plainText(120)),
  model: opt(plainText(120)),
  serial: opt(plainText(60)),
  method: opt(plainText(120)),
  rangeLow: opt(Type.Number()),
  rangeHigh: opt(Type.Number()),
  installedOn: opt(DateText),
};
export const InstrumentInput = Type.Object(instrumentFields);
export const Instrument = Type.Object({
  id: Type.Integer(),
  ...instrumentFields,
  active: Type.Boolean(),
  updatedAt: Instant,
});

const parameterFields = {
  code: word(32),
  /** The unit in which the device really reports: never assumed from the code. */
  unit: opt(plainText(20)),
  decimals: opt(Type.Integer({ minimum: 0, maximum: 8 })),
  rangeLow: opt(Type.Number()),
  rangeHigh: opt(Type.Number()),
  sort: Type.Optional(Small),
  public: Type.Optional(Type.Boolean()),
};
export const ParameterInput = Type.Object(parameterFields);
export const Parameter = Type.Object({
  pointId: Type.Integer(),
  ...parameterFields,
  sort: Type.Integer(),
  public: Type.Boolean(),
  name: Type.String(),
});

const limitFields = {
  pointId: Int4Id,
  code: word(32),
  basis: Type.Union([Type.Literal('hour'), Type.Literal('day')]),
  /** converted: at reference oxygen (折算浓度); actual: as measured. */
  measure: Type.Union([Type.Literal('converted'), Type.Literal('actual')]),
  upper: opt(Type.Number()),
  lower: opt(Type.Number()),
  /** Unit of the bounds; null: the unit of the point's parameter. */
  unit: opt(plainText(20)),
  referenceO2: opt(Type.Number({ minimum: 0, maximum: 20.9 })),
  standard: word(80),
  clause: opt(plainText(80)),
  effectiveFrom: DateText,
  effectiveTo: opt(DateText),
  confidence: opt(plainText(40)),
  source: opt(plainText(200)),
};
export const LimitInput = Type.Object(limitFields);
const { pointId: _pointId, ...figures } = limitFields;
/** 地方限值: holds for every outlet of a kind in a unit, and of an industry where one is named. */
const localLimitFields = {
  ...figures,
  unitPath: UnitPath,
  kind: Type.Enum(['outlet-gas', 'outlet-water']),
  /** Beginning of the owner's industry code (GB/T 4754); null: every industry. */
  industry: opt(plainText(8)),
};
export const LocalLimitInput = Type.Object(localLimitFields);
export const LocalLimit = Type.Object({
  id: Type.Integer(),
  ...localLimitFields,
  /** Outlets in use that it judges. */
  points: Type.Integer(),
  updatedAt: Instant,
});
export type LocalLimit = Static<typeof LocalLimit>;
export const Limit = Type.Object({ id: Type.Integer(), ...limitFields, updatedAt: Instant });

export type Enterprise = Static<typeof Enterprise>;
export type Point = Static<typeof Point>;
export type Device = Static<typeof Device>;
export type Instrument = Static<typeof Instrument>;
export type Parameter = Static<typeof Parameter>;
export type Limit = Static<typeof Limit>;
