import { plainText, route, type Static, Type } from '@tarim/platform/contract';
import { Failure, Id, Instant, orNull } from './parts.ts';

/** Classes of one table: what a byte can name, and no more than tiles can colour. */
export const MOST_CLASSES = 255;
/** Largest text that is read as a table of classes, characters. */
export const MOST_CLASS_TEXT = 400_000;

/** What a number of a thematic raster stands for (类别): name and colour. */
export const ClassEntry = Type.Object({
  value: Type.Integer({ minimum: -32_768, maximum: 65_535 }),
  zh: plainText(100, 1),
  en: orNull(plainText(100, 1)),
  /** `#rrggbb`; null: one of the platform's own. */
  colour: orNull(Type.String({ pattern: '^#[0-9A-Fa-f]{6}$' })),
});
export type ClassEntry = Static<typeof ClassEntry>;

/** Where a table of classes came from: the raster itself, a file beside it, a prepared table, a hand, or a comparison of two rasters. */
export const CLASS_ORIGINS = ['raster', 'upload', 'prepared', 'edited', 'computed'] as const;
export const ClassOrigin = Type.Object({
  kind: Type.Enum([...CLASS_ORIGINS]),
  /** Of the file or the prepared table. */
  name: orNull(Type.String()),
});
export type ClassOrigin = Static<typeof ClassOrigin>;

/** A class as a legend shows it. */
export const LegendClass = Type.Object({
  value: Type.Integer(),
  zh: Type.String(),
  en: Type.String(),
  colour: Type.String(),
  /** The table names it; otherwise its name only tells its value (未命名). */
  named: Type.Boolean(),
  /** Cells of the raster, counted when it came in; 0 of a class that only the table knows. */
  cells: Type.Integer(),
  /** Square metres on the ellipsoid. */
  area: Type.Number(),
  /** Of the area of all classes, 0–1. */
  share: Type.Number(),
});
export type LegendClass = Static<typeof LegendClass>;

/** Classes of a thematic raster, with what does not fit between its table and its cells. */
export const SceneClasses = Type.Object({
  classes: Type.Array(LegendClass),
  /** Square metres of all cells with a class. */
  area: Type.Number(),
  /** The table in force; null: nobody has named the classes. */
  table: orNull(
    Type.Object({ version: Type.Integer(), origin: ClassOrigin, byName: orNull(Type.String()), at: Instant }),
  ),
  /** Classes beyond the most that are listed: a raster with so many is hardly thematic. */
  left: Type.Integer(),
  /** Warnings: classes without cells, values without a name. */
  problems: Type.Array(Failure),
});
export type SceneClasses = Static<typeof SceneClasses>;

/** A published table of classes that is at hand (预置类别表). */
export const PreparedTable = Type.Object({
  id: Type.String(),
  zh: Type.String(),
  en: Type.String(),
  source: Type.String(),
  /** `published`: checked against what its makers publish; `secondary`: against others who quote it; `memory`: not checked. */
  confidence: Type.Enum(['published', 'secondary', 'memory']),
  entries: Type.Array(ClassEntry),
});
export type PreparedTable = Static<typeof PreparedTable>;

export const listClassTables = route({
  id: 'imagery.listClassTables',
  method: 'GET',
  path: '/api/imagery/class-tables',
  summary: '专题栅格：预置类别表，注明出处与可信程度',
  access: 'imagery.read',
  response: Type.Object({ tables: Type.Array(PreparedTable) }),
});

/** Reads CSV (value, name, English name, colour), `.clr`, QGIS styles (`.qml`) and `.aux.xml` of GDAL; keeps nothing. */
export const readClassText = route({
  id: 'imagery.readClassText',
  method: 'POST',
  path: '/api/imagery/class-tables/read',
  summary: '专题栅格：读取一份类别表文本（CSV、CLR、QML、aux.xml），只检查不保存',
  access: 'imagery.read',
  body: Type.Object({
    name: plainText(200),
    text: Type.String({ minLength: 1, maxLength: MOST_CLASS_TEXT }),
  }),
  response: Type.Object({ entries: Type.Array(ClassEntry) }),
});

/** Every table that was ever in force, the newest first. */
export const listSceneClasses = route({
  id: 'imagery.listSceneClasses',
  method: 'GET',
  path: '/api/imagery/scenes/:id/classes',
  summary: '专题栅格：一景类别表的历次版本',
  access: 'imagery.read',
  params: Id,
  response: Type.Object({
    versions: Type.Array(
      Type.Object({
        version: Type.Integer(),
        entries: Type.Array(ClassEntry),
        origin: ClassOrigin,
        byName: orNull(Type.String()),
        at: Instant,
      }),
    ),
  }),
});

export const saveSceneClasses = route({
  id: 'imagery.saveSceneClasses',
  method: 'PUT',
  path: '/api/imagery/scenes/:id/classes',
  summary: '专题栅格：改写一景的类别表，成为新的一版',
  access: 'imagery.ingest',
  scope: 'unit',
  params: Id,
  body: Type.Object({
    /** The version that was changed, 0 where there was none: another hand may have been quicker. */
    version: Type.Integer({ minimum: 0 }),
    entries: Type.Array(ClassEntry, { minItems: 1, maxItems: MOST_CLASSES }),
    /** Of a prepared table that was taken as it is. */
    prepared: Type.Optional(Type.String({ pattern: '^[a-z0-9-]{1,40}$' })),
  }),
  response: Type.Object({ version: Type.Integer() }),
});
