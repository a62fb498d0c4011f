-- Supervision (督办): what alarms and signals ask of whom, until it is closed. Rules, calendar and bodies are dated data.

create table supervision.dispatch_rule (
  id int generated always as identity primary key,
  key text not null,
  version int not null,
  name text not null,
  enabled boolean not null,
  sort int not null,
  match jsonb not null,
  "order" jsonb not null,
  effective_from timestamptz not null,
  effective_to timestamptz,
  changed_by text,
  reason text,
  unique (key, version)
);
create unique index dispatch_rule_present on supervision.dispatch_rule (key) where effective_to is null;

-- Name on documents and sign of the numbers (代字) of a competent body; absent: made up from the name of the unit.
create table supervision.body (
  unit_path text primary key,
  name text not null,
  prefix text not null
);

-- Days that an administrator set on top of the national notices and the region pack.
create table supervision.calendar_day (
  unit_path text not null,
  date date not null,
  kind text not null check (kind in ('holiday', 'workday')),
  name text not null,
  source text not null,
  changed_by text not null,
  changed_at timestamptz not null,
  primary key (unit_path, date)
);
-- Whether local holidays are days off in the sense of the law: one row.
create table supervision.calendar_setting (
  one boolean primary key default true check (one),
  count_local boolean not null default false,
  changed_by text,
  changed_at timestamptz,
  reason text
);
insert into supervision.calendar_setting default values;

create table supervision.task (
  id int generated always as identity primary key,
  state text not null check (state in ('dispatched', 'received', 'verifying', 'replied', 'reviewing', 'returned', 'closed', 'lead', 'cancelled')),
  source text not null check (source in ('alarm', 'signal', 'manual')),
  cause text not null,
  severity text not null check (severity in ('info', 'warning', 'critical')),
  -- What makes further alarms part of it: object and cause.
  group_key text not null,
  subject text not null,
  point_id int,
  point_name text,
  point_kind text,
  enterprise_id int,
  enterprise_name text,
  lon float8,
  lat float8,
  factor text,
  -- The body that has to act.
  unit_path text not null,
  -- Where the object lies.
  object_unit text not null,
  role text not null,
  verification text not null check (verification in ('on-site', 'off-site')),
  requirement text not null,
  rule_id int references supervision.dispatch_rule (id),
  dispatched_at timestamptz not null,
  dispatched_by text,
  receive_by timestamptz not null,
  clock jsonb not null,
  due_at timestamptz not null,
  warn_hours int not null,
  extension jsonb,
  received_at timestamptz,
  received_by text,
  replied_at timestamptz,
  -- Everybody who ever replied, by id: the separation of duties is decided on it.
  repliers text[] not null default '{}',
  ended_at timestamptz,
  reminded_at timestamptz,
  escalated_at timestamptz,
  alarms int not null default 0,
  simulated boolean not null,
  updated_at timestamptz not null
);
-- One open task for an object and cause, whatever happens at the same time.
create unique index task_open on supervision.task (group_key) where state not in ('closed', 'lead', 'cancelled');
create index task_unit on supervision.task (unit_path text_pattern_ops);
create index task_due on supervision.task (due_at) where state not in ('closed', 'lead', 'cancelled');
create index task_dispatched on supervision.task (dispatched_at);

-- Every act, only ever added to.
create table supervision.task_step (
  id int generated always as identity primary key,
  task_id int not null references supervision.task (id),
  unit_path text not null,
  at timestamptz not null,
  act text not null,
  from_state text,
  to_state text not null,
  text text,
  detail jsonb not null default '{}',
  evidence jsonb not null default '[]',
  by_name text,
  by_user text
);
create index task_step_of on supervision.task_step (task_id, id);

-- Alarms and signals a task rests on, with the facts as they were.
create table supervision.task_ground (
  source text not null,
  ref bigint not null,
  task_id int not null references supervision.task (id),
  unit_path text not null,
  at timestamptz not null,
  facts jsonb not null,
  primary key (task_id, source, ref)
);
create index task_ground_ref on supervision.task_ground (source, ref);

-- Files that were brought: only these may be named.
create table supervision.file (
  sha256 text not null,
  by_user text not null,
  name text not null,
  at timestamptz not null,
  primary key (sha256, by_user)
);

-- Numbers of a body and year go up by one and leave no gap: the row is locked until the notice stands.
create table supervision.notice_counter (
  unit_path text not null,
  year int not null,
  last int not null,
  primary key (unit_path, year)
);
create table supervision.notice (
  id int generated always as identity primary key,
  task_id int not null references supervision.task (id),
  unit_path text not null,
  year int not null,
  serial int not null,
  number text not null,
  body_name text not null,
  addressee text not null,
  enterprise_id int,
  requirement text not null,
  due_at timestamptz not null,
  content jsonb not null,
  pdf text,
  docx text,
  issued_at timestamptz not null,
  issued_by text not null,
  receipt_by text,
  receipt_at timestamptz,
  receipt_delivery text,
  simulated boolean not null,
  unique (unit_path, year, serial)
);
create index notice_of on supervision.notice (task_id);
create index notice_enterprise on supervision.notice (enterprise_id);

