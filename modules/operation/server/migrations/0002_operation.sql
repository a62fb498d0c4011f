-- Operators, plans, records, checks, faults and spare parts (运维单位、计划、记录、校准比对、故障、备件).

create table operation.operator (
  id int generated always as identity primary key,
  unit_path text not null,
  enterprise_id int,
  name text not null,
  uscc text,
  contact text,
  phone text,
  staff jsonb not null default '[]',
  simulated boolean not null default false,
  by_name text not null,
  at timestamptz not null,
  unique (unit_path, name)
);

-- Which outlets an operator keeps, and how long.
create table operation.contract (
  id int generated always as identity primary key,
  operator_id int not null references operation.operator (id),
  point_id int not null,
  unit_path text not null,
  enterprise_id int,
  from_day date not null,
  to_day date not null,
  check (to_day >= from_day)
);
create index contract_point on operation.contract (point_id, from_day desc);

create table operation.plan (
  id int generated always as identity primary key,
  point_id int not null,
  unit_path text not null,
  enterprise_id int,
  kind text not null,
  days int not null check (days between 1 and 1000),
  start_on date not null,
  simulated boolean not null default false,
  by_name text not null,
  at timestamptz not null,
  unique (point_id, kind)
);

create table operation.record (
  id int generated always as identity primary key,
  point_id int not null,
  unit_path text not null,
  enterprise_id int,
  kind text not null,
  began_at timestamptz not null,
  ended_at timestamptz not null,
  operator_id int references operation.operator (id),
  staff text not null,
  items jsonb not null default '[]',
  note text not null default '',
  detail jsonb not null default '{}',
  evidence text[] not null default '{}',
  -- SHA-256 over what was written, by whom and when.
  signature text not null,
  simulated boolean not null default false,
  by_name text not null,
  by_user text,
  at timestamptz not null,
  check (ended_at >= began_at)
);
create index record_point on operation.record (point_id, kind, ended_at desc);

create table operation.check_result (
  id int generated always as identity primary key,
  record_id int not null references operation.record (id),
  point_id int not null,
  unit_path text not null,
  enterprise_id int,
  code text not null,
  kind text not null,
  input jsonb not null,
  result jsonb not null,
  -- Null: no verdict.
  passed boolean,
  out_of_control boolean,
  checked_at timestamptz not null,
  at timestamptz not null
);
create index check_point on operation.check_result (point_id, code, kind, checked_at desc);
create index check_record on operation.check_result (record_id);

-- After a failed check: data that might have to be invalidated, back to the last passed one.
create table operation.doubt (
  id int generated always as identity primary key,
  check_id int not null unique references operation.check_result (id),
  point_id int not null,
  unit_path text not null,
  enterprise_id int,
  code text not null,
  from_at timestamptz,
  to_at timestamptz not null,
  at timestamptz not null
);

create table operation.fault (
  id int generated always as identity primary key,
  point_id int not null,
  unit_path text not null,
  enterprise_id int,
  what text not null,
  began_at timestamptz not null,
  reported_at timestamptz not null,
  repaired_at timestamptz,
  repair text,
  allowed_hours float8 not null,
  simulated boolean not null default false,
  by_name text not null,
  at timestamptz not null,
  check (repaired_at is null or repaired_at >= began_at)
);
create index fault_point on operation.fault (point_id, began_at desc);

create table operation.part (
  id int generated always as identity primary key,
  unit_path text not null,
  enterprise_id int,
  name text not null,
  model text,
  unit text not null,
  low float8 not null,
  simulated boolean not null default false,
  by_name text not null,
  at timestamptz not null
);
-- Stock is the sum of moves: bought, used in a record, counted anew.
create table operation.part_move (
  id int generated always as identity primary key,
  part_id int not null references operation.part (id),
  unit_path text not null,
  enterprise_id int,
  quantity float8 not null,
  record_id int references operation.record (id),
  reason text not null,
  by_name text not null,
  at timestamptz not null
);
create index part_move_part on operation.part_move (part_id);

create table operation.evidence (
  sha256 text primary key,
  by_user text not null,
  at timestamptz not null
);

-- A zero or span check that was sent to an instrument, with what it answered.
create table operation.remote_check (
  id int generated always as identity primary key,
  point_id int not null,
  unit_path text not null,
  enterprise_id int,
  mn text not null,
  code text not null,
  kind text not null,
  state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed')),
  steps jsonb not null default '[]',
  record_id int references operation.record (id),
  by_name text not null,
  by_user text,
  at timestamptz not null,
  ended_at timestamptz
);
create index remote_check_point on operation.remote_check (point_id, id desc);

do $$
declare
  name text;
begin
  foreach name in array array['record', 'check_result', 'doubt', 'part_move'] loop
    execute format('create trigger only_added before update or delete on operation.%I for each row execute function operation.only_added()', name);
  end loop;
  foreach name in array array['operator', 'contract', 'plan', 'record', 'check_result', 'doubt', 'fault', 'part', 'part_move', 'remote_check'] loop
    execute format('alter table operation.%I enable row level security', name);
    execute format('create policy read_all on operation.%I for select using (true)', name);
    execute format('create policy competent_insert on operation.%I for insert with check (operation.may_write(unit_path, enterprise_id))', name);
    execute format('create policy competent_update on operation.%I for update using (operation.may_write(unit_path, enterprise_id)) with check (operation.may_write(unit_path, enterprise_id))', name);
    execute format('create policy competent_delete on operation.%I for delete using (operation.may_write(unit_path, enterprise_id))', name);
  end loop;
end
$$;
