-- All registered enterprises against a version (批量研判): what was found of those that do not simply fit.
create table zoning.batch (
  id         int generated always as identity primary key,
  version_id int not null references zoning.plan_version (id),
  state      text not null check (state in ('waiting', 'running', 'done', 'failed')),
  total      int not null default 0,
  done       int not null default 0,
  -- Without a place nothing can be said.
  unplaced   int not null default 0,
  conflicts  int not null default 0,
  by_name    text not null,
  at         timestamptz not null
);
create index batch_version on zoning.batch (version_id, id desc);

create table zoning.batch_row (
  batch_id      int not null references zoning.batch (id) on delete cascade,
  enterprise_id int not null,
  name          text not null,
  industry      text,
  unit_code     text,
  verdict       text not null check (verdict in ('forbidden', 'manual')),
  rule          text,
  primary key (batch_id, enterprise_id)
);
