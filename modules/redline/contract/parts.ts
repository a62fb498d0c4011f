import { Int4Id, plainText, type Static, Type } from '@tarim/platform/contract';

export const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);
export const Day = Type.String({ pattern: '^(19|2[0-9])[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' });
export const Instant = Type.String({ format: 'date-time' });
export const UnitPath = Type.String({ pattern: '^/([A-Za-z0-9]+/)*$', maxLength: 200 });
export const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' });
export const Id = Type.Object({ id: Int4Id });
export const Reason = plainText(500, 2);
export const Words = plainText(4_000, 2);
export const Code = Type.String({ pattern: '^[\\p{L}\\p{N}._-]{1,60}$' });

/** 生态保护红线 and 自然保护地: two layers of boundaries, each with versions of its own. */
export const AREA_KINDS = ['redline', 'protected'] as const;
export type AreaKind = (typeof AREA_KINDS)[number];
export const AreaKind = Type.Enum([...AREA_KINDS]);

/** 红线类型: by ecological function 生态功能极重要, by sensitivity 生态环境极敏感（脆弱）. */
export const REDLINE_TYPES = ['function', 'sensitive'] as const;
/** 自然保护地: national park 国家公园, nature reserve 自然保护区, nature park 自然公园. */
export const PROTECTED_TYPES = ['national-park', 'reserve', 'nature-park'] as const;
export const AREA_TYPES = [...REDLINE_TYPES, ...PROTECTED_TYPES] as const;
export type AreaType = (typeof AREA_TYPES)[number];
export const AreaType = Type.Enum([...AREA_TYPES]);

/** 功能分区: 核心保护区, 一般控制区; null where an area has none. */
export const ZONES = ['core', 'general'] as const;
export type Zone = (typeof ZONES)[number];
export const Zone = Type.Enum([...ZONES]);

/** 主导生态功能: 水源涵养, 水土保持, 防风固沙, 生物多样性维护; 土地沙化, 水土流失, 盐渍化 of sensitive ones. */
export const FUNCTIONS = [
  'water',
  'soil',
  'sand-fixing',
  'biodiversity',
  'desertification',
  'erosion',
  'salinisation',
  'other',
] as const;
export type AreaFunction = (typeof FUNCTIONS)[number];
export const AreaFunction = Type.Enum([...FUNCTIONS]);

/** A file that was brought as evidence (佐证), with where and when a photograph was taken, as far as it is known. */
export const Evidence = Type.Object({
  sha256: Sha256,
  name: plainText(200, 1),
  takenAt: Type.Optional(Instant),
  lon: Type.Optional(Type.Number({ minimum: -180, maximum: 180 })),
  lat: Type.Optional(Type.Number({ minimum: -90, maximum: 90 })),
  /** Direction in which the camera looked, degrees clockwise from north. */
  bearing: Type.Optional(Type.Number({ minimum: 0, exclusiveMaximum: 360 })),
});
export type Evidence = Static<typeof Evidence>;
export const EvidenceInput = Type.Array(Evidence, { maxItems: 30 });

/** What a row or feature of a file is refused for, in the reader's language. */
export const FileProblem = Type.Object({
  /** Place in the file, from 1. */
  row: Type.Integer(),
  code: Type.String(),
  message: Type.String(),
});
export type FileProblem = Static<typeof FileProblem>;

/** How the coordinates of a file are to be read; absent: as the file says. */
export const CrsName = plainText(60, 1);

/** 专题: tailings ponds 尾矿库, solid-waste dumps 固体废物堆场, risk sources of drinking water 饮用水水源地风险源. */
export const THEMES = ['tailings', 'waste-dump', 'water-source'] as const;
export type Theme = (typeof THEMES)[number];
export const Theme = Type.Enum([...THEMES]);
