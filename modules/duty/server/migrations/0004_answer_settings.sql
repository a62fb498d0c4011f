-- Until when a notice has to be answered, and what may wait until morning (应答时限与夜间静默): versions of a unit, of which the newest
-- is in force for it and for those below that have none of their own. Minutes: null, nobody waits for an answer.
create table duty.answer_setting (
  id               int generated always as identity primary key,
  unit_path        text not null,
  critical_minutes int not null check (critical_minutes between 1 and 1440),
  warning_minutes  int check (warning_minutes between 1 and 1440),
  info_minutes     int check (info_minutes between 1 and 1440),
  quiet_from       text not null,
  quiet_to         text not null,
  -- What may wait in those hours; never what is critical.
  quiet_severities text[] not null default '{}' check (quiet_severities <@ array['info', 'warning']),
  reason           text not null,
  source           text not null,
  confidence       text not null,
  by_name          text not null,
  at               timestamptz not null
);
create index answer_setting_newest on duty.answer_setting (unit_path, id desc);

-- What was set until now stays in force.
insert into duty.answer_setting (unit_path, critical_minutes, warning_minutes, info_minutes, quiet_from, quiet_to, reason, source, confidence,
  by_name, at)
select '/',
  coalesce((select minutes from duty.answer_term where severity = 'critical'), 5),
  (select minutes from duty.answer_term where severity = 'warning'),
  (select minutes from duty.answer_term where severity = 'info'),
  '22:00', '08:00', 'factory', '本平台建议', 'unverified', '', '2020-01-01T00:00:00+08:00';
drop table duty.answer_term;

create function duty.keep_settings() returns trigger language plpgsql as $$
begin
  raise exception 'versions of settings are only ever added';
end
$$;
create trigger answer_setting_kept before update or delete on duty.answer_setting for each row execute function duty.keep_settings();
alter table duty.answer_setting enable row level security;
create policy read_all on duty.answer_setting for select using (true);
create policy competent_insert on duty.answer_setting for insert with check (platform.may_write(unit_path));
