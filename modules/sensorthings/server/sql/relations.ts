import { allFactors } from '@tarim/standards';
import { type RawBuilder, sql } from 'kysely';
import { factorId, GRAINS } from '../domain/ids.ts';
import type { EntityType } from '../domain/model.ts';
import type { Reader } from '../use-cases/reader.ts';

const FACTORS = allFactors().filter((one) => factorId(one.code) !== null);
const GRAIN_ZH = { realtime: '实时', minute: '分钟', hour: '小时', day: '日' } as const;
const MEASUREMENT = 'http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement';

/** Id, code and names of the factors of packages/standards. */
const factors = sql`unnest(${FACTORS.map((one) => factorId(one.code)!)}::bigint[], ${FACTORS.map((one) => one.code)}::text[],
  ${FACTORS.map((one) => one.nameZh)}::text[], ${FACTORS.map((one) => one.nameEn)}::text[],
  ${FACTORS.map((one) => one.symbol)}::text[]) f(id, code, name, name_en, symbol)`;

/** Units as UCUM writes them (https://ucum.org); others are told by their symbol only. */
const UNITS = [
  ['mg/m³', 'mg/m3'],
  ['μg/m³', 'ug/m3'],
  ['ug/m3', 'ug/m3'],
  ['mg/m3', 'mg/m3'],
  ['mg/L', 'mg/L'],
  ['μg/L', 'ug/L'],
  ['℃', 'Cel'],
  ['%', '%'],
  ['m/s', 'm/s'],
  ['kPa', 'kPa'],
  ['hPa', 'hPa'],
  ['m³/s', 'm3/s'],
  ['m³/h', 'm3/h'],
  ['L/s', 'L/s'],
  ['无量纲', '[pH]'],
] as const;
const units = sql`unnest(${UNITS.map(([symbol]) => symbol)}::text[], ${UNITS.map(([, code]) => code)}::text[]) u(symbol, ucum)`;

const geometry = sql`case when p.lon is not null then jsonb_build_object('type', 'Point', 'coordinates', jsonb_build_array(p.lon, p.lat)) end`;
const geojson = sql`'application/geo+json'::text as encoding`;

/** Only what the reader sees, so that nothing else can appear in lists, counts, filters or by id. */
export function relationOf(
  type: Exclude<EntityType, 'Observation'>,
  reader: Reader,
  /** Of Datastreams: only those of this point, so that one is not searched among all. */
  pointId: number | null = null,
): RawBuilder<unknown> {
  return sql`(${derived(type, reader, pointId)} union all ${foreign(type, reader)})`;
}

/** What clients wrote, in the columns of the derived relation of the type. */
function foreign(type: Exclude<EntityType, 'Observation'>, reader: Reader): RawBuilder<unknown> {
  const mine = reader.foreign;
  switch (type) {
    case 'Thing':
      return sql`select x.id, x.name, x.description, x.properties from sensorthings.thing x where ${mine}`;
    case 'Location':
      return sql`select x.id, x.thing_id, x.name, x.description, x.encoding, x.geometry, x.lon, x.lat from sensorthings.location x where ${mine}`;
    case 'FeatureOfInterest':
      return sql`select x.id, x.name, x.description, x.encoding, x.geometry, x.lon, x.lat from sensorthings.feature x where ${mine}`;
    case 'HistoricalLocation':
      return sql`select x.id, x.thing_id, x.time from sensorthings.historical_location x where ${mine}`;
    case 'Sensor':
      return sql`select x.id, x.name, x.description, x.encoding, x.metadata from sensorthings.sensor x where ${mine}`;
    case 'ObservedProperty':
      return sql`select x.id, x.name, x.description, x.definition, x.properties from sensorthings.observed_property x where ${mine}`;
    case 'Datastream':
      return sql`select x.id, x.thing_id, x.sensor_id, x.property_id, x.name, x.description, x.observation_type, x.unit, x.properties,
        false as placed from sensorthings.datastream x where ${mine}`;
  }
}

