-- Cases of ecological damage compensation (生态环境损害赔偿): where a clue comes from, and every step that was taken. A case's state
-- follows from its steps; nothing of them is ever changed.

create table damage.case_file (
  id            int generated always as identity primary key,
  number        text not null unique,
  unit_path     text not null,
  source        text not null check (source in ('penalty', 'accident', 'inspection', 'complaint', 'crime', 'other')),
  -- The penalty case (行政处罚案件) that it comes from: one record a case.
  penalty_id    int unique,
  penalty_number text,
  enterprise_id int,
  -- {kind, name, code}
  party         jsonb not null,
  title         text not null,
  facts         text not null,
  found_on      date not null,
  opened_by     text not null,
  -- Kept beside the steps for lists: they follow from them.
  state         text not null,
  amount        float8,
  paid          float8 not null,
  simulated     boolean not null,
  recorded_at   timestamptz not null
);
create index case_unit on damage.case_file (unit_path text_pattern_ops, id desc);
create index case_state on damage.case_file (state, id desc);
create index case_found on damage.case_file (found_on);
create index case_party on damage.case_file ((party->>'code'));

create table damage.case_step (
  case_id   int not null references damage.case_file (id),
  nth       int not null,
  unit_path text not null,
  act       jsonb not null,
  -- The estimate as the server computed it, with its table; null of other steps.
  estimate  jsonb,
  by_id     text not null,
  by_name   text not null,
  at        timestamptz not null,
  primary key (case_id, nth)
);

-- Reports, notices and agreements with their numbers, as they were made.
create table damage.document (
  case_id   int not null references damage.case_file (id),
  nth       int not null,
  unit_path text not null,
  kind      text not null check (kind in ('check-report', 'notice', 'agreement')),
  number    text not null unique,
  made_on   date not null,
  content   jsonb not null,
  primary key (case_id, nth)
);

-- Serial numbers without gaps: the row is locked until the document stands.
create table damage.counter (
  unit_path text not null,
  series    text not null,
  year      int not null,
  last      int not null,
  primary key (unit_path, series, year)
);

-- What is public of a case: nothing else of it can be told from elsewhere.
create table damage.publication (
  id        int generated always as identity primary key,
  case_id   int not null references damage.case_file (id),
  what      text not null check (what in ('start', 'agreement', 'restoration', 'effect')),
  unit_path text not null,
  content   jsonb not null,
  at        timestamptz not null,
  unique (case_id, what)
);

-- 简易评估限额 that a region set, with the document that sets it.
create table damage.simple_limit (
  unit_path text primary key,
  yuan      float8 not null check (yuan > 0),
  document  text not null,
  by_name   text not null,
  set_on    date not null
);

do $$
declare
  name text;
begin
  foreach name in array array['case_file', 'case_step', 'document', 'counter', 'publication', 'simple_limit'] loop
    execute format('alter table damage.%I enable row level security', name);
    execute format('create policy read_all on damage.%I for select using (true)', name);
    execute format('create policy competent_insert on damage.%I for insert with check (platform.may_write(unit_path))', name);
    if name in ('case_file', 'counter', 'simple_limit') then
      execute format('create policy competent_update on damage.%I for update using (platform.may_write(unit_path)) with check (platform.may_write(unit_path))', name);
    end if;
  end loop;
end
$$;
