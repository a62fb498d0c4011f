-- Four-way comparison of parameters (参数四方比对): what instrument and logger told, what the platform has, what was filed.

-- Local versions of the tables of packages/standards; the originals stay where they are.
create table operation.rule_table (
  id int generated always as identity primary key,
  key text not null,
  effective_from date not null,
  rows jsonb not null,
  source text not null,
  reason text not null,
  by_name text not null,
  by_user text,
  at timestamptz not null
);
create index rule_table_key on operation.rule_table (key, effective_from desc);

create table operation.reading_run (
  id int generated always as identity primary key,
  unit_path text not null,
  enterprise_id int,
  by_name text not null,
  by_user text,
  point_ids int[] not null,
  at timestamptz not null,
  ended_at timestamptz,
  devices int not null default 0,
  devices_done int not null default 0,
  asked int not null default 0,
  read int not null default 0,
  failed int not null default 0
);

-- What a site told, each with the command that asked and the frame that answered.
create table operation.parameter_reading (
  id bigint generated always as identity primary key,
  run_id int references operation.reading_run (id),
  point_id int not null,
  mn text not null,
  item text not null,
  parameter text not null,
  place text not null check (place in ('device', 'logger')),
  info_id text not null,
  value float8,
  text text not null,
  command_id uuid not null,
  lsn bigint,
  at timestamptz not null
);
create index parameter_reading_point on operation.parameter_reading (point_id, item, parameter, at desc);

-- Platform and filing, as people entered them. Only added to: what held before stays.
create table operation.parameter_value (
  id int generated always as identity primary key,
  point_id int not null,
  unit_path text not null,
  enterprise_id int,
  item text not null,
  parameter text not null,
  place text not null check (place in ('platform', 'filing')),
  value float8 not null,
  valid_from date not null,
  document text not null,
  simulated boolean not null default false,
  by_name text not null,
  by_user text,
  at timestamptz not null
);
create index parameter_value_point on operation.parameter_value (point_id, item, parameter, place, valid_from desc, id desc);

-- The last reading of each, so that a region's table needs no history.
create table operation.parameter_latest (
  point_id int not null,
  item text not null,
  parameter text not null,
  place text not null,
  reading_id bigint not null references operation.parameter_reading (id),
  value float8,
  text text not null,
  lsn bigint,
  at timestamptz not null,
  primary key (point_id, item, parameter, place)
);

-- A reading that told another figure than the one before it.
create table operation.parameter_change (
  id int generated always as identity primary key,
  point_id int not null,
  item text not null,
  parameter text not null,
  place text not null,
  before float8,
  after float8,
  reading_id bigint not null references operation.parameter_reading (id),
  lsn bigint,
  at timestamptz not null
);
create index parameter_change_point on operation.parameter_change (point_id, at desc);

create function operation.only_added() returns trigger language plpgsql as $$
begin
  raise exception 'rows of %.% are only ever added', tg_table_schema, tg_table_name;
end
$$;

-- People of an enterprise write about their own outlets, the competent chain about those of its units.
create function operation.may_write(unit_path text, enterprise_id int) returns boolean language sql stable as $$
  select platform.may_write(unit_path)
    or enterprise_id::text = any (string_to_array(coalesce(current_setting('tarim.enterprises', true), ''), '|'))
$$;

do $$
declare
  name text;
begin
  foreach name in array array['rule_table', 'parameter_reading', 'parameter_value', 'parameter_change'] loop
    execute format('create trigger only_added before update or delete on operation.%I for each row execute function operation.only_added()', name);
  end loop;
  foreach name in array array['parameter_value', 'reading_run'] loop
    execute format('alter table operation.%I enable row level security', name);
    execute format('create policy read_all on operation.%I for select using (true)', name);
    execute format('create policy competent_insert on operation.%I for insert with check (operation.may_write(unit_path, enterprise_id))', name);
    execute format('create policy competent_update on operation.%I for update using (operation.may_write(unit_path, enterprise_id)) with check (operation.may_write(unit_path, enterprise_id))', name);
  end loop;
end
$$;
