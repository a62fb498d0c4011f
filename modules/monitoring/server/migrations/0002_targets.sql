-- What has to be monitored (应监测对象): parks, towns, sections, sources, rural sewage works, farms; the network is held against it.
create table monitoring.target (
  id int generated always as identity primary key,
  code text not null unique,
  name text not null,
  kind text not null check (kind in ('park', 'town', 'section', 'source', 'rural-sewage', 'livestock')),
  unit_path text not null,
  medium text not null,
  size float8 check (size >= 0),
  lon float8,
  lat float8,
  -- Sites by their codes: a site that the register does not know yet may be named.
  sites text[] not null default '{}',
  simulated boolean not null default false,
  -- Off the list (关停、撤并); a list that names it again puts it back.
  removed_at timestamptz,
  updated_at timestamptz not null
);
create index target_unit on monitoring.target (unit_path text_pattern_ops);

alter table monitoring.target enable row level security;
create policy read_all on monitoring.target for select using (true);
create policy competent_insert on monitoring.target for insert with check (platform.may_write(unit_path));
create policy competent_update on monitoring.target for update using (platform.may_write(unit_path)) with check (platform.may_write(unit_path));
create policy competent_delete on monitoring.target for delete using (platform.may_write(unit_path));