create table supervision.answer (
  id int generated always as identity primary key,
  notice_id int not null references supervision.notice (id),
  task_id int not null,
  enterprise_id int not null,
  at timestamptz not null,
  by_name text not null,
  by_user text not null,
  text text not null,
  evidence jsonb not null default '[]',
  late boolean not null
);
create index answer_of on supervision.answer (notice_id, id);

create table supervision.lead (
  id int generated always as identity primary key,
  task_id int not null unique references supervision.task (id),
  unit_path text not null,
  facts text not null,
  suspected text not null,
  state text not null default 'open' check (state in ('open', 'taken')),
  by_name text not null,
  at timestamptz not null
);

create function supervision.only_added() returns trigger language plpgsql as $$
begin
  raise exception 'rows of %.% are only ever added', tg_table_schema, tg_table_name;
end
$$;
create trigger only_added before update or delete on supervision.task_step for each row execute function supervision.only_added();
create trigger only_added before update or delete on supervision.answer for each row execute function supervision.only_added();

-- Both hierarchies read; the competent chain writes (policy is the first fence).
do $$
declare
  name text;
begin
  foreach name in array array['task', 'task_step', 'task_ground', 'notice', 'lead'] loop
    execute format('alter table supervision.%I enable row level security', name);
    execute format('create policy read_all on supervision.%I for select using (true)', name);
    execute format('create policy competent_insert on supervision.%I for insert with check (platform.may_write(unit_path))', name);
    execute format('create policy competent_update on supervision.%I for update using (platform.may_write(unit_path)) with check (platform.may_write(unit_path))', name);
  end loop;
end
$$;

-- As delivered. Terms are a proposal of the platform, not law: an administrator sets the local ones.
insert into supervision.dispatch_rule (key, version, name, enabled, sort, match, "order", effective_from, reason)
select key, 1, name, enabled, sort,
  '{"sources": [], "causes": [], "severities": [], "pointKinds": [], "codes": [], "controlLevels": [], "units": [], "minRatio": null}'::jsonb || match::jsonb,
  '{"dispatch": true, "regionLevel": "base", "corpsLevel": "middle", "role": "enforcement-officer", "verification": "off-site",
    "receiveHours": 24, "warnHours": 24, "groupBy": "enterprise",
    "deadlines": {"info": {"length": 10, "unit": "workday"}, "warning": {"length": 5, "unit": "workday"}, "critical": {"length": 3, "unit": "workday"}}}'::jsonb || orders::jsonb,
  '2020-01-01T00:00:00+08:00', 'factory'
from (values
  ('exceed-critical', '严重超标：现场核实', true, 10, '{"sources": ["alarm"], "causes": ["exceedance"], "severities": ["critical"]}',
   '{"verification": "on-site", "requirement": "立即赴现场核实超标原因，核对自动监测数据与治理设施运行情况，责令整改并反馈证据。"}'),
  ('exceed', '一般超标：非现场核实', true, 20, '{"sources": ["alarm"], "causes": ["exceedance"]}',
   '{"requirement": "核实自动监测数据是否真实、超标原因与持续时间，督促排污单位整改并反馈。"}'),
  ('heavy-air', '重污染天气：按小时处置', true, 30, '{"sources": ["alarm"], "causes": ["aqi"]}',
   '{"regionLevel": "middle", "corpsLevel": "middle", "role": "monitoring-station", "groupBy": "point", "receiveHours": 2, "warnHours": 6,
     "deadlines": {"info": {"length": 48, "unit": "hour"}, "warning": {"length": 48, "unit": "hour"}, "critical": {"length": 24, "unit": "hour"}},
     "requirement": "核实站点数据，研判成因，按应急预案采取措施并反馈。"}'),
  ('device', '离线与故障', false, 40, '{"sources": ["alarm"], "causes": ["offline", "fault"]}',
   '{"role": "monitoring-station", "deadlines": {"info": {"length": 5, "unit": "workday"}, "warning": {"length": 2, "unit": "workday"}, "critical": {"length": 2, "unit": "workday"}},
     "requirement": "督促恢复数据传输，查明离线或故障原因。"}'),
  ('signal-critical', '数据弄虚作假线索：现场核实', true, 50, '{"sources": ["signal"], "severities": ["critical"]}',
   '{"verification": "on-site", "requirement": "携带取证设备赴现场核查监测设备、参数设置与采样系统，固定证据。"}'),
  ('signal', '数据质量信号：非现场核实', true, 60, '{"sources": ["signal"], "severities": ["warning"]}',
   '{"role": "monitoring-station", "requirement": "核查数据质量信号，说明原因并反馈。"}'),
  ('manual', '人工派发', true, 90, '{"sources": ["manual"]}',
   '{"requirement": "按派发要求核实并反馈。"}')
) as r(key, name, enabled, sort, match, orders);
