-- Official daily figures of cities (城市日评价值) as uploaded, beside those that the platform works out itself (city_aqi,
-- period 2). An uploaded figure stands before a computed one of the same day; neither is copied into the other.
create table evaluation.air_upload (
  id int generated always as identity primary key,
  -- Name of the file's bytes in the platform's content-addressed files.
  sha256 text not null,
  name text not null,
  uploaded_at timestamptz not null,
  uploaded_by text,
  uploaded_by_name text,
  -- Who decided which days are of dust: the national centre's list, or others.
  dust_basis text not null check (dust_basis in ('official', 'proposed')),
  first_day date not null,
  last_day date not null,
  rows int not null,
  created int not null,
  changed int not null,
  unchanged int not null,
  simulated boolean not null
);

-- µg/m³, CO mg/m³: 24-h means, ozone the day's highest 8-h mean; null: not measured or not valid.
create table evaluation.air_day (
  city_code text not null,
  day date not null,
  unit_path text not null,
  so2 float8,
  no2 float8,
  co float8,
  o3_8h float8,
  pm10 float8,
  pm25 float8,
  -- null: the file does not say.
  dust boolean,
  upload_id int not null references evaluation.air_upload (id),
  -- Row of the file, as the office program numbers it.
  file_row int not null,
  revision int not null default 0,
  recorded_at timestamptz not null,
  primary key (city_code, day)
);
create index air_day_upload on evaluation.air_day (upload_id);

create table evaluation.air_day_revision (
  like evaluation.air_day,
  replaced_at timestamptz not null,
  -- The upload that brought another figure.
  replaced_by int not null references evaluation.air_upload (id),
  primary key (city_code, day, revision)
);

-- A person's word on whether a day is of dust (沙尘日); it stands before that of a file.
create table evaluation.dust_mark (
  city_code text not null,
  day date not null,
  unit_path text not null,
  dust boolean not null,
  basis text not null check (basis in ('official', 'proposed')),
  reason text not null,
  marked_by text,
  marked_by_name text not null,
  marked_at timestamptz not null,
  revision int not null default 0,
  primary key (city_code, day)
);
create table evaluation.dust_mark_revision (
  like evaluation.dust_mark,
  replaced_at timestamptz not null,
  primary key (city_code, day, revision)
);

do $$
declare
  name text;
begin
  foreach name in array array['air_day', 'air_day_revision', 'dust_mark', 'dust_mark_revision'] loop
    execute format('alter table evaluation.%I enable row level security', name);
    execute format('create policy read_all on evaluation.%I for select using (true)', name);
    execute format('create policy competent_insert on evaluation.%I for insert with check (platform.may_write(unit_path))', name);
    execute format('create policy competent_update on evaluation.%I for update using (platform.may_write(unit_path)) with check (platform.may_write(unit_path))', name);
  end loop;
end
$$;
