-- Tables of classes of thematic rasters (类别表): each change is a version, none is ever rewritten.
create table imagery.scene_classes (
  scene_id    int not null references imagery.scene (id),
  version     int not null check (version > 0),
  owner_path  text not null,
  -- [{value, zh, en, colour}]
  entries     jsonb not null,
  -- {kind, name}
  origin      jsonb not null,
  by_user     text,
  by_name     text,
  recorded_at timestamptz not null,
  primary key (scene_id, version)
);

-- Land-cover change (土地覆盖转移) between two thematic rasters.
create table imagery.transition_run (
  id          int generated always as identity primary key,
  title       text not null,
  before_id   int not null references imagery.scene (id),
  after_id    int not null references imagery.scene (id),
  -- {groups, tables, unit, bbox, map}
  parameters  jsonb not null,
  owner_path  text not null,
  state       text not null check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  progress    float8 not null default 0,
  failure     jsonb,
  outcome     jsonb,
  -- The thematic raster of what became what.
  map_id      int references imagery.scene (id),
  simulated   boolean not null,
  by_user     text not null,
  by_name     text not null,
  asked_at    timestamptz not null,
  ended_at    timestamptz,
  check (before_id <> after_id)
);
create index transition_run_before on imagery.transition_run (before_id);
create index transition_run_after on imagery.transition_run (after_id);
create index transition_run_map on imagery.transition_run (map_id);

do $$
declare
  name text;
begin
  foreach name in array array['scene_classes', 'transition_run'] loop
    execute format('alter table imagery.%I enable row level security', name);
    execute format('create policy read_all on imagery.%I for select using (true)', name);
    execute format('create policy competent_insert on imagery.%I for insert with check (platform.may_write(owner_path))', name);
  end loop;
  execute 'create policy competent_update on imagery.transition_run for update using (platform.may_write(owner_path)) with check (platform.may_write(owner_path))';
end
$$;
