/** The entities of OGC 18-088 §8, their properties as columns of the relations in `sql/relations.ts`, and their ways to each other. */
export type EntityType =
  | 'Thing'
  | 'Location'
  | 'HistoricalLocation'
  | 'Datastream'
  | 'Sensor'
  | 'ObservedProperty'
  | 'Observation'
  | 'FeatureOfInterest';

export type PropertyType = 'string' | 'number' | 'instant' | 'geo' | 'json';

export interface Navigation {
  readonly target: EntityType;
  readonly many: boolean;
  /** Column of this entity's relation = column of the target's. */
  readonly own: string;
  readonly theirs: string;
}

export interface Entity {
  readonly set: string;
  readonly properties: Readonly<Record<string, { readonly column: string; readonly type: PropertyType }>>;
  readonly navigation: Readonly<Record<string, Navigation>>;
}

const text = (column: string) => ({ column, type: 'string' as const });
const json = (column: string) => ({ column, type: 'json' as const });
const one = (target: EntityType, own: string): Navigation => ({ target, many: false, own, theirs: 'id' });
const many = (target: EntityType, own: string, theirs: string): Navigation => ({
  target,
  many: true,
  own,
  theirs,
});
const named = { name: text('name'), description: text('description') };

export const ENTITIES: Readonly<Record<EntityType, Entity>> = {
  Thing: {
    set: 'Things',
    properties: { ...named, properties: json('properties') },
    navigation: {
      Locations: many('Location', 'id', 'thing_id'),
      HistoricalLocations: many('HistoricalLocation', 'id', 'thing_id'),
      Datastreams: many('Datastream', 'id', 'thing_id'),
    },
  },
  Location: {
    set: 'Locations',
    properties: { ...named, encodingType: text('encoding'), location: { column: 'geometry', type: 'geo' } },
    navigation: {
      Things: many('Thing', 'thing_id', 'id'),
      HistoricalLocations: many('HistoricalLocation', 'thing_id', 'thing_id'),
    },
  },
  HistoricalLocation: {
    set: 'HistoricalLocations',
    properties: { time: { column: 'time', type: 'instant' } },
    navigation: { Thing: one('Thing', 'thing_id'), Locations: many('Location', 'thing_id', 'thing_id') },
  },
  Datastream: {
    set: 'Datastreams',
    properties: {
      ...named,
      observationType: text('observation_type'),
      unitOfMeasurement: json('unit'),
      properties: json('properties'),
    },
    navigation: {
      Thing: one('Thing', 'thing_id'),
      Sensor: one('Sensor', 'sensor_id'),
      ObservedProperty: one('ObservedProperty', 'property_id'),
      Observations: many('Observation', 'id', 'stream_id'),
    },
  },
  Sensor: {
    set: 'Sensors',
    properties: { ...named, encodingType: text('encoding'), metadata: text('metadata') },
    navigation: { Datastreams: many('Datastream', 'id', 'sensor_id') },
  },
  ObservedProperty: {
    set: 'ObservedProperties',
    properties: { ...named, definition: text('definition'), properties: json('properties') },
    navigation: { Datastreams: many('Datastream', 'id', 'property_id') },
  },
  Observation: {
    set: 'Observations',
    properties: {
      phenomenonTime: { column: 'time', type: 'instant' },
      resultTime: { column: 'at', type: 'instant' },
      result: { column: 'value', type: 'number' },
      resultQuality: text('mark'),
      parameters: json('parameters'),
    },
    navigation: {
      Datastream: one('Datastream', 'stream_id'),
      FeatureOfInterest: one('FeatureOfInterest', 'feature_id'),
    },
  },
  FeatureOfInterest: {
    set: 'FeaturesOfInterest',
    properties: { ...named, encodingType: text('encoding'), feature: { column: 'geometry', type: 'geo' } },
    navigation: { Observations: many('Observation', 'id', 'feature_id') },
  },
};

export const SETS = {
  Things: 'Thing',
  Locations: 'Location',
  HistoricalLocations: 'HistoricalLocation',
  Datastreams: 'Datastream',
  Sensors: 'Sensor',
  ObservedProperties: 'ObservedProperty',
  Observations: 'Observation',
  FeaturesOfInterest: 'FeatureOfInterest',
} as const satisfies Record<string, EntityType>;
export type SetName = keyof typeof SETS;
