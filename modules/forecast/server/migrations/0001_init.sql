-- Imports of forecasts, by file or by machine; the bytes are in the platform's content-addressed files.
create table forecast.upload (
  id int generated always as identity primary key,
  sha256 text not null,
  name text not null,
  via text not null check (via in ('file', 'api')),
  uploaded_at timestamptz not null,
  uploaded_by text,
  uploaded_by_name text not null,
  sources text[] not null,
  first_issue date not null,
  last_issue date not null,
  rows int not null,
  created int not null,
  changed int not null,
  simulated boolean not null
);

-- A forecast of a city's day (城市 AQI 日预报) by a source on a day of issue. `baseline`: the platform's own statistical baseline.
create table forecast.forecast (
  source text not null,
  city_code text not null,
  issue_date date not null,
  target_date date not null,
  unit_path text not null,
  -- As one number: the value stated, else the middle of the range.
  aqi smallint check (aqi between 0 and 500),
  aqi_low smallint check (aqi_low between 0 and 500),
  aqi_high smallint check (aqi_high between 0 and 500),
  level smallint check (level between 1 and 6),
  primary_pollutants text[] not null,
  -- Of imports: concentrations as stated, µg/m³, CO mg/m³. Of the baseline: per pollutant all that the value came of.
  detail jsonb not null,
  -- Of the baseline: version of the model, and what its two parts alone would say.
  model text,
  climatology_aqi smallint,
  persistence_aqi smallint,
  -- Made after its day of issue, from days before it only (后报); of imports: brought in when the target day was over.
  hindcast boolean not null,
  simulated boolean not null,
  -- null: made by the platform.
  upload_id int references forecast.upload (id),
  file_row int,
  revision int not null default 0,
  made_at timestamptz not null,
  primary key (source, city_code, issue_date, target_date),
  check (target_date - issue_date between 0 and 7),
  check (aqi_low <= aqi_high)
);
create index forecast_target on forecast.forecast (target_date);
create index forecast_issue on forecast.forecast (source, issue_date);

-- What a forecast said before it was issued again.
create table forecast.forecast_revision (
  like forecast.forecast,
  replaced_at timestamptz not null,
  primary key (source, city_code, issue_date, target_date, revision)
);

do $$
declare
  name text;
begin
  foreach name in array array['forecast', 'forecast_revision'] loop
    execute format('alter table forecast.%I enable row level security', name);
    execute format('create policy read_all on forecast.%I for select using (true)', name);
    execute format('create policy competent_insert on forecast.%I for insert with check (platform.may_write(unit_path))', name);
    execute format('create policy competent_update on forecast.%I for update using (platform.may_write(unit_path)) with check (platform.may_write(unit_path))', name);
  end loop;
end
$$;
