-- Ecological status of administrative units, and surveys of living things in water.

-- What an evaluation was made of and what it gave, by revision: what was said before stays, with the rule that judged it.
create table ecology.status (
  unit_path text not null,
  year smallint not null,
  method text not null check (method in ('EI', 'EQI')),
  revision int not null,
  input jsonb not null,
  value float8 not null,
  grade text not null,
  grade_of_index text not null,
  indices jsonb not null,
  rule jsonb not null,
  steps jsonb not null,
  remarks jsonb not null,
  source text,
  simulated boolean not null default false,
  by_name text not null,
  by_user text,
  at timestamptz not null,
  primary key (unit_path, method, year, revision)
);

-- A site, a day, a group of living things; again by revision.
create table ecology.survey (
  id int generated always as identity primary key,
  point_id int not null,
  unit_path text not null,
  surveyed_on date not null,
  eco_group text not null check (eco_group in ('phytoplankton', 'zooplankton', 'benthos', 'fish')),
  revision int not null,
  unit text not null,
  taxa jsonb not null,
  indices jsonb not null,
  rule jsonb,
  steps jsonb not null,
  remarks jsonb not null,
  source text,
  simulated boolean not null default false,
  by_name text not null,
  by_user text,
  at timestamptz not null,
  unique (point_id, surveyed_on, eco_group, revision)
);

create function ecology.only_added() returns trigger language plpgsql as $$
begin
  raise exception 'rows of %.% are only ever added', tg_table_schema, tg_table_name;
end
$$;

do $$
declare
  name text;
begin
  foreach name in array array['status', 'survey'] loop
    execute format('create trigger only_added before update or delete on ecology.%I for each row execute function ecology.only_added()', name);
    execute format('alter table ecology.%I enable row level security', name);
    execute format('create policy read_all on ecology.%I for select using (true)', name);
    execute format('create policy competent_insert on ecology.%I for insert with check (platform.may_write(unit_path))', name);
  end loop;
end
$$;
