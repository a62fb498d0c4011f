-- Duty (值班): who is on duty, what one shift hands to the next, the phone list; and who is told of what, how, with what result.

create table duty.hours (
  one boolean primary key default true check (one),
  day_from text not null,
  night_from text not null
);
-- Offices of Xinjiang begin two hours later by Beijing's clock.
insert into duty.hours (day_from, night_from) values ('10:00', '20:00');

create table duty.shift (
  unit_path text not null,
  day date not null,
  slot text not null check (slot in ('day', 'night')),
  -- [{role, name, account, phone, email}] in the order of the roster
  people jsonb not null,
  simulated boolean not null default false,
  changed_by text not null,
  changed_at timestamptz not null,
  primary key (unit_path, day, slot)
);

create table duty.contact (
  id int generated always as identity primary key,
  unit_path text not null,
  organisation text not null,
  name text not null,
  title text,
  phone text,
  email text,
  note text,
  simulated boolean not null default false,
  removed_at timestamptz
);
create index contact_unit on duty.contact (unit_path text_pattern_ops);

create table duty.hand_over (
  id int generated always as identity primary key,
  unit_path text not null,
  day date not null,
  slot text not null check (slot in ('day', 'night')),
  text text not null,
  alarm_ids bigint[] not null default '{}',
  by_name text not null,
  by_user text not null,
  at timestamptz not null,
  taken_by text,
  taken_at timestamptz,
  done_by text,
  done_at timestamptz,
  simulated boolean not null default false
);
create index hand_over_open on duty.hand_over (unit_path, id desc) where done_at is null;
create index hand_over_newest on duty.hand_over (unit_path, id desc);

create table duty.channel (
  id int generated always as identity primary key,
  kind text not null check (kind in ('email', 'webhook', 'sms', 'record')),
  name text not null,
  enabled boolean not null,
  settings jsonb not null,
  -- Sealed under the key of the installation; never in answers, logs or exports.
  secret text,
  simulated boolean not null default false
);

create table duty.notice_rule (
  id int generated always as identity primary key,
  unit_path text not null,
  occasion text not null check (occasion in ('alarm-fired', 'alarm-escalated', 'task-dispatched', 'task-overdue')),
  severity text not null check (severity in ('info', 'warning', 'critical')),
  channel_id int references duty.channel (id),
  recipient jsonb not null,
  enabled boolean not null,
  simulated boolean not null default false,
  removed_at timestamptz
);
create index notice_rule_occasion on duty.notice_rule (occasion) where enabled and removed_at is null;

create table duty.message (
  id bigint generated always as identity primary key,
  -- The same occasion tells the same address once, however often its event comes.
  key text not null unique,
  rule_id int,
  channel_id int not null references duty.channel (id),
  occasion text not null,
  address text not null,
  subject text not null,
  body text not null,
  unit_path text not null,
  state text not null default 'queued' check (state in ('queued', 'sent', 'recorded', 'failed')),
  attempts int not null default 0,
  error text,
  created_at timestamptz not null,
  next_at timestamptz,
  sent_at timestamptz,
  simulated boolean not null
);
create index message_due on duty.message (next_at) where state = 'queued';
create index message_newest on duty.message (id desc);

create table duty.inbox (
  id bigint generated always as identity primary key,
  key text not null unique,
  person_id text not null,
  occasion text not null,
  subject text not null,
  body text not null,
  link text,
  at timestamptz not null,
  read_at timestamptz
);
create index inbox_person on duty.inbox (person_id, id desc);
create index inbox_unread on duty.inbox (person_id) where read_at is null;

do $$
declare
  name text;
begin
  foreach name in array array['shift', 'contact', 'hand_over', 'notice_rule', 'message'] loop
    execute format('alter table duty.%I enable row level security', name);
    execute format('create policy read_all on duty.%I for select using (true)', name);
    execute format('create policy competent_insert on duty.%I for insert with check (platform.may_write(unit_path))', name);
    execute format('create policy competent_update on duty.%I for update using (platform.may_write(unit_path)) with check (platform.may_write(unit_path))', name);
    execute format('create policy competent_delete on duty.%I for delete using (platform.may_write(unit_path))', name);
  end loop;
end
$$;
