import { type Static, Type } from '@tarim/platform/contract';

export const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);
export const Instant = Type.String({ format: 'date-time' });
export const Day = Type.String({ format: 'date' });
export const Id = Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 }) });
export const UnitPath = Type.String({ pattern: '^/([0-9A-Z]{1,12}/){0,8}$' });

/** 重点, 特殊, 一般: classes of objects, each with its own share of the draw. */
export const STRATA = ['key', 'special', 'ordinary'] as const;
export const Stratum = Type.Enum([...STRATA]);
export type Stratum = Static<typeof Stratum>;

/** Why an object stays in the pool and is not drawn: 搬迁、长期停产、正面清单. */
export const HOLDS = ['relocated', 'stopped', 'positive-list'] as const;
export const Hold = Type.Enum([...HOLDS]);
export type Hold = Static<typeof Hold>;

export const FACTORS = {
  /** 信用评级. */
  credit: ['A', 'B', 'C', 'D'],
  /** 环境风险. */
  risk: ['high', 'medium', 'low'],
} as const;

/** What officers may be experts of. */
export const SPECIALITIES = [
  'air',
  'water',
  'solid-waste',
  'noise',
  'radiation',
  'ecology',
  'monitoring',
] as const;
export const Speciality = Type.Enum([...SPECIALITIES]);
export type Speciality = Static<typeof Speciality>;

/** What came of a visit (检查结果), as it is published. */
export const RESULTS = [
  'no-problem',
  'corrected',
  'ordered',
  'filed',
  'stopped-or-moved',
  'no-contact',
  'refused',
] as const;
export const Result = Type.Enum([...RESULTS]);
export type Result = Static<typeof Result>;

/** Visits that do not count to the cap (不计入频次), and why. */
export const EXEMPTIONS = [
  'complaint',
  'transfer',
  'data-alarm',
  'off-site-find',
  'own-request',
  'poor-credit',
  'emergency',
  'recheck',
] as const;
export const Exemption = Type.Enum([...EXEMPTIONS]);
export type Exemption = Static<typeof Exemption>;
