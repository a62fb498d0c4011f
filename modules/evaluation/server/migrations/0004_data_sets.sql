-- Data sets are paged by an id of one column: hours since 1970 and the point, so that ids go by time. Immutable expressions, because
-- a column would stand in the tables of revisions too.
create function evaluation.hour_of(at timestamptz) returns int8 language sql immutable parallel safe
  as $$ select extract(epoch from at at time zone 'UTC')::int8 / 3600 $$;
create index aqi_hour_id on evaluation.aqi ((evaluation.hour_of(time) * 2147483648 + point_id)) where period = 1;
create index aqi_day_id on evaluation.aqi ((evaluation.hour_of(time) * 2147483648 + point_id)) where period = 2;
create index city_aqi_hour_id on evaluation.city_aqi ((city_code || '-' || evaluation.hour_of(time)::text)) where period = 1;
create index city_aqi_day_id on evaluation.city_aqi ((city_code || '-' || evaluation.hour_of(time)::text)) where period = 2;
create index exceedance_id on evaluation.verdict ((point_id::text || '-' || code || '-' || period::text || '-' || evaluation.hour_of(time)::text))
  where verdict = 'exceeds';
-- When anything was judged last, without counting.
create index aqi_computed on evaluation.aqi (computed_at);
create index city_aqi_computed on evaluation.city_aqi (computed_at);
create index verdict_computed on evaluation.verdict (computed_at);

-- What other modules' data sets may join.
create view evaluation.station_hour as
  select point_id, time, standard, aqi, level, primary_pollutants, result, computed_at from evaluation.aqi where period = 1;
create view evaluation.city_hour as
  select city_code, time, standard, aqi, level, primary_pollutants, result, computed_at from evaluation.city_aqi where period = 1;
create view evaluation.exceedance as
  select point_id, code, period, time, measure, value, unit, upper_limit, lower_limit, exceed_multiple, standard, computed_at
  from evaluation.verdict where verdict = 'exceeds';
-- A corrected figure changes these too, also when it no longer exceeds.
create view evaluation.judged as
  select (select max(computed_at) from evaluation.aqi) as stations, (select max(computed_at) from evaluation.city_aqi) as cities,
    (select max(computed_at) from evaluation.verdict) as verdicts;
