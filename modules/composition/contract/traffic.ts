import { route, type Static, Type } from '@tarim/platform/contract';
import { Instant, NumberOrNull, Period, StationName } from './parts.ts';

/** Pollutants of roadside air; NO where the station measures it. */
export const TRAFFIC_POLLUTANTS = ['NO2', 'CO', 'PM2.5', 'NO'] as const;
export type TrafficPollutant = (typeof TRAFFIC_POLLUTANTS)[number];

export const TrafficFigures = Type.Object({
  pollutant: Type.Enum([...TRAFFIC_POLLUTANTS]),
  unit: Type.String(),
  /** Means over the hours in which both are there. */
  roadside: NumberOrNull,
  urban: NumberOrNull,
  /** 路边增量: roadside less urban, and as a share of urban. */
  increment: NumberOrNull,
  share: NumberOrNull,
  hours: Type.Integer(),
  /** Hours of the day, 0 … 23, on working days (Monday to Friday) and weekends. */
  diurnal: Type.Array(
    Type.Object({
      hour: Type.Integer(),
      weekday: NumberOrNull,
      weekend: NumberOrNull,
      urbanWeekday: NumberOrNull,
      urbanWeekend: NumberOrNull,
    }),
  ),
});
export type TrafficFigures = Static<typeof TrafficFigures>;

/** A roadside station (路边交通空气站) beside the mean of its city's other stations. */
export const traffic = route({
  id: 'composition.traffic',
  method: 'GET',
  path: '/api/composition/traffic',
  summary: '交通站与城市均值的比较、日变化、路边增量',
  access: 'composition.read',
  query: Type.Object(Period),
  response: Type.Object({
    station: StationName,
    from: Type.String(),
    to: Type.String(),
    /** Stations of the city that are compared with: neither traffic nor background ones. */
    urban: Type.Array(StationName),
    due: Type.Integer(),
    present: Type.Integer(),
    simulated: Type.Boolean(),
    pollutants: Type.Array(TrafficFigures),
    /** NO/NO2 of means by mass; null without NO. */
    noToNo2: NumberOrNull,
    days: Type.Array(
      Type.Object({
        day: Instant,
        values: Type.Array(Type.Object({ roadside: NumberOrNull, urban: NumberOrNull })),
      }),
    ),
  }),
});
