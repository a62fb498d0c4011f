-- Runs of spatial analysis (空间分析) and what they gave. A run reads data sets with the sight of the person who asked; who
-- reads the result must see the same sets whole, which `sets` remembers.
create schema if not exists analysis;

create table analysis.run (
  id          int generated always as identity primary key,
  kind        text not null,
  title       text not null,
  input       jsonb not null,
  sets        text[] not null default '{}',
  state       text not null check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  progress    double precision not null default 0,
  note        text,
  -- {figures: […], steps: […], charts: […], style: {…}, problems: […]}
  outcome     jsonb,
  error       text,
  features    int not null default 0,
  simulated   boolean not null default false,
  by_user     text not null,
  by_name     text not null,
  asked_at    timestamptz not null,
  ended_at    timestamptz
);
create index run_newest on analysis.run (id desc);

create table analysis.feature (
  id          bigint generated always as identity primary key,
  run_id      int not null references analysis.run (id) on delete cascade,
  -- Place in the result's own order: rank of a cell, number of a class.
  nth         int not null,
  label       text,
  value       double precision,
  error       double precision,
  properties  jsonb not null,
  wkb         bytea not null,
  box         box not null
);
create index feature_run on analysis.feature (run_id, nth);
create index feature_box on analysis.feature using gist (box);

-- River network (河网): one row a reach, from the upper end to the lower, as it was digitised.
create table analysis.reach (
  id          int generated always as identity primary key,
  name        text,
  -- Ends that share a node flow into each other.
  from_node   int not null,
  to_node     int not null,
  length_m    double precision not null,
  velocity    double precision check (velocity > 0),
  simulated   boolean not null,
  source      text not null,
  wkb         bytea not null,
  box         box not null
);
create index reach_from on analysis.reach (from_node);
create index reach_to on analysis.reach (to_node);
create index reach_box on analysis.reach using gist (box);

-- Cells of a hot-spot grid that were handed to inspection: the task carries the rest.
create table analysis.handed (
  feature_id  bigint primary key references analysis.feature (id) on delete cascade,
  task_id     bigint not null,
  by_name     text not null,
  at          timestamptz not null
);
