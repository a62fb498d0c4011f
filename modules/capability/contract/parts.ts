import { type Static, Type } from '@tarim/platform/contract';

export const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);
export const Instant = Type.String({ format: 'date-time' });
export const Day = Type.String({ format: 'date' });
export const Id = Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 }) });
export const UnitPath = Type.String({ pattern: '^/([0-9A-Z]{1,12}/){0,8}$' });
export const Code = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,39}$' });

/** Fields of work (业务领域): 执法、辐射、监测、应急. */
export const FIELDS = ['enforcement', 'radiation', 'monitoring', 'emergency'] as const;
export const Field = Type.Enum([...FIELDS]);
export type Field = Static<typeof Field>;

/** Kinds of equipment (装备类别). */
export const KINDS = [
  'vehicle',
  'boat',
  'drone',
  'recorder',
  'camera',
  'meter',
  'sampler',
  'protective',
  'communication',
  'computer',
  'other',
] as const;
export const Kind = Type.Enum([...KINDS]);
export type Kind = Static<typeof Kind>;

export const Sheet = Type.Enum(['xlsx', 'csv']);
export type Sheet = Static<typeof Sheet>;
