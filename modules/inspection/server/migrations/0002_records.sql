-- Records made on the spot (现场检查笔录、调查询问笔录): as they were sealed on the device, only ever added to.
create table inspection.record (
  id           int generated always as identity primary key,
  visit_id     int not null references inspection.visit (id),
  nth          int not null,
  unit_path    text not null,
  form         text not null check (form in ('site', 'inquiry')),
  -- The sealed act of the device: the same one is never taken twice.
  act_id       text not null unique,
  filled       jsonb not null,
  -- [{sha256, name, takenAt, place, accuracy, bearing}]
  evidence     jsonb not null,
  made_at      timestamptz not null,
  by_user      text not null,
  by_name      text not null,
  simulated    boolean not null,
  unique (visit_id, nth)
);
alter table inspection.record enable row level security;
create policy read_all on inspection.record for select using (true);
create policy competent_insert on inspection.record for insert with check (platform.may_write(unit_path));

-- Whose visits are still to be made: what a phone takes along.
create index visit_planned on inspection.visit (unit_path text_pattern_ops, id) where state = 'planned';
