import { event, Type } from '@tarim/platform/contract';
import { ChangeClass } from './changes.ts';
import { LegendClass } from './classes.ts';
import { COMPOSITE_METHODS, COMPOSITE_ORDERS } from './composites.ts';
import { Instant, orNull, QualityKind, Sensor } from './parts.ts';

const File = Type.Object({ sha256: Type.String(), size: Type.Integer(), name: Type.String() });

/** A scene is converted and can be catalogued: its files are in the content store. */
export const sceneReady = event(
  'imagery.scene-ready.v1',
  Type.Object({
    id: Type.Integer(),
    collection: Type.String(),
    sensor: Sensor,
    title: Type.String(),
    takenAt: Instant,
    platform: orNull(Type.String()),
    source: Type.String(),
    licence: Type.String(),
    simulated: Type.Boolean(),
    public: Type.Boolean(),
    gsd: Type.Number(),
    cloudShare: orNull(Type.Number()),
    /** Null: a system that the EPSG registry does not have. */
    epsg: orNull(Type.Integer()),
    /** GeoJSON polygon, degrees, CGCS2000. */
    footprint: Type.Unknown(),
    cog: File,
    quality: orNull(Type.Object({ ...File.properties, kind: QualityKind })),
    /** Of a composite: its period and the scenes that it was made of, in their order. `takenAt` is the middle of the period. */
    derived: Type.Optional(
      Type.Object({
        method: Type.Enum([...COMPOSITE_METHODS]),
        order: Type.Enum([...COMPOSITE_ORDERS]),
        version: Type.String(),
        from: Instant,
        to: Instant,
        inputs: Type.Array(Type.Object({ id: Type.Integer(), title: Type.String(), takenAt: Instant })),
      }),
    ),
    /** Of a thematic raster: classes with cells, as they are named now. */
    classes: Type.Optional(Type.Array(LegendClass)),
    by: Type.String(),
    recordedAt: Instant,
  }),
);

/** Classes of a thematic raster are named or coloured otherwise from now on. */
export const sceneClassed = event(
  'imagery.scene-classed.v1',
  Type.Object({ id: Type.Integer(), version: Type.Integer(), classes: Type.Array(LegendClass), at: Instant }),
);

/** A scene was taken off; its files stay. */
export const sceneRemoved = event(
  'imagery.scene-removed.v1',
  Type.Object({ id: Type.Integer(), at: Instant }),
);

/**
 * Changes between two scenes, as patches (检测图斑): leads, never findings. A run with many of them gives several events. `ref` is the
 * same when the same comparison is made again.
 */
export const changesDetected = event(
  'imagery.changes-detected.v1',
  Type.Object({
    run: Type.Integer(),
    detector: Type.String(),
    version: Type.String(),
    parameters: Type.Record(Type.String(), Type.Unknown()),
    before: Type.Object({ scene: Type.Integer(), title: Type.String(), on: Type.String({ format: 'date' }) }),
    after: Type.Object({ scene: Type.Integer(), title: Type.String(), on: Type.String({ format: 'date' }) }),
    simulated: Type.Boolean(),
    patches: Type.Array(
      Type.Object({
        ref: Type.String(),
        /** Polygon, degrees, CGCS2000. */
        geometry: Type.Unknown(),
        /** Of the change itself, 0–1: how far above the threshold. */
        confidence: Type.Number(),
        class: orNull(ChangeClass),
        /** Of the class, 0–1. */
        classConfidence: Type.Number(),
        areaM2: Type.Number(),
        /** Index of the mean reflectances after less that before; only indices that the bands allow. */
        indexChange: Type.Record(Type.String(), Type.Number()),
      }),
      { minItems: 1, maxItems: 500 },
    ),
  }),
);
