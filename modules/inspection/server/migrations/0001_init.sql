-- Random selection and visits (双随机、一公开): who may be visited, by whom, what was drawn, what came of it.

-- Enterprises that may be drawn. The registry says that they are; what stands here is about inspecting them.
create table inspection.object (
  enterprise_id int primary key,
  uscc          text not null,
  name          text not null,
  unit_path     text not null,
  stratum       text not null check (stratum in ('key', 'special', 'ordinary')),
  factors       jsonb not null,
  hold          text check (hold in ('relocated', 'stopped', 'positive-list')),
  speciality    text,
  simulated     boolean not null,
  changed_by    text not null,
  changed_at    timestamptz not null
);
create index object_unit on inspection.object (unit_path text_pattern_ops, enterprise_id);

create table inspection.inspector (
  id           int generated always as identity primary key,
  name         text not null,
  certificate  text not null unique,
  certified_to date not null,
  unit_path    text not null,
  specialities text[] not null,
  -- Enterprises to keep away from.
  recusals     int[] not null,
  active       boolean not null,
  simulated    boolean not null,
  changed_by   text not null,
  changed_at   timestamptz not null
);
create index inspector_unit on inspection.inspector (unit_path text_pattern_ops);

create table inspection.scheme (
  id             int generated always as identity primary key,
  unit_path      text not null,
  version        int not null,
  quotas         jsonb not null,
  weights        jsonb not null,
  team_size      int not null check (team_size >= 2),
  visit_cap      int check (visit_cap > 0),
  reason         text not null,
  by_name        text not null,
  effective_from timestamptz not null,
  effective_to   timestamptz,
  unique (unit_path, version)
);
create unique index scheme_present on inspection.scheme (unit_path) where effective_to is null;

create table inspection.draw (
  id             int generated always as identity primary key,
  number         text not null unique,
  unit_path      text not null,
  unit_name      text not null,
  scheme_version int not null,
  state          text not null check (state in ('committed', 'drawn', 'void')),
  drawn_on       date not null,
  algorithm      text not null,
  -- Until the draw only sealed.
  seed_sealed    text not null,
  seed           text,
  commitment     text not null,
  -- Everything that the draw takes but the seed, as it is published.
  input          jsonb not null,
  -- Names and numbers of what stands in the input by credit code or certificate.
  names          jsonb not null,
  result         jsonb,
  hash           text,
  pool           int not null,
  officers       int not null,
  simulated      boolean not null,
  committed_by   text not null,
  committed_at   timestamptz not null,
  drawn_by       text,
  drawn_at       timestamptz,
  void_reason    text,
  check ((state = 'drawn') = (seed is not null and result is not null))
);
create index draw_unit on inspection.draw (unit_path text_pattern_ops, id desc);

create table inspection.visit (
  id            int generated always as identity primary key,
  draw_id       int references inspection.draw (id),
  nth           int,
  enterprise_id int not null,
  enterprise    text not null,
  uscc          text not null,
  unit_path     text not null,
  stratum       text,
  -- [{name, certificate}] as they were then.
  team          jsonb not null,
  state         text not null check (state in ('planned', 'done')),
  -- Null: it counts to the cap.
  exemption     text,
  why           text,
  planned_at    timestamptz not null,
  visited_on    date,
  result        text,
  note          text,
  recorded_by   text,
  recorded_at   timestamptz,
  simulated     boolean not null,
  unique (draw_id, nth),
  check ((state = 'done') = (result is not null and visited_on is not null)),
  check (draw_id is not null or why is not null)
);
create index visit_enterprise on inspection.visit (enterprise_id, planned_at);
create index visit_unit on inspection.visit (unit_path text_pattern_ops, id desc);

do $$
declare
  name text;
begin
  foreach name in array array['object', 'inspector', 'scheme', 'draw', 'visit'] loop
    execute format('alter table inspection.%I enable row level security', name);
    execute format('create policy read_all on inspection.%I for select using (true)', name);
    execute format('create policy competent_insert on inspection.%I for insert with check (platform.may_write(unit_path))', name);
    execute format('create policy competent_update on inspection.%I for update using (platform.may_write(unit_path)) with check (platform.may_write(unit_path))', name);
    execute format('create policy competent_delete on inspection.%I for delete using (platform.may_write(unit_path))', name);
  end loop;
end
$$;
