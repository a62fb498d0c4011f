-- Rules that people write, groups, silences, escalation, trials. The four fixed kinds keep their rules (kind) and share the rest.
alter table alarm.rule drop constraint rule_kind_check;
alter table alarm.rule add constraint rule_kind_check check (kind in ('exceedance', 'offline', 'fault', 'aqi', 'rule'));
-- Versions of one written rule share a key; '' for the fixed kinds, which have one rule each.
alter table alarm.rule add column key text not null default '';
alter table alarm.rule add column name text;
alter table alarm.rule add column note text;
alter table alarm.rule add column body jsonb;
-- Of rules that came with the platform: where they are from, and how sure that is.
alter table alarm.rule add column source text;
alter table alarm.rule add column confidence text;
alter table alarm.rule add column escalation jsonb not null default '[]';
alter table alarm.rule add constraint rule_body check ((kind = 'rule') = (body is not null) and (kind = 'rule') = (key <> ''));
drop index alarm.rule_present;
create unique index rule_present on alarm.rule (kind, key) where effective_to is null;
-- An outage of many devices behind one line is one alarm.
update alarm.rule set params = params || '{"groupMin": 3, "groupShare": 80, "groupWaitMinutes": 3}'
  where kind = 'offline' and effective_to is null;

alter table alarm.alarm drop constraint alarm_kind_check;
alter table alarm.alarm add constraint alarm_kind_check check (kind in ('exceedance', 'offline', 'fault', 'aqi', 'rule'));
alter table alarm.alarm drop constraint alarm_state_check;
alter table alarm.alarm add constraint alarm_state_check
  check (state in ('pending', 'firing', 'recovering', 'closed', 'no-data', 'error'));
alter table alarm.alarm add column rule_key text not null default '';
-- A grouped alarm stands for its members; point_id is then the first of them.
alter table alarm.alarm add column group_by text not null default '';
alter table alarm.alarm add column group_key text not null default '';
alter table alarm.alarm add column members int not null default 0;
-- Steps of escalation that were taken.
alter table alarm.alarm add column escalated int not null default 0;
alter table alarm.alarm add column hush_id int;
drop index alarm.alarm_open;
create unique index alarm_open on alarm.alarm (kind, rule_key, point_id, code, period)
  where state <> 'closed' and group_key = '';
create unique index alarm_open_group on alarm.alarm (kind, rule_key, group_key)
  where state <> 'closed' and group_key <> '';
create index alarm_rule on alarm.alarm (rule_id, point_id, started_at) where kind = 'rule';

alter table alarm.event_log add column steps jsonb;

create table alarm.member (
  alarm_id bigint not null references alarm.alarm (id),
  point_id int not null,
  started_at timestamptz not null,
  state text not null check (state in ('pending', 'firing', 'recovering', 'closed', 'no-data', 'error')),
  severity text not null,
  fired_at timestamptz,
  ended_at timestamptz,
  evidence jsonb not null,
  -- As it was, like the names of the alarm itself.
  point_name text not null,
  unit_path text not null,
  primary key (alarm_id, point_id, started_at)
);
create index member_point on alarm.member (point_id, alarm_id);

-- One version of a rule at one point: the engine's state, stored with the events that made it.
create table alarm.series (
  rule_id int not null references alarm.rule (id),
  point_id int not null,
  state jsonb not null,
  open boolean not null,
  trouble text,
  -- When something would change although nothing comes: silence, the end of a recovery.
  due_at timestamptz,
  updated_at timestamptz not null,
  primary key (rule_id, point_id)
);
create index series_due on alarm.series (due_at) where due_at is not null;
create index series_rule on alarm.series (rule_id) where open or trouble is not null;

-- States kept on the way, from which late data are evaluated anew.
create table alarm.series_anchor (
  rule_id int not null references alarm.rule (id),
  point_id int not null,
  at float8 not null,
  state jsonb not null,
  kept_at timestamptz not null,
  primary key (rule_id, point_id, at)
);

-- Silences (静默) and maintenance windows (维护窗口): alarms still live and are shown, but disturb nobody.
create table alarm.hush (
  id int generated always as identity primary key,
  kind text not null check (kind in ('silence', 'maintenance')),
  point_id int,
  rule_key text,
  alarm_kind text,
  unit_path text not null,
  from_at timestamptz not null,
  until_at timestamptz not null check (until_at > from_at),
  reason text not null,
  by_name text not null,
  by_user text not null,
  created_at timestamptz not null,
  ended_at timestamptz,
  ended_by text,
  check (point_id is not null or rule_key is not null or alarm_kind is not null)
);
create index hush_present on alarm.hush (until_at) where ended_at is null;
alter table alarm.alarm add constraint alarm_hush foreign key (hush_id) references alarm.hush (id);

alter table alarm.hush enable row level security;
create policy hush_read on alarm.hush for select to tarim_actor using (true);
create policy hush_insert on alarm.hush for insert to tarim_actor with check (platform.may_write(unit_path));
create policy hush_update on alarm.hush for update to tarim_actor
  using (platform.may_write(unit_path)) with check (platform.may_write(unit_path));

-- A rule tried on history: what it would have raised.
create table alarm.trial (
  id int generated always as identity primary key,
  body jsonb not null,
  from_at timestamptz not null,
  to_at timestamptz not null,
  state text not null check (state in ('waiting', 'running', 'done', 'failed')),
  progress float8 not null default 0,
  result jsonb,
  error text,
  by_name text not null,
  by_user text not null,
  created_at timestamptz not null,
  ended_at timestamptz
);
