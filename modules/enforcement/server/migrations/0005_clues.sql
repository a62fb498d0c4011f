-- Clues (线索): what may become a case. Several reports of one object within a month are one clue; what was told and what was done
-- about it is only added to.
create table enforcement.clue (
  id            int generated always as identity primary key,
  unit_path     text not null,
  enterprise_id int,
  object        text not null,
  -- By which reports find each other: the enterprise, or the name.
  object_key    text not null,
  state         text not null check (state in ('open', 'inspecting', 'filed', 'not-filed', 'transferred')),
  received_on   date not null,
  last_on       date not null,
  extended      boolean not null default false,
  case_id       int references enforcement.case_file (id),
  simulated     boolean not null
);
create index clue_object on enforcement.clue (object_key, unit_path, id desc);
create index clue_waiting on enforcement.clue (id) where state in ('open', 'inspecting');
create index clue_case on enforcement.clue (case_id) where case_id is not null;

create table enforcement.clue_report (
  id        int generated always as identity primary key,
  clue_id   int not null references enforcement.clue (id),
  unit_path text not null,
  source    text not null,
  -- {kind: 'lead' | 'visit', id}
  ref       jsonb,
  task_id   int,
  told_on   date not null,
  suspected text not null,
  facts     text not null,
  by_name   text not null,
  at        timestamptz not null
);
create index clue_report_clue on enforcement.clue_report (clue_id);
-- A lead and a visit are told once.
create unique index clue_report_ref on enforcement.clue_report ((ref->>'kind'), ((ref->>'id')::int)) where ref is not null;

create table enforcement.clue_step (
  clue_id   int not null references enforcement.clue (id),
  nth       int not null,
  unit_path text not null,
  act       text not null,
  ref       int,
  text      text not null,
  by_id     text,
  by_name   text not null,
  at        timestamptz not null,
  primary key (clue_id, nth)
);

do $$
declare
  name text;
begin
  foreach name in array array['clue', 'clue_report', 'clue_step'] loop
    execute format('alter table enforcement.%I enable row level security', name);
    execute format('create policy read_all on enforcement.%I for select using (true)', name);
    execute format('create policy competent_insert on enforcement.%I for insert with check (platform.may_write(unit_path))', name);
    if name = 'clue' then
      execute format('create policy competent_update on enforcement.%I for update using (platform.may_write(unit_path)) with check (platform.may_write(unit_path))', name);
    end if;
  end loop;
end
$$;
