-- Limits that hold for every outlet of a kind (and of an industry) in a unit: local standards (地方标准) and stricter rules
-- of a place. They share the numbers of the limits of points, so that a verdict's limit is one of both.
create table registry.local_limit (
  id int primary key default nextval(pg_get_serial_sequence('registry.point_limit', 'id')),
  unit_path text not null,
  kind text not null check (kind in ('outlet-gas', 'outlet-water')),
  -- Beginning of the industry code (GB/T 4754) of the owner; null: every industry.
  industry text,
  code text not null,
  basis text not null check (basis in ('hour', 'day')),
  measure text not null check (measure in ('converted', 'actual')),
  upper float8,
  lower float8,
  unit text,
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
create index local_limit_kind on registry.local_limit (kind, code);

create trigger keep_history after insert or update or delete on registry.local_limit
  for each row execute function registry.keep_history();

alter table registry.local_limit enable row level security;
create policy read_all on registry.local_limit for select using (true);
create policy competent_insert on registry.local_limit for insert with check (platform.may_write(unit_path));
create policy competent_update on registry.local_limit for update using (platform.may_write(unit_path)) with check (platform.may_write(unit_path));
