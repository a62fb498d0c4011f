-- Imports of components, by file or by machine; the bytes are in the platform's content-addressed files.
create table composition.upload (
  id int generated always as identity primary key,
  sha256 text not null,
  name text not null,
  via text not null check (via in ('file', 'api')),
  -- What the figures of the file are, as who brought it declared; stored are volume fractions.
  unit text not null check (unit in ('ppbv', 'µg/m³')),
  temperature smallint check (temperature in (20, 25)),
  uploaded_at timestamptz not null,
  uploaded_by text,
  uploaded_by_name text not null,
  stations text[] not null,
  first_hour timestamptz not null,
  last_hour timestamptz not null,
  rows int not null,
  created int not null,
  changed int not null,
  simulated boolean not null
);

-- Species of the slots of an hour's arrays, by their keys in the list of @tarim/standards.
create table composition.layout (
  id int generated always as identity primary key,
  species text[] not null unique
);

-- Components of a station's hour (组分小时数据).
create table composition.hour (
  point_id int not null,
  -- Start of the hour.
  time timestamptz not null,
  unit_path text not null,
  layout_id int not null references composition.layout (id),
  -- ppbv by the layout's slots; of a species below detection its limit, null where that is not told; null else: no figure.
  values float8[] not null,
  -- Which slots lie below detection; null: none of them.
  below boolean[],
  simulated boolean not null,
  -- The import that said it last.
  upload_id int not null references composition.upload (id),
  file_row int,
  revision int not null default 0,
  made_at timestamptz not null,
  primary key (point_id, time),
  check (extract(epoch from time)::bigint % 3600 = 0)
);

-- What an hour said before something else was brought in.
create table composition.hour_revision (
  like composition.hour,
  replaced_at timestamptz not null,
  primary key (point_id, time, revision)
);

do $$
declare
  name text;
begin
  foreach name in array array['hour', 'hour_revision'] loop
    execute format('alter table composition.%I enable row level security', name);
    execute format('create policy read_all on composition.%I for select using (true)', name);
    execute format('create policy competent_insert on composition.%I for insert with check (platform.may_write(unit_path))', name);
    execute format('create policy competent_update on composition.%I for update using (platform.may_write(unit_path)) with check (platform.may_write(unit_path))', name);
  end loop;
end
$$;
