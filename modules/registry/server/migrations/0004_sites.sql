-- A point is a site of the monitoring network (监测点位): what it is there for, which body answers for it, and its life.
alter table registry.point
  add column purposes text[] not null default '{}',
  add column responsible_body text,
  add column lifecycle text not null default 'in-service'
    check (lifecycle in ('planned', 'trial', 'in-service', 'suspended', 'retired')),
  add column opened_on date,
  add column retired_on date,
  add constraint point_life check (retired_on is null or opened_on is null or retired_on >= opened_on);