/** A Thing needs a name: where none was granted its number stands for it. */
const nameOf = ({ told }: Reader) => sql`coalesce(${told('name')}, p.point_id::text)`;

function derived(
  type: Exclude<EntityType, 'Observation'>,
  reader: Reader,
  pointId: number | null,
): RawBuilder<unknown> {
  const points = sql`registry.place p where ${reader.point}`;
  const { told } = reader;
  const name = nameOf(reader);
  const description = sql`concat_ws(' ', ${told('kind')}, ${told('code')})`;
  switch (type) {
    case 'Thing':
      return sql`(select p.point_id::bigint as id, ${name} as name, ${description} as description,
        jsonb_build_object('code', ${told('code')}, 'kind', ${told('kind')}, 'unitPath', ${told('unit_path')},
          'simulated', ${told('simulated')}, 'active', ${told('active')}) as properties
        from ${points})`;
    case 'Location':
      return sql`(select p.point_id::bigint as id, p.point_id::bigint as thing_id, ${name} as name, ${description} as description,
        ${geojson}, ${geometry} as geometry, p.lon, p.lat from ${points} and p.lon is not null)`;
    case 'FeatureOfInterest':
      return sql`(select p.point_id::bigint as id, ${name} as name, ${description} as description, ${geojson}, ${geometry} as geometry,
        p.lon, p.lat from ${points} and p.lon is not null)`;
    case 'HistoricalLocation':
      return sql`(select p.point_id::bigint as id, p.point_id::bigint as thing_id, s.opened_on::timestamp at time zone 'Asia/Shanghai' as time
        from registry.siting s join registry.place p using (point_id) where ${reader.point})`;
    case 'Sensor':
      return sql`(select p.point_id::bigint as id, ${name} || ' 在线监测' as name, 'HJ 212' as description, 'text/plain'::text as encoding,
        'HJ 212'::text as metadata from ${points} and exists (select 1 from registry.measurement m where m.point_id = p.point_id and ${reader.factor}))`;
    case 'ObservedProperty':
      return sql`(select f.id, f.name, coalesce(f.name_en, f.name) as description, 'urn:hj212:' || f.code as definition,
        jsonb_build_object('code', f.code, 'symbol', f.symbol) as properties from ${factors}
        where exists (select 1 from registry.measurement m join registry.place p using (point_id)
          where m.code = f.code and ${reader.point} and ${reader.factor}))`;
    case 'Datastream':
      return streams(reader, pointId);
  }
}

/** Point × period × factor: hours and days of every registered factor, finer ones where the point sends them. */
function streams(reader: Reader, pointId: number | null): RawBuilder<unknown> {
  return sql`(select p.point_id::bigint * 100000000 + g.n * 10000000 + f.id as id, p.point_id::bigint as thing_id, p.point_id::bigint as sensor_id,
      f.id as property_id, ${nameOf(reader)} || ' ' || f.name || ' ' || g.zh as name, coalesce(f.name_en, f.name) || ', ' || g.grain as description,
      ${MEASUREMENT}::text as observation_type, jsonb_build_object('name', coalesce(m.unit, ''), 'symbol', coalesce(m.unit, ''),
        'definition', coalesce('ucum:' || u.ucum, '')) as unit,
      jsonb_build_object('code', m.code, 'period', g.grain, 'simulated', ${reader.told('simulated')}) as properties, p.lon is not null as placed
    from registry.place p join registry.measurement m using (point_id) join ${factors} on f.code = m.code left join ${units} on u.symbol = m.unit
    cross join unnest(${[...GRAINS]}::text[], ${GRAINS.map((one) => GRAIN_ZH[one])}::text[], ${GRAINS.map((_, i) => i + 1)}::bigint[]) g(grain, zh, n)
    where ${reader.point} and ${reader.factor} and ${pointId === null ? sql`true` : sql`p.point_id = ${pointId}::int`}
      and (g.n > 2 or exists (select 1 from telemetry.reported t where t.point_id = p.point_id and t.kind = g.n)))`;
}
