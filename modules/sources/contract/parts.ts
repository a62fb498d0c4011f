import { Int4Id, plainText, Type } from '@tarim/platform/contract';

export const Instant = Type.String({ format: 'date-time' });
export const DateText = Type.String({ format: 'date', pattern: '^(19|2[0-9])[0-9]{2}-' });
export const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);
export const Id = Type.Object({ id: Int4Id });
export const Reason = plainText(500, 2);
export const UnitPath = Type.String({ pattern: '^/([A-Za-z0-9]+/)*$', maxLength: 120 });
export const Month = Type.String({ pattern: '^20[0-9]{2}-(0[1-9]|1[0-2])$' });
export const Year = Type.Integer({ minimum: 2000, maximum: 2100 });
export const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' });
export const Mode = Type.Object({ mode: Type.Enum(['check', 'commit']) });

export { type RowProblem, SheetReport } from '@tarim/platform/contract';
