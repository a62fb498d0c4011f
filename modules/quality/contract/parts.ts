import { Int4Id, plainText, type Static, Type } from '@tarim/platform/contract';

export const Instant = Type.String({ format: 'date-time' });
export const DateText = Type.String({ format: 'date', pattern: '^(19|2[0-9])[0-9]{2}-' });
export const Month = Type.String({ pattern: '^20[0-9]{2}-(0[1-9]|1[0-2])$' });
export const Quarter = Type.String({ pattern: '^20[0-9]{2}-Q[1-4]$' });
export const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);
export const NumberOrNull = orNull(Type.Number());
export const StringOrNull = orNull(Type.String());
export const Id = Type.Object({ id: Int4Id });
export const Reason = plainText(500, 2);
export const UnitPath = Type.String({ pattern: '^/([A-Za-z0-9]+/)*$', maxLength: 120 });
export const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' });
export const Evidence = Type.Array(Sha256, { maxItems: 20 });
/** `a21026` */
export const Code = Type.String({ pattern: '^[A-Za-z0-9]{2,12}$' });
export const PointMonth = Type.Object({ pointId: Int4Id, month: Month });

/** One table in one place: which version took part and how sure it is. */
export const RuleNamed = Type.Object({
  version: Type.String(),
  standard: Type.String(),
  confidence: Type.String(),
});
export type RuleNamed = Static<typeof RuleNamed>;

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
