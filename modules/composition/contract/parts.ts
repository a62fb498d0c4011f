import { Int4Id, Type } from '@tarim/platform/contract';

/** As `VOC_GROUPS` of @tarim/standards, for the web: 烷烃, 烯烃, 炔烃, 芳香烃, 含氧, 卤代烃, 其他. */
export const COMPONENT_GROUPS = [
  'alkane',
  'alkene',
  'alkyne',
  'aromatic',
  'ovoc',
  'halocarbon',
  'other',
] as const;
/** Longest period of a question. */
export const MOST_DAYS = 366;

export const Instant = Type.String({ format: 'date-time' });
export const BeijingDate = Type.String({ format: 'date', pattern: '^(19|2[0-9])[0-9]{2}-' });
export const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);
export const IntegerOrNull = orNull(Type.Integer());
export const NumberOrNull = orNull(Type.Number());
export const StringOrNull = orNull(Type.String());
export const Unit = Type.Enum(['ppbv', 'µg/m³']);
/** Reference temperature of µg/m³, °C. */
export const Temperature = Type.Union([Type.Literal(20), Type.Literal(25)]);

/** A station and whole Beijing days, both included. */
export const Period = {
  station: Int4Id,
  from: BeijingDate,
  to: BeijingDate,
};
export const StationName = Type.Object({
  id: Type.Integer(),
  code: Type.String(),
  name: Type.String(),
  unitPath: Type.String(),
  simulated: Type.Boolean(),
});
