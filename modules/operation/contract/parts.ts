import { Int4Id, plainText, type Static, Type } from '@tarim/platform/contract';

export const Instant = Type.String({ format: 'date-time' });
export const DateText = Type.String({ format: 'date', pattern: '^(19|2[0-9])[0-9]{2}-' });
export const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);
export const NumberOrNull = orNull(Type.Number());
export const StringOrNull = orNull(Type.String());
export const Id = Type.Object({ id: Int4Id });
export const Reason = plainText(500, 2);
export const UnitPath = Type.String({ pattern: '^/([A-Za-z0-9]+/)*$', maxLength: 120 });
export const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' });
export const Mode = Type.Object({ mode: Type.Enum(['check', 'commit']) });
/** `a21026` */
export const Code = Type.String({ pattern: '^[A-Za-z0-9]{2,12}$' });
/** A key of a table: `reference-o2`. */
export const Word = Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$' });

export const OutletPart = Type.Object({
  id: Type.Integer(),
  code: Type.String(),
  name: Type.String(),
  kind: Type.String(),
  unitPath: Type.String(),
  enterpriseId: orNull(Type.Integer()),
  enterpriseName: StringOrNull,
  simulated: Type.Boolean(),
});
export type OutletPart = Static<typeof OutletPart>;
