import { plainText, Type } from '@tarim/platform/contract';

/** Code of the platform's own statistical baseline (统计基线) among the sources; other sources are called by their name. */
export const BASELINE_SOURCE = 'baseline';

export const Instant = Type.String({ format: 'date-time' });
export const BeijingDate = Type.String({ format: 'date', pattern: '^(19|2[0-9])[0-9]{2}-' });
export const CityCode = Type.String({ minLength: 1, maxLength: 20, pattern: '^[0-9A-Z]+$' });
export const SourceName = plainText(60, 1);
export const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);
export const IntegerOrNull = orNull(Type.Integer());
export const NumberOrNull = orNull(Type.Number());
export const StringOrNull = orNull(Type.String());
