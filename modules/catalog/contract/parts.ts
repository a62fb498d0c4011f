import { DATASET_ELEMENTS, plainText, SHARING_CLASSES, type Static, Type } from '@tarim/platform/contract';

export { DATASET_ELEMENTS, SHARING_CLASSES };

export const Instant = Type.String({ format: 'date-time' });
export const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);
export const Bilingual = Type.Object({ zh: Type.String(), en: Type.String() });
export type Words = Static<typeof Bilingual>;
export const DatasetId = Type.Object({ id: Type.String({ pattern: '^[a-z][a-z0-9-]{1,60}$' }) });
export const Element = Type.Enum([...DATASET_ELEMENTS]);
export const Sharing = Type.Enum([...SHARING_CLASSES]);
export const UnitPath = Type.String({ pattern: '^/([A-Za-z0-9]+/)*$', maxLength: 120 });
export const DateText = Type.String({ format: 'date', pattern: '^(19|2[0-9])[0-9]{2}-' });
export const Reason = plainText(500, 2);

/** Calls and rows of a day. */
export const UseDay = Type.Object({ day: Type.String(), calls: Type.Number(), rows: Type.Number() });
