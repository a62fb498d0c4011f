import { Int4Id, type Static, Type } from '@tarim/platform/contract';

export const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);
export const Day = Type.String({ format: 'date' });
export const Instant = Type.String({ format: 'date-time' });
export const Id = Type.Object({ id: Int4Id });
export const UnitPath = Type.String({ pattern: '^/([0-9A-Z]{1,12}/){0,8}$' });
export const Lon = Type.Number({ minimum: -180, maximum: 180 });
export const Lat = Type.Number({ minimum: -90, maximum: 90 });
/** 1 Hz to 300 GHz: where GB 8702 has limits. */
export const Hertz = Type.Number({ minimum: 1, maximum: 3e11 });

/** 变电站, 输电线路, 5G 基站, 其他移动通信基站, 广播电视, 雷达, 其他. */
export const FACILITY_KINDS = [
  'substation',
  'line',
  'base-5g',
  'base-station',
  'broadcast',
  'radar',
  'other',
] as const;
export const FacilityKind = Type.Enum([...FACILITY_KINDS]);
export type FacilityKind = Static<typeof FacilityKind>;

/** 一类, 二类, 三类 (Code 653–666). The catalogue was not seen: a person says it, and it is told as not verified. */
export const FACILITY_CLASSES = ['one', 'two', 'three'] as const;
export const FacilityClass = Type.Enum([...FACILITY_CLASSES]);
export type FacilityClass = Static<typeof FacilityClass>;

/** 在用, 停用, 已拆除. */
export const FACILITY_STATES = ['in-use', 'stopped', 'removed'] as const;
export const FacilityState = Type.Enum([...FACILITY_STATES]);
export type FacilityState = Static<typeof FacilityState>;

/** E V/m, H A/m, B µT, S W/m². */
export const QUANTITIES = ['E', 'H', 'B', 'S'] as const;
export const Quantity = Type.Enum([...QUANTITIES]);
export type Quantity = Static<typeof Quantity>;

/** 自行监测, 监督性监测, 投诉监测. */
export const MEASUREMENT_KINDS = ['self', 'supervisory', 'complaint'] as const;
export const MeasurementKind = Type.Enum([...MEASUREMENT_KINDS]);
export type MeasurementKind = Static<typeof MeasurementKind>;

/** 达标, 超过限值, 低于仪器量程, 无法判定. */
export const VERDICTS = ['meets', 'exceeds', 'below-range', 'not-judged'] as const;
export const Verdict = Type.Enum([...VERDICTS]);
export type Verdict = Static<typeof Verdict>;

/** 待复核, 已复核, 已退回. */
export const MEASUREMENT_STATES = ['filed', 'checked', 'returned'] as const;
export const MeasurementState = Type.Enum([...MEASUREMENT_STATES]);
export type MeasurementState = Static<typeof MeasurementState>;

/** A band in which a facility works, Hz; one frequency: both the same. */
export const Band = Type.Object({ fromHz: Hertz, toHz: Hertz });
export type Band = Static<typeof Band>;

/** 监测方法, with the kinds of facility that it is for; its confidence is told beside it. */
export const Method = Type.Object({
  key: Type.String(),
  zh: Type.String(),
  en: Type.String(),
  kinds: Type.Array(FacilityKind),
  confidence: Type.String(),
});
export type Method = Static<typeof Method>;
