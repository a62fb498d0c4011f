-- Tables of discretion (裁量基准): each is kept as it was put in; the latest that is in force on a day holds.
create table enforcement.discretion_table (
  id             int generated always as identity primary key,
  unit_path      text not null,
  violation      text,
  name           text not null,
  method         text not null check (method in ('weighted', 'matrix', 'interpolation')),
  -- {factors, table, rounding}
  content        jsonb not null,
  source         text not null,
  effective_from date not null,
  by_name        text not null,
  at             timestamptz not null,
  simulated      boolean not null
);
create index discretion_unit on enforcement.discretion_table (unit_path, violation, effective_from);
alter table enforcement.discretion_table enable row level security;
create policy read_all on enforcement.discretion_table for select using (true);
create policy competent_insert on enforcement.discretion_table for insert with check (platform.may_write(unit_path));

-- What is on somebody's desk: cases that are not closed.
create index case_open on enforcement.case_file (unit_path text_pattern_ops, id) where state <> 'closed';
