-- The registry: what is monitored, by which device, against which limit.

create table registry.enterprise (
  id int generated always as identity primary key,
  uscc text not null unique,
  name text not null,
  short_name text,
  industry text,
  industry_name text,
  unit_path text not null,
  address text,
  lon float8,
  lat float8,
  contact text,
  category text,
  simulated boolean not null default false,
  active boolean not null default true,
  updated_at timestamptz not null default now()
);
create index enterprise_unit on registry.enterprise (unit_path text_pattern_ops);

create table registry.point (
  id int generated always as identity primary key,
  code text not null unique,
  name text not null,
  kind text not null,
  unit_path text not null,
  enterprise_id int references registry.enterprise (id),
  lon float8,
  lat float8,
  control_level text,
  public boolean not null default false,
  attributes jsonb not null default '{}',
  simulated boolean not null default false,
  active boolean not null default true,
  updated_at timestamptz not null default now()
);
create index point_unit on registry.point (unit_path text_pattern_ops);
create index point_enterprise on registry.point (enterprise_id);

-- Unit of everything below a point is the point's.
create table registry.device (
  id int generated always as identity primary key,
  mn text not null unique,
  point_id int not null references registry.point (id),
  unit_path text not null,
  edition text not null check (edition in ('2005', '2017', '2025')),
  transport text not null default 'tcp',
  -- Sealed: readable only with the key that lies outside the database.
  password text,
  sm4_key text,
  rtd_interval int,
  minute_interval int,
  maker text,
  model text,
  active boolean not null default true,
  updated_at timestamptz not null default now()
);
create index device_point on registry.device (point_id);

create table registry.instrument (
  id int generated always as identity primary key,
  point_id int not null references registry.point (id),
  unit_path text not null,
  name text not null,
  codes text[] not null default '{}',
  maker text,
  model text,
  serial text,
  method text,
  range_low float8,
  range_high float8,
  installed_on date,
  active boolean not null default true,
  updated_at timestamptz not null default now()
);
create index instrument_point on registry.instrument (point_id);

create table registry.point_parameter (
  point_id int not null references registry.point (id),
  unit_path text not null,
  code text not null,
  unit text,
  decimals int,
  range_low float8,
  range_high float8,
  sort int not null default 0,
  public boolean not null default true,
  primary key (point_id, code)
);

create table registry.point_limit (
  id int generated always as identity primary key,
  point_id int not null references registry.point (id),
  unit_path text not null,
  code text not null,
  basis text not null check (basis in ('hour', 'day')),
  measure text not null check (measure in ('converted', 'actual')),
  upper float8,
  lower float8,
  reference_o2 float8,
  standard text not null,
  clause text,
  effective_from date not null,
  effective_to date,
  confidence text,
  source text,
  updated_at timestamptz not null default now(),
  check (effective_to is null or effective_to >= effective_from),
  check (upper is not null or lower is not null)
);
create index point_limit_point on registry.point_limit (point_id, code);

create table registry.history (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  actor_id text,
  actor_name text,
  table_name text not null,
  row_id text not null,
  point_id int,
  enterprise_id int,
  operation text not null,
  before jsonb,
  after jsonb
);
create index history_point on registry.history (point_id, id desc);
create index history_enterprise on registry.history (enterprise_id, id desc);

-- Every change of every table leaves a trace, whoever made it and by which way; secrets are masked.
create function registry.keep_history() returns trigger language plpgsql security definer set search_path = registry, pg_temp as $$
declare
  old_row jsonb := case when tg_op = 'INSERT' then null else to_jsonb(old) end;
  new_row jsonb := case when tg_op = 'DELETE' then null else to_jsonb(new) end;
  any_row jsonb := coalesce(new_row, old_row);
begin
  if tg_op = 'UPDATE' and old_row - 'updated_at' = new_row - 'updated_at' then
    return null;
  end if;
  if old_row ? 'password' then
    old_row := old_row || jsonb_build_object('password', case when old_row ->> 'password' is null then null else '***' end,
      'sm4_key', case when old_row ->> 'sm4_key' is null then null else '***' end);
  end if;
  if new_row ? 'password' then
    new_row := new_row || jsonb_build_object('password', case when new_row ->> 'password' is null then null else '***' end,
      'sm4_key', case when new_row ->> 'sm4_key' is null then null else '***' end);
  end if;
  insert into registry.history (actor_id, actor_name, table_name, row_id, point_id, enterprise_id, operation, before, after)
  values (
    nullif(current_setting('tarim.user', true), ''), nullif(current_setting('tarim.user_name', true), ''), tg_table_name,
    coalesce(any_row ->> 'id', (any_row ->> 'point_id') || '/' || (any_row ->> 'code')),
    case when tg_table_name = 'point' then (any_row ->> 'id')::int else (any_row ->> 'point_id')::int end,
    case when tg_table_name = 'enterprise' then (any_row ->> 'id')::int else (any_row ->> 'enterprise_id')::int end,
    lower(tg_op), old_row, new_row
  );
  return null;
end
$$;

do $$
declare
  name text;
begin
  foreach name in array array['enterprise', 'point', 'device', 'instrument', 'point_parameter', 'point_limit'] loop
    execute format('create trigger keep_history after insert or update or delete on registry.%I for each row execute function registry.keep_history()', name);
    -- Everybody who is signed in reads (policy says who that is); only the competent chain writes.
    execute format('alter table registry.%I enable row level security', name);
    execute format('create policy read_all on registry.%I for select using (true)', name);
    execute format('create policy competent_insert on registry.%I for insert with check (platform.may_write(unit_path))', name);
    execute format('create policy competent_update on registry.%I for update using (platform.may_write(unit_path)) with check (platform.may_write(unit_path))', name);
    execute format('create policy competent_delete on registry.%I for delete using (platform.may_write(unit_path))', name);
  end loop;
end
$$;
