import { Type } from '@tarim/platform/contract';

export const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);
export const Instant = Type.String({ format: 'date-time' });
export const Day = Type.String({ format: 'date' });
export const Id = Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 }) });
export const UnitPath = Type.String({ pattern: '^/([0-9A-Z]{1,12}/){0,8}$' });

/** Why a file is in the sample: drawn by lot, or taken in any case (必查情形). */
export const WHYS = ['drawn', 'withdrawn', 'repeat-unpunished', 'deviating', 'overdue'] as const;
export const Why = Type.Enum([...WHYS]);
export type Why = (typeof WHYS)[number];
