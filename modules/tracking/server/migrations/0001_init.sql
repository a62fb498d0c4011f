-- Tracking (高风险移动放射源在线监控): terminals on mobile sources, what they send, what the rules make of it, and what people do about it.

-- A terminal (监控终端) with the source that it watches.
create table tracking.terminal (
  id           int generated always as identity primary key,
  -- Digits of the terminal number (终端手机号) without leading zeros: the sender's name in every protocol.
  number       text not null unique check (number ~ '^[0-9]{1,20}$' and (number = '0' or number !~ '^0')),
  name         text not null,
  -- Terminal ID that it registers with; a registration with another one is refused.
  serial       text not null,
  unit_path    text not null,
  -- The licensed user (使用单位).
  owner        text not null,
  protocol     text not null check (protocol in ('jt808', 'https')),
  -- Code card of the source (编码卡), empty where there is none; where these facts were read (licence, ledger).
  source_code  text not null,
  source_ref   text not null,
  nuclide      text not null,
  activity_bq  float8 not null check (activity_bq > 0),
  -- Day of that activity.
  measured_on  date not null,
  category     text not null check (category in ('I', 'II', 'III', 'IV', 'V')),
  -- µSv/h near the container with the source in it, when that was measured, and without it. Null: MOB-3 and MOB-4 are not judged.
  baseline     float8,
  baseline_at  timestamptz,
  background   float8 not null,
  -- Declared reporting intervals, s.
  moving_s     int not null check (moving_s between 1 and 86400),
  parked_s     int not null check (parked_s between 1 and 86400),
  -- Voltage of the empty and of the full battery, mV.
  battery_low  int not null,
  battery_full int not null check (battery_full > battery_low),
  -- SHA-256 of the key of HTTPS; the sealed code that JT/T 808 authenticates with.
  key_hash     text,
  auth_code    text not null,
  active       boolean not null,
  simulated    boolean not null,
  by_name      text not null,
  at           timestamptz not null,
  check ((baseline is null) = (baseline_at is null))
);
create index terminal_unit on tracking.terminal (unit_path text_pattern_ops, id);

-- Where terminals may be: depots (库房), transport corridors (运输通道); where they may not: no-go areas (禁入区).
create table tracking.fence (
  id        int generated always as identity primary key,
  unit_path text not null,
  name      text not null,
  kind      text not null check (kind in ('depot', 'corridor', 'no-go')),
  -- Of these terminals; empty: of all terminals of the unit and those below it.
  terminals int[] not null,
  geometry  jsonb not null,
  from_at   timestamptz not null,
  until_at  timestamptz,
  simulated boolean not null,
  by_name   text not null,
  at        timestamptz not null
);

-- A job (作业) outside the depot, as filed: area and window.
create table tracking.job (
  id         int generated always as identity primary key,
  unit_path  text not null,
  name       text not null,
  owner      text not null,
  -- Number of the filing (备案号), empty where there is none yet.
  filing     text not null,
  terminals  int[] not null check (cardinality(terminals) > 0),
  geometry   jsonb not null,
  starts_at  timestamptz not null,
  ends_at    timestamptz not null check (ends_at > starts_at),
  state      text not null check (state in ('filed', 'approved', 'refused', 'withdrawn')),
  note       text not null,
  decided_by text,
  decided_at timestamptz,
  simulated  boolean not null,
  by_name    text not null,
  at         timestamptz not null
);
create index job_window on tracking.job (ends_at, starts_at);

-- An outage that was announced (报备停报): repair, a road without network.
create table tracking.outage (
  id          int generated always as identity primary key,
  terminal_id int not null references tracking.terminal (id),
  unit_path   text not null,
  from_at     timestamptz not null,
  until_at    timestamptz not null check (until_at > from_at),
  reason      text not null,
  by_name     text not null,
  at          timestamptz not null
);
create index outage_terminal on tracking.outage (terminal_id, until_at);

-- A report as it came. Times of both clocks stand side by side.
create table tracking.fix (
  terminal_id int not null references tracking.terminal (id),
  -- By the terminal's clock.
  sampled_at  timestamptz not null,
  received_at timestamptz not null,
  -- By which it was judged.
  judged_at   timestamptz not null,
  sequence    int not null,
  -- Position in the frame log: the bytes.
  lsn         bigint not null,
  lat         float8,
  lon         float8,
  speed       float8,
  heading     float8,
  satellites  int,
  -- µSv/h
  rate        float8,
  stowed      boolean,
  battery     float8,
  tamper      boolean not null,
  inside      boolean,
  -- clock, late, stored, rejected
  marks       text[] not null,
  primary key (terminal_id, sampled_at)
);

