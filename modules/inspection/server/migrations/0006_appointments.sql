-- 计划时段: when a visit is to be made, on one day; null: no hour was set yet. Joint: officers of the other hierarchy may be of the team.
alter table inspection.visit add column appointed_from timestamptz;
alter table inspection.visit add column appointed_to timestamptz;
alter table inspection.visit add column joint boolean not null default false;
alter table inspection.visit add constraint visit_appointment check (
  (appointed_from is null) = (appointed_to is null) and (appointed_from is null or appointed_from < appointed_to));
-- Whom a day has, what was made today, and what was heard last.
create index visit_appointed on inspection.visit (appointed_from) where appointed_from is not null;
create index visit_visited on inspection.visit (visited_on) where state = 'done';
create index visit_planned_at on inspection.visit (planned_at desc);
create index visit_recorded_at on inspection.visit (recorded_at desc) where recorded_at is not null;
