import { beijingDate, DAY_MS, HOUR_MS } from '@tarim/kernel';
import { chance, seedOf } from '../noise.ts';
import type { Place, Scenario, Zone } from '../scenario.ts';
import { airAt } from './air.ts';
import { dustAt, type PreparedEvent, prepareEvent } from './events.ts';

/** A city of a region, as far as its weather depends on it. */
export interface PastCity {
  readonly code: string;
  readonly unitPath: string;
  readonly lon: number;
  readonly lat: number;
}

/** Daily figures of a city: µg/m³, CO mg/m³. */
export interface PastAirDay {
  readonly date: string;
  readonly SO2: number;
  readonly NO2: number;
  readonly CO: number;
  readonly O3_8h: number;
  readonly PM10: number;
  readonly 'PM2.5': number;
  readonly dust: boolean;
}

/** Moments of a day that stand for it; years of a region are told in a second. */
const MOMENTS = 5;
/** Of these, noon and the late afternoon, Beijing time: ozone is highest there. */
const AFTERNOON = [2, 3];
/** A day is of dust when dust was in the air for a third of it and PM10 was high. */
const DUST_SHARE = 1 / 3;
const DUST_PM10 = 150;
/**
 * How strong dust is by month, January first. The live network has some all year, so that there is always something to see; history
 * has its season, spring (after the shape that monitoring of the Tarim basin's rim is known for; figures ours).
 */
const DUST_SEASON = [0.1, 0.25, 0.9, 1.1, 1, 0.5, 0.35, 0.3, 0.3, 0.25, 0.15, 0.1];

/**
 * Days of a city in the world of a scenario, from the first Beijing day to the last, the same for the same scenario: winters with fine
 * dust in the north, dust storms in the south. Years differ by some percent.
 */
export function* pastAirDays(
  scenario: Scenario,
  city: PastCity,
  from: number,
  to: number,
): Generator<PastAirDay> {
  const seed = seedOf(`past/${city.code}`);
  const place: Place = { ...city, name: city.code, weight: 1, zone: zoneOf(scenario, city) };
  const seasons = DUST_SEASON.map((strength) => eventsOf(scenario, strength));
  for (let day = from; day <= to; day += DAY_MS) {
    const date = beijingDate(day);
    const events = seasons[Number(date.slice(5, 7)) - 1]!;
    const device = { seed, place, index: seed % 10, events };
    const year = 0.9 + 0.2 * chance(seed, 7_000 + Number(date.slice(0, 4)));
    const moments = Array.from({ length: MOMENTS }, (_, i) => day + ((i + 0.5) * 24 * HOUR_MS) / MOMENTS);
    const values = moments.map((at) => airAt(device, at).values);
    const mean = (code: string) => values.reduce((sum, one) => sum + one[code]!, 0) / MOMENTS;
    const PM10 = Math.round(mean('a34002') * year);
    const dusty = moments.filter((at) => dustAt(device, at) > 0).length;
    yield {
      date,
      SO2: Math.round(mean('a21026') * year),
      NO2: Math.round(mean('a21004') * year),
      CO: Math.round(mean('a21005') * year * 10) / 10,
      O3_8h: Math.round(AFTERNOON.reduce((sum, i) => sum + values[i]!.a05024!, 0) / AFTERNOON.length),
      PM10,
      'PM2.5': Math.round(mean('a34004') * year),
      dust: dusty >= DUST_SHARE * MOMENTS && PM10 > DUST_PM10,
    };
  }
}

function eventsOf(scenario: Scenario, dust: number): PreparedEvent[] {
  return scenario.events.map((event) =>
    prepareEvent(
      event.kind === 'dust' ? { ...event, peak: [event.peak[0] * dust, event.peak[1] * dust] } : event,
    ),
  );
}

/** The weather of the nearest place that the scenario knows. */
function zoneOf(scenario: Scenario, { lon, lat }: PastCity): Zone {
  const distance = (place: Place) =>
    ((place.lon - lon) * Math.cos((lat * Math.PI) / 180)) ** 2 + (place.lat - lat) ** 2;
  return scenario.places.reduce((a, b) => (distance(b) < distance(a) ? b : a)).zone;
}
