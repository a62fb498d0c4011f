-- Radiation monitoring network (辐射环境监测网): what hours of gamma stations were judged as, and what was found. Stations, series and
-- frames are those of registry and telemetry.

-- A background (本底) that somebody entered, nGy/h; the station's own dry hours go before it.
create table radnet.background (
  id             int generated always as identity primary key,
  point_id       int not null,
  unit_path      text not null,
  mean           float8 not null check (mean > 0),
  sd             float8 not null check (sd >= 0),
  effective_from date not null,
  source         text not null,
  by_name        text not null,
  at             timestamptz not null
);
create index background_point on radnet.background (point_id, effective_from);

-- An hour as it is judged now, with all figures that judged it.
create table radnet.judgement (
  point_id     int not null,
  time         timestamptz not null,
  unit_path    text not null,
  state        text not null,
  value        float8,
  rain         float8,
  wet          boolean not null,
  mean         float8,
  sd           float8,
  n            int,
  basis        text check (basis in ('own', 'entered')),
  high         float8,
  urgent       float8,
  rule         text not null,
  rule_version text not null,
  revision     int not null default 0,
  judged_at    timestamptz not null,
  primary key (point_id, time)
);

-- What an hour was judged as before its figures changed.
create table radnet.judgement_revision (
  point_id    int not null,
  time        timestamptz not null,
  revision    int not null,
  was         jsonb not null,
  replaced_at timestamptz not null,
  primary key (point_id, time, revision)
);

-- Hours in a row of one kind: rain, a rise in dry weather, an instrument at fault.
create table radnet.finding (
  id              int generated always as identity primary key,
  point_id        int not null,
  point_name      text not null,
  unit_path       text not null,
  kind            text not null check (kind in ('rain', 'rise', 'fault')),
  state           text not null check (state in ('open', 'acknowledged', 'closed', 'over', 'withdrawn')),
  worst           text not null,
  from_at         timestamptz not null,
  to_at           timestamptz not null,
  hours           int not null,
  peak            float8,
  peak_at         timestamptz,
  high            float8,
  rain            float8,
  acknowledged_by text,
  acknowledged_at timestamptz,
  conclusion      text,
  note            text not null default '',
  closed_by       text,
  closed_at       timestamptz,
  simulated       boolean not null,
  updated_at      timestamptz not null,
  check ((state = 'closed') = (conclusion is not null))
);
create index finding_point on radnet.finding (point_id, kind, from_at);

-- Hours that wait to be judged, written by the stream and taken by the job.
create table radnet.due (
  point_id int not null,
  time     timestamptz not null,
  at       timestamptz not null,
  primary key (point_id, time)
);

create function radnet.keep() returns trigger language plpgsql as $$
begin
  raise exception 'rows of radnet.% are only ever added', tg_table_name;
end
$$;
do $$
declare
  name text;
begin
  foreach name in array array['background', 'judgement_revision'] loop
    execute format('create trigger %I before update or delete on radnet.%I for each row execute function radnet.keep()', name || '_kept', name);
  end loop;
  foreach name in array array['background', 'judgement', 'finding'] loop
    execute format('alter table radnet.%I enable row level security', name);
    execute format('create policy read_all on radnet.%I for select using (true)', name);
    execute format('create policy competent_insert on radnet.%I for insert with check (platform.may_write(unit_path))', name);
  end loop;
  create policy competent_update on radnet.finding for update using (platform.may_write(unit_path)) with check (platform.may_write(unit_path));
end
$$;
