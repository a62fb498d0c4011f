-- Alarms of mobile sources and findings of the gamma network: told of when they are raised, and again when nobody answers in time.
alter table duty.notice_rule drop constraint notice_rule_occasion_check;
alter table duty.notice_rule add constraint notice_rule_occasion_check
  check (occasion in ('alarm-fired', 'alarm-escalated', 'task-dispatched', 'task-due', 'task-overdue', 'radiation-raised', 'radiation-unanswered'));

-- Minutes within which somebody has to answer what was told, by severity; where there is no row nobody waits for an answer.
create table duty.answer_term (
  severity   text primary key check (severity in ('info', 'warning', 'critical')),
  minutes    int not null check (minutes between 1 and 1440),
  source     text not null,
  confidence text not null
);
insert into duty.answer_term (severity, minutes, source, confidence) values
  ('critical', 5, '本平台建议', 'unverified'),
  ('warning', 30, '本平台建议', 'unverified');

-- What was told of and waits for an answer.
create table duty.awaiting (
  -- `tracking:12`, `radnet:7`
  subject     text primary key,
  severity    text not null,
  unit_path   text not null,
  headline    text not null,
  body        text not null,
  link        text not null,
  simulated   boolean not null,
  minutes     int not null,
  due_at      timestamptz not null,
  answered_at timestamptz,
  -- When the next one up was told because nobody answered.
  passed_on_at timestamptz
);
create index awaiting_due on duty.awaiting (due_at) where answered_at is null and passed_on_at is null;
