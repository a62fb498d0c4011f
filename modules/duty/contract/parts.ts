import { Int4Id, plainText, Type } from '@tarim/platform/contract';

export const Instant = Type.String({ format: 'date-time' });
export const DateText = Type.String({ format: 'date', pattern: '^2[0-9]{3}-' });
export const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);
export const Id = Type.Object({ id: Int4Id });
export const UnitPath = Type.String({ pattern: '^/([A-Za-z0-9]+/)*$', maxLength: 120 });
export const Phone = Type.String({ pattern: '^[+0-9][0-9 \\-]{2,30}$', maxLength: 31 });
export const PersonName = plainText(60, 1);

/** 班次: a day has two, the night begins on the day that names it. */
export const SLOTS = ['day', 'night'] as const;
export type Slot = (typeof SLOTS)[number];
export const SlotWord = Type.Enum([...SLOTS]);
/** 带班领导 and 值班员. */
export const SHIFT_ROLES = ['lead', 'officer'] as const;
export const ShiftRole = Type.Enum([...SHIFT_ROLES]);
