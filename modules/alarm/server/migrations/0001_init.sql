-- Alarms and their lives. Durations and thresholds are data with effective dates; the state machine is code.
create schema if not exists alarm;

create table alarm.rule (
  id int generated always as identity primary key,
  kind text not null check (kind in ('exceedance', 'offline', 'fault', 'aqi')),
  enabled boolean not null,
  -- seconds
  pending_for int not null check (pending_for >= 0),
  recover_for int not null check (recover_for >= 0),
  severity text not null check (severity in ('info', 'warning', 'critical')),
  params jsonb not null,
  effective_from timestamptz not null,
  effective_to timestamptz,
  changed_by text,
  reason text
);
-- One version of a kind's rule holds at a time.
create unique index rule_present on alarm.rule (kind) where effective_to is null;

create table alarm.alarm (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('exceedance', 'offline', 'fault', 'aqi')),
  state text not null check (state in ('pending', 'firing', 'recovering', 'closed')),
  severity text not null check (severity in ('info', 'warning', 'critical')),
  rule_id int not null references alarm.rule (id),
  point_id int not null,
  enterprise_id int,
  unit_path text not null,
  -- '' when the kind has no factor or period: so that the index below can hold them apart
  code text not null default '',
  period text not null default '',
  started_at timestamptz not null,
  last_cause_at timestamptz not null,
  clear_since timestamptz,
  fired_at timestamptz,
  recovering_at timestamptz,
  closed_at timestamptz,
  evidence jsonb not null,
  peak jsonb,
  occurrences int not null default 1,
  acknowledged_by text,
  acknowledged_at timestamptz,
  notes int not null default 0,
  historical boolean not null default false,
  simulated boolean not null,
  -- Names as they were, for search and lists; the point's own page has the present ones.
  point_name text not null,
  point_kind text not null,
  enterprise_name text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
-- One open alarm for a cause, whatever happens at the same time.
create unique index alarm_open on alarm.alarm (kind, point_id, code, period) where state <> 'closed';
create index alarm_started on alarm.alarm (started_at desc, id desc);
create index alarm_point on alarm.alarm (point_id, started_at desc);
create index alarm_closed on alarm.alarm (closed_at desc) where state = 'closed';

-- Every change of state, every acknowledgement and note: append-only.
create table alarm.event_log (
  id bigint generated always as identity primary key,
  alarm_id bigint not null references alarm.alarm (id),
  at timestamptz not null,
  from_state text,
  to_state text not null,
  why text not null,
  text text,
  by_name text,
  by_user text,
  evidence jsonb
);
create index event_log_alarm on alarm.event_log (alarm_id, id);

-- The observations an alarm rests on; one that was recomputed away is withdrawn, never deleted.
create table alarm.occurrence (
  alarm_id bigint not null references alarm.alarm (id),
  point_id int not null,
  kind text not null,
  code text not null,
  period text not null,
  time timestamptz not null,
  ratio float8,
  evidence jsonb not null,
  withdrawn_at timestamptz,
  primary key (alarm_id, time)
);
create index occurrence_key on alarm.occurrence (kind, point_id, code, period, time);

insert into alarm.rule (kind, enabled, pending_for, recover_for, severity, params, effective_from, reason) values
  ('exceedance', true, 0, 3600, 'warning', '{"criticalRatio": 2, "historicalAfterHours": 48}', '2020-01-01T00:00:00+08:00', '出厂设置'),
  ('offline', true, 120, 300, 'warning', '{"silenceFactor": 5, "minSilenceMinutes": 5, "slowSilenceMinutes": 30}', '2020-01-01T00:00:00+08:00', '出厂设置'),
  ('fault', true, 300, 300, 'warning', '{}', '2020-01-01T00:00:00+08:00', '出厂设置'),
  ('aqi', true, 3600, 3600, 'critical', '{"minLevel": 5, "historicalAfterHours": 48}', '2020-01-01T00:00:00+08:00', '出厂设置');

-- Both hierarchies read all; a person's transaction changes only what the competent chain covers (policy is the first fence).
alter table alarm.alarm enable row level security;
create policy alarm_read on alarm.alarm for select to tarim_actor using (true);
create policy alarm_write on alarm.alarm for update to tarim_actor
  using (platform.may_write(unit_path)) with check (platform.may_write(unit_path));

alter table alarm.event_log enable row level security;
create policy event_log_read on alarm.event_log for select to tarim_actor using (true);
create policy event_log_write on alarm.event_log for insert to tarim_actor
  with check (exists (select 1 from alarm.alarm a where a.id = alarm_id and platform.may_write(a.unit_path)));

-- People never touch the ground of an alarm; the log is never rewritten by anybody.
alter table alarm.occurrence enable row level security;
create policy occurrence_read on alarm.occurrence for select to tarim_actor using (true);
create function alarm.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the log of an alarm is append-only' using errcode = 'insufficient_privilege';
end
$$;
create trigger event_log_append_only before update or delete on alarm.event_log
  for each row execute function alarm.refuse_change();
