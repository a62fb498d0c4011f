-- Outfalls into rivers and lakes (入河入湖排污口): surveyed → monitored → traced → treated → closed.

create table sources.outfall (
  id int generated always as identity primary key,
  code text not null unique,
  name text not null,
  water text not null,
  lon float8 not null,
  lat float8 not null,
  unit_path text not null,
  kind text not null check (kind in ('industrial', 'municipal', 'storm', 'agricultural', 'other')),
  size text,
  owner_id int,
  found_on date not null,
  state text not null default 'surveyed' check (state in ('surveyed', 'monitored', 'traced', 'treated', 'closed')),
  task_id int,
  responsible text,
  treatment text check (treatment in ('ban', 'merge', 'regulate')),
  measure text,
  treatment_by text,
  deadline date,
  done_on date,
  -- Who planned and who reported it done, by id: the separation of duties is decided on it.
  planned_by text,
  treated_by text,
  simulated boolean not null default false,
  updated_at timestamptz not null
);
create index outfall_unit on sources.outfall (unit_path text_pattern_ops);

-- Every step, only ever added to.
create table sources.outfall_step (
  id int generated always as identity primary key,
  outfall_id int not null references sources.outfall (id),
  unit_path text not null,
  act text not null,
  from_state text,
  to_state text not null,
  reason text,
  detail jsonb not null default '{}',
  evidence text[] not null default '{}',
  by_name text not null,
  by_user text,
  at timestamptz not null
);
create index outfall_step_of on sources.outfall_step (outfall_id, id);

create table sources.outfall_result (
  step_id int not null references sources.outfall_step (id),
  outfall_id int not null references sources.outfall (id),
  unit_path text not null,
  sampled_on date not null,
  item text not null,
  value float8,
  below boolean not null,
  detection_limit float8,
  unit text not null,
  primary key (step_id, item),
  -- Below detection is a state of its own, never a zero.
  check ((below and value is null and detection_limit is not null) or (not below and value is not null))
);
create index outfall_result_of on sources.outfall_result (outfall_id, sampled_on desc);

-- Files that were brought as evidence: only these may be named in a step.
create table sources.evidence (
  sha256 text primary key,
  by_user text not null,
  at timestamptz not null
);

create function sources.only_added() returns trigger language plpgsql as $$
begin
  raise exception 'rows of %.% are only ever added', tg_table_schema, tg_table_name;
end
$$;
create trigger only_added before update or delete on sources.outfall_step for each row execute function sources.only_added();
create trigger only_added before update or delete on sources.outfall_result for each row execute function sources.only_added();

do $$
declare
  name text;
begin
  foreach name in array array['outfall', 'outfall_step', 'outfall_result'] loop
    execute format('alter table sources.%I enable row level security', name);
    execute format('create policy read_all on sources.%I for select using (true)', name);
    execute format('create policy competent_insert on sources.%I for insert with check (platform.may_write(unit_path))', name);
    execute format('create policy competent_update on sources.%I for update using (platform.may_write(unit_path)) with check (platform.may_write(unit_path))', name);
  end loop;
end
$$;
