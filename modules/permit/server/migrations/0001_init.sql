-- Discharge permits (排污许可): what they say follows from their steps, which are only added to; applications and execution reports.

create table permit.permit (
  id            int generated always as identity primary key,
  number        text not null unique,
  enterprise_id int not null,
  unit_path     text not null,
  issuer        text not null,
  -- Kept beside the steps for lists: they follow from them.
  class         text not null check (class in ('key', 'simplified', 'registration')),
  valid_to      date not null,
  state         text not null check (state in ('valid', 'cancelled', 'revoked')),
  -- From when execution reports are followed here: a permit may be older than its record.
  reports_from  date not null,
  simulated     boolean not null
);
create index permit_unit on permit.permit (unit_path text_pattern_ops, id desc);
create index permit_enterprise on permit.permit (enterprise_id);
create index permit_end on permit.permit (valid_to) where state = 'valid';

create table permit.step (
  permit_id int not null references permit.permit (id),
  nth       int not null,
  unit_path text not null,
  -- {act, on, note, content}
  act       jsonb not null,
  by_name   text not null,
  at        timestamptz not null,
  primary key (permit_id, nth)
);

create table permit.application (
  id            int generated always as identity primary key,
  kind          text not null check (kind in ('new', 'renew', 'change', 'reissue')),
  enterprise_id int not null,
  unit_path     text not null,
  permit_id     int references permit.permit (id),
  submitted_on  date not null,
  by_name       text not null,
  reason        text not null,
  content       jsonb not null,
  state         text not null check (state in ('submitted', 'accepted', 'returned', 'granted', 'refused')),
  simulated     boolean not null
);
create index application_unit on permit.application (unit_path text_pattern_ops, id desc);
create index application_permit on permit.application (permit_id) where permit_id is not null;

create table permit.application_step (
  application_id int not null references permit.application (id),
  nth            int not null,
  unit_path      text not null,
  act            jsonb not null,
  by_name        text not null,
  at             timestamptz not null,
  primary key (application_id, nth)
);

-- 执行报告: one a period.
create table permit.report (
  permit_id     int not null references permit.permit (id),
  period        text not null,
  unit_path     text not null,
  enterprise_id int not null,
  submitted_on  date not null,
  summary       text not null,
  amounts       jsonb not null,
  by_name       text not null,
  at            timestamptz not null,
  primary key (permit_id, period)
);

-- People of an enterprise apply and report for it, the competent chain for those of its units.
create function permit.may_write(unit_path text, enterprise_id int) returns boolean language sql stable as $$
  select platform.may_write(unit_path)
    or enterprise_id::text = any (string_to_array(coalesce(current_setting('tarim.enterprises', true), ''), '|'))
$$;

do $$
declare
  name text;
begin
  foreach name in array array['permit', 'step', 'application', 'application_step', 'report'] loop
    execute format('alter table permit.%I enable row level security', name);
    execute format('create policy read_all on permit.%I for select using (true)', name);
    execute format('create policy competent_insert on permit.%I for insert with check (%s)', name,
      case when name in ('application', 'report') then 'permit.may_write(unit_path, enterprise_id)' else 'platform.may_write(unit_path)' end);
    if name in ('permit', 'application') then
      execute format('create policy competent_update on permit.%I for update using (platform.may_write(unit_path)) with check (platform.may_write(unit_path))', name);
    end if;
  end loop;
end
$$;
