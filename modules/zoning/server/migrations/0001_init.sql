-- Plans of zoning (分区管控方案) in versions. Units and rules belong to a version and are fixed once it leaves the draft, so
-- that a past day is answered as it was.
create table zoning.plan_version (
  id         int generated always as identity primary key,
  name       text not null,
  step       text not null check (step in ('draft','assessed','expert','opinion','government','filed','published','superseded')),
  based_on   int references zoning.plan_version (id),
  valid_from date,
  valid_to   date,
  simulated  boolean not null,
  hash       text,
  check (valid_to is null or valid_to > valid_from)
);
-- One plan is in force at a time.
create unique index one_in_force on zoning.plan_version ((true)) where step = 'published';

create table zoning.version_step (
  version_id int not null references zoning.plan_version (id),
  step       text not null,
  document   text,
  by_name    text not null,
  at         timestamptz not null,
  primary key (version_id, step)
);

create table zoning.control_unit (
  version_id int not null references zoning.plan_version (id),
  code       text not null check (code ~ '^ZH[0-9]{6}[123][0-9]{4}$'),
  name       text not null,
  class      text not null check (class in ('priority', 'key', 'general')),
  county     text not null,
  area_name  text,
  area_km2   double precision not null,
  attributes jsonb not null,
  wkb        bytea not null,
  box        box not null,
  primary key (version_id, code)
);
create index control_unit_box on zoning.control_unit using gist (box);

create table zoning.access_rule (
  id         int generated always as identity primary key,
  version_id int not null references zoning.plan_version (id),
  level      text not null check (level in ('region', 'area', 'unit')),
  target     text,
  dimension  text not null check (dimension in ('layout', 'emission', 'risk', 'resource')),
  text       text not null,
  industries jsonb not null,
  effect     text check (effect in ('ban', 'limit', 'condition')),
  parameter  text,
  max        double precision,
  basis      text,
  check ((level = 'region') = (target is null))
);
create index access_rule_version on zoning.access_rule (version_id);

-- What was answered, as it was answered: rules and shares are kept with the check.
create table zoning.check (
  id         int generated always as identity primary key,
  version_id int not null references zoning.plan_version (id),
  project    text not null,
  day        date not null,
  verdict    text not null,
  result     jsonb not null,
  by_name    text not null,
  at         timestamptz not null
);