-- What the rules know of a terminal (the state of the machine as JSON), and what a list shows of it.
create table tracking.terminal_state (
  terminal_id   int primary key references tracking.terminal (id),
  state         jsonb not null,
  sampled_at    timestamptz,
  received_at   timestamptz,
  lat           float8,
  lon           float8,
  speed         float8,
  rate          float8,
  stowed        boolean,
  battery       float8,
  last_sequence int,
  fixes         bigint not null default 0,
  duplicates    bigint not null default 0,
  late          bigint not null default 0,
  clock_wrong   bigint not null default 0,
  -- Receive clock minus terminal clock at the last live report, s.
  drift_s       float8,
  -- Sequence numbers that never came.
  gaps          bigint not null default 0
);

create table tracking.alarm (
  id              int generated always as identity primary key,
  terminal_id     int not null references tracking.terminal (id),
  unit_path       text not null,
  kind            text not null,
  severity        text not null,
  since           timestamptz not null,
  last_at         timestamptz not null,
  count           int not null,
  rule            text not null,
  rule_version    int not null,
  -- Figures that decided, at the last change.
  figures         jsonb not null,
  -- Steps of the ladder that were taken because nobody answered.
  escalated       int not null default 0,
  acknowledged_at timestamptz,
  acknowledged_by text,
  closed_at       timestamptz,
  -- rule, person
  closed_by       text,
  close_reason    text,
  close_note      text,
  lsn             bigint,
  simulated       boolean not null,
  -- When the platform came to know of it: ladders run from here, not from a night that was sent in the morning.
  known_at        timestamptz not null
);
-- One open alarm a terminal and kind.
create unique index alarm_open on tracking.alarm (terminal_id, kind) where closed_at is null;
create index alarm_newest on tracking.alarm (id desc);

create table tracking.alarm_step (
  alarm_id int not null references tracking.alarm (id),
  nth      int not null,
  unit_path text not null,
  at       timestamptz not null,
  act      text not null check (act in ('raised', 'changed', 'acknowledged', 'escalated', 'accident', 'closed')),
  severity text not null,
  -- Since the platform knew of it.
  minutes  float8 not null,
  note     text not null,
  by_name  text,
  primary key (alarm_id, nth)
);

-- An accident (辐射事故) that is suspected or confirmed.
create table tracking.accident (
  id          int generated always as identity primary key,
  terminal_id int not null references tracking.terminal (id),
  alarm_id    int references tracking.alarm (id),
  unit_path   text not null,
  event       text not null check (event in ('lost', 'stolen', 'uncontrolled')),
  -- Found (发现): the clock of two hours begins.
  found_at    timestamptz not null,
  state       text not null check (state in ('open', 'reported', 'ended')),
  -- What the grade rests on besides the source.
  facts       jsonb not null,
  -- Fields of the initial report that a person filled in.
  form        jsonb not null,
  reported_at timestamptz,
  ended_at    timestamptz,
  end_reason  text,
  simulated   boolean not null,
  by_name     text not null,
  at          timestamptz not null
);
create unique index accident_open on tracking.accident (terminal_id) where ended_at is null;

-- What was refused: by day, why, and whose name it bore (empty where nobody has it).
create table tracking.refusal (
  day     date not null,
  code    text not null,
  number  text not null,
  count   bigint not null,
  last_at timestamptz not null,
  remote  text not null,
  primary key (day, code, number)
);

-- How far the frame log was read.
create table tracking.position (
  only_row boolean primary key default true check (only_row),
  position bigint not null
);

-- Steps of a ladder are not rewritten.
create function tracking.keep() returns trigger language plpgsql as $$
begin
  raise exception 'rows of tracking.% are not altered', tg_table_name;
end
$$;
create trigger alarm_step_kept before update or delete on tracking.alarm_step for each row execute function tracking.keep();

do $$
declare
  name text;
begin
  foreach name in array array['terminal', 'fence', 'job', 'outage', 'alarm', 'alarm_step', 'accident'] loop
    execute format('alter table tracking.%I enable row level security', name);
    execute format('create policy read_all on tracking.%I for select using (true)', name);
    execute format('create policy competent_insert on tracking.%I for insert with check (platform.may_write(unit_path))', name);
    execute format('create policy competent_update on tracking.%I for update using (platform.may_write(unit_path)) with check (platform.may_write(unit_path))', name);
  end loop;
end
$$;
