-- Telemetry owns the river from the frame log to rollups. The frame log itself is files (or NATS); these tables are its projection.

-- Where the projector stands: committed in the transaction that writes what it read.
create table telemetry.projection (
  partition text primary key,
  position bigint not null,
  updated_at timestamptz not null default now()
);

-- Ordered slots of a record's arrays; a few dozen rows in all, cached by everybody.
create table telemetry.layout (
  id int generated always as identity primary key,
  -- 'a34004.Avg,a34004.Min,…': the layout's identity
  slots text not null unique
);

-- One row a frame: what it was and what became of it. Bytes stay in the log at `lsn`.
create table telemetry.frame (
  lsn bigint not null,
  received_at timestamptz not null,
  mn text,
  cn text,
  qn text,
  bytes int not null,
  -- recorded | duplicate | control | partial | quarantined | broken
  status text not null,
  problem text
) partition by range (received_at);
create table telemetry.frame_default partition of telemetry.frame default;
create index frame_lsn on telemetry.frame (lsn desc);
create index frame_mn on telemetry.frame (mn, lsn desc);

-- One row a (point, kind, time); values are arrays in the layout's order. Time is DataTime: the period's start.
create table telemetry.record (
  point_id int not null,
  kind smallint not null,
  time timestamptz not null,
  layout_id int not null,
  values float8[] not null,
  -- Device marks in layout order; null: none was sent or all are N (the layout tells which).
  flags text[],
  lsn bigint not null,
  received_at timestamptz not null,
  revision smallint not null default 0,
  primary key (point_id, kind, time)
) partition by range (time);
create table telemetry.record_default partition of telemetry.record default;

-- A different value for the same key never overwrites silently: what was replaced stands here.
create table telemetry.record_revision (
  point_id int not null,
  kind smallint not null,
  time timestamptz not null,
  revision smallint not null,
  layout_id int not null,
  values float8[] not null,
  flags text[],
  lsn bigint not null,
  replaced_at timestamptz not null,
  replaced_by bigint not null,
  reason text not null,
  primary key (point_id, kind, time, revision)
);

-- The newest record of each point and kind: read instead of searching the records.
create table telemetry.latest (
  point_id int not null,
  kind smallint not null,
  time timestamptz not null,
  layout_id int not null,
  values float8[] not null,
  flags text[],
  lsn bigint not null,
  received_at timestamptz not null,
  primary key (point_id, kind)
);

-- Computed by the platform from records or finer rollups.
create table telemetry.rollup (
  point_id int not null,
  -- 1 hour, 2 day, 3 month
  period smallint not null,
  time timestamptz not null,
  layout_id int not null,
  values float8[] not null,
  -- Why a value is not valid, in layout order; null array: all valid.
  invalid text[],
  basis text not null,
  expected int not null,
  received int not null,
  rule_version text not null,
  revision smallint not null default 0,
  computed_at timestamptz not null,
  primary key (point_id, period, time)
) partition by range (time);
create table telemetry.rollup_default partition of telemetry.rollup default;

create table telemetry.rollup_revision (
  point_id int not null,
  period smallint not null,
  time timestamptz not null,
  revision smallint not null,
  layout_id int not null,
  values float8[] not null,
  invalid text[],
  rule_version text not null,
  computed_at timestamptz not null,
  replaced_at timestamptz not null,
  reason text not null,
  primary key (point_id, period, time, revision)
);

-- Periods to (re)compute. Written with the records that touch them, removed with the result.
create table telemetry.dirty (
  point_id int not null,
  period smallint not null,
  time timestamptz not null,
  due_at timestamptz not null,
  reason text not null,
  primary key (point_id, period, time)
);
create index dirty_due on telemetry.dirty (due_at);

-- Unknown devices: their frames are kept in the log and listed here until the device is registered.
create table telemetry.quarantine (
  mn text primary key,
  edition text,
  st text,
  first_at timestamptz not null,
  last_at timestamptz not null,
  frames int not null,
  remote text,
  sample jsonb not null default '{}',
  last_lsn bigint not null,
  state text not null default 'waiting' check (state in ('waiting', 'adopted', 'dismissed')),
  note text
);

-- Devices whose kept frames are to be projected again (adopted from quarantine, or their key arrived).
create table telemetry.replay (
  id bigint generated always as identity primary key,
  mn text not null,
  up_to_lsn bigint not null,
  requested_at timestamptz not null default now()
);

-- Packets of split records that wait for their siblings.
create table telemetry.packet (
  mn text not null,
  cn text not null,
  data_time timestamptz not null,
  pnum int not null,
  pno int not null,
  lsn bigint not null,
  received_at timestamptz not null,
  primary key (mn, cn, data_time, pnum, pno)
);

create table telemetry.command (
  id uuid primary key,
  mn text not null,
  command text not null,
  args jsonb not null,
  state text not null,
  code int,
  requested_by text,
  requested_at timestamptz not null,
  ended_at timestamptz,
  steps jsonb not null default '[]'
);
create index command_mn on telemetry.command (mn, requested_at desc);

-- Arrival counts by minute: the overview's rate without counting rows.
create table telemetry.arrival (
  minute timestamptz primary key,
  frames int not null,
  values int not null,
  broken int not null
);
