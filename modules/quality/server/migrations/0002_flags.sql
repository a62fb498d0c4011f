-- Automatic flags (自动质控标识): what tests found on the stream of hours. They tell a reviewer where to look and change no figure.

create table quality.flag (
  id int generated always as identity primary key,
  point_id int not null,
  unit_path text not null,
  enterprise_id int,
  kind text not null,
  -- HJ 212 code; '*': the point itself (all of it missing, its clock, its order).
  code text not null,
  flag text not null,
  period text not null check (period in ('realtime', 'minute', 'hour')),
  -- A run of the same flag is one row that grows; to_at is exclusive.
  from_at timestamptz not null,
  to_at timestamptz not null,
  first jsonb not null,
  peak jsonb not null,
  -- Hour that raised it: late data before it decide anew.
  seen_at timestamptz not null,
  -- withdrawn: raised by figures that were replaced since.
  state text not null check (state in ('raised', 'cleared', 'withdrawn')),
  rule_version text not null,
  confidence text not null,
  lsn bigint,
  revision int not null,
  simulated boolean not null,
  raised_at timestamptz not null,
  updated_at timestamptz not null,
  unique (point_id, code, flag, from_at),
  check (to_at > from_at)
);
create index flag_seen on quality.flag (point_id, seen_at);
create index flag_newest on quality.flag (from_at desc, id desc);

-- What the tests remember of a point, as plain data: hours before `at` are in it.
create table quality.flag_state (
  point_id int primary key,
  at timestamptz,
  state jsonb not null,
  -- Far older data came: everything from here on is to be tested anew, once for all that come together.
  redo_from timestamptz
);
create index flag_state_redo on quality.flag_state (redo_from) where redo_from is not null;
-- The same at the begin of days, to go back to when older data come or change.
create table quality.flag_snapshot (
  point_id int not null,
  at timestamptz not null,
  state jsonb not null,
  primary key (point_id, at)
);

-- What people said of flags; only ever added to.
create table quality.flag_act (
  id int generated always as identity primary key,
  flag_id int not null references quality.flag (id),
  unit_path text not null,
  kind text not null check (kind in ('dismiss', 'restore')),
  reason text not null,
  by_name text not null,
  by_user text not null,
  at timestamptz not null
);
create index flag_act_flag on quality.flag_act (flag_id, id desc);
create trigger only_added before update or delete on quality.flag_act for each row execute function quality.only_added();
alter table quality.flag_act enable row level security;
create policy read_all on quality.flag_act for select using (true);
create policy competent_insert on quality.flag_act for insert with check (platform.may_write(unit_path));
