-- Diffuse agricultural sources (农业面源) by catchment.

create table sources.catchment (
  id int generated always as identity primary key,
  name text not null unique,
  basin text not null,
  area_km2 float8 not null check (area_km2 > 0),
  unit_path text not null,
  simulated boolean not null default false
);

-- A year's figures, by revision: what was said before stays.
create table sources.activity (
  catchment_id int not null references sources.catchment (id),
  year smallint not null,
  revision int not null,
  unit_path text not null,
  data jsonb not null,
  source text,
  by_name text not null,
  by_user text,
  at timestamptz not null,
  primary key (catchment_id, year, revision)
);
create trigger only_added before update or delete on sources.activity for each row execute function sources.only_added();

-- Coefficients of a unit and what lies below it, in place of the national ones.
create table sources.coefficient (
  id int generated always as identity primary key,
  unit_path text not null,
  kind text not null check (kind in ('crop', 'fertiliser', 'livestock', 'loss')),
  name text not null,
  item text not null check (item in ('COD', 'TN', 'TP', 'NH3-N')),
  value float8 not null check (value >= 0),
  source text not null,
  effective_from date not null,
  effective_to date,
  by_name text not null,
  at timestamptz not null,
  check (effective_to is null or effective_to >= effective_from)
);

do $$
declare
  name text;
begin
  foreach name in array array['catchment', 'activity', 'coefficient'] loop
    execute format('alter table sources.%I enable row level security', name);
    execute format('create policy read_all on sources.%I for select using (true)', name);
    execute format('create policy competent_insert on sources.%I for insert with check (platform.may_write(unit_path))', name);
    execute format('create policy competent_update on sources.%I for update using (platform.may_write(unit_path)) with check (platform.may_write(unit_path))', name);
  end loop;
end
$$;
