-- Cases of administrative penalty (行政处罚案件): what they are about, and every step that was taken. A case's state follows from its
-- steps; nothing of them is ever changed.

create table enforcement.case_file (
  id            int generated always as identity primary key,
  number        text not null unique,
  unit_path     text not null,
  enterprise_id int,
  -- The lead (案件线索) that it came from: one case a lead.
  lead_id       int unique,
  -- {kind, name, code, address}
  party         jsonb not null,
  violation     text not null,
  cause         text not null,
  facts         text not null,
  act_start     date not null,
  act_end       date not null,
  harm          boolean not null,
  -- {min, max, source} of the law at the time of the act; null where none is known.
  fine_range    jsonb,
  -- [{name, certificate}]
  handlers      jsonb not null,
  filed_on      date not null,
  filed_by      jsonb not null,
  -- Kept beside the steps for lists: they follow from them.
  state         text not null,
  fine          float8,
  simulated     boolean not null,
  recorded_at   timestamptz not null,
  check (act_start <= act_end and act_end <= filed_on)
);
create index case_unit on enforcement.case_file (unit_path text_pattern_ops, id desc);
create index case_state on enforcement.case_file (state, id desc);

create table enforcement.case_step (
  case_id   int not null references enforcement.case_file (id),
  nth       int not null,
  unit_path text not null,
  act       jsonb not null,
  by_id     text not null,
  by_name   text not null,
  at        timestamptz not null,
  primary key (case_id, nth)
);

-- Files that somebody brought; only he may name them as evidence.
create table enforcement.file (
  sha256  text not null,
  by_user text not null,
  name    text not null,
  at      timestamptz not null,
  primary key (sha256, by_user)
);

-- Notices and decisions with their numbers, as they were made.
create table enforcement.document (
  case_id   int not null references enforcement.case_file (id),
  nth       int not null,
  unit_path text not null,
  kind      text not null check (kind in ('notice', 'decision')),
  number    text not null unique,
  made_on   date not null,
  content   jsonb not null,
  primary key (case_id, nth)
);

-- Serial numbers without gaps: the row is locked until the document stands.
create table enforcement.counter (
  unit_path text not null,
  series    text not null,
  year      int not null,
  last      int not null,
  primary key (unit_path, series, year)
);

-- What is public of a decision: nothing of it can be told from elsewhere.
create table enforcement.publication (
  id        int generated always as identity primary key,
  case_id   int not null unique references enforcement.case_file (id),
  unit_path text not null,
  content   jsonb not null,
  at        timestamptz not null
);

do $$
declare
  name text;
begin
  foreach name in array array['case_file', 'case_step', 'document', 'counter', 'publication'] loop
    execute format('alter table enforcement.%I enable row level security', name);
    execute format('create policy read_all on enforcement.%I for select using (true)', name);
    execute format('create policy competent_insert on enforcement.%I for insert with check (platform.may_write(unit_path))', name);
    if name in ('case_file', 'counter') then
      execute format('create policy competent_update on enforcement.%I for update using (platform.may_write(unit_path)) with check (platform.may_write(unit_path))', name);
    end if;
  end loop;
end
$$;
