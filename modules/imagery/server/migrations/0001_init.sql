-- Scenes (影像) from satellites and aircraft: what was told of them, what was read from them, and the COG that stands in the content store.
create table imagery.scene (
  id            int generated always as identity primary key,
  collection    text not null check (collection ~ '^[a-z][a-z0-9-]{1,60}$'),
  sensor        text not null check (sensor in ('sentinel-2-l2a', 'landsat-c2-l2', 'gaofen', 'drone', 'thematic')),
  title         text not null,
  taken_at      timestamptz not null,
  platform      text,
  source        text not null,
  licence       text not null,
  simulated     boolean not null,
  public        boolean not null,
  -- Competent for it, and where its middle lies.
  owner_path    text not null,
  unit_path     text,
  -- What the sender told: {baseline, epsg, noData, roles}.
  told          jsonb not null,
  state         text not null check (state in ('queued', 'converting', 'ready', 'failed')),
  progress      float8 not null default 0,
  -- {code, zh, en}
  failure       jsonb,
  -- [{part, name, size, sha256}]; sha256 is null while the file waits in the folder of uploads.
  originals     jsonb not null,
  -- Read from the files, once it is ready: {width, height, type, noData, affine, bands, validShare}.
  facts         jsonb,
  crs           text,
  -- Metres on the ground of one cell.
  gsd           float8 check (gsd > 0),
  -- Degrees, CGCS2000.
  footprint     bytea,
  box           box,
  cloud_share   float8 check (cloud_share between 0 and 1),
  cog_sha256    text,
  cog_size      bigint,
  quality_kind  text check (quality_kind in ('scl', 'qa-pixel')),
  quality_sha256 text,
  quality_size  bigint,
  by_user       text not null,
  by_name       text not null,
  recorded_at   timestamptz not null,
  ready_at      timestamptz,
  removed_at    timestamptz,
  check (state <> 'ready' or (facts is not null and crs is not null and gsd is not null and box is not null and cog_sha256 is not null))
);
create index scene_box on imagery.scene using gist (box) where removed_at is null;
create index scene_taken on imagery.scene (taken_at desc, id desc) where removed_at is null;

-- Comparisons of two scenes.
create table imagery.change_run (
  id          int generated always as identity primary key,
  title       text not null,
  before_id   int not null references imagery.scene (id),
  after_id    int not null references imagery.scene (id),
  parameters  jsonb not null,
  owner_path  text not null,
  state       text not null check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  progress    float8 not null default 0,
  note        text,
  failure     jsonb,
  outcome     jsonb,
  patches     int not null default 0,
  simulated   boolean not null,
  by_user     text not null,
  by_name     text not null,
  asked_at    timestamptz not null,
  ended_at    timestamptz,
  check (before_id <> after_id)
);
create index change_run_scenes on imagery.change_run (before_id, after_id);
create index change_run_after on imagery.change_run (after_id);

-- What a comparison found (检测图斑). Whoever follows them up keeps patches of his own.
create table imagery.change_patch (
  id               bigint generated always as identity primary key,
  run_id           int not null references imagery.change_run (id) on delete cascade,
  nth              int not null,
  ref              text not null,
  class            text,
  class_confidence float8 not null,
  confidence       float8 not null,
  area_m2          float8 not null,
  lon              float8 not null,
  lat              float8 not null,
  -- {indexChange, perimeter, compactness, elongation, cells, magnitude, before, after}
  properties       jsonb not null,
  wkb              bytea not null,
  box              box not null,
  unique (run_id, nth),
  unique (run_id, ref)
);

do $$
declare
  name text;
begin
  foreach name in array array['scene', 'change_run'] loop
    execute format('alter table imagery.%I enable row level security', name);
    execute format('create policy read_all on imagery.%I for select using (true)', name);
    execute format('create policy competent_insert on imagery.%I for insert with check (platform.may_write(owner_path))', name);
    execute format('create policy competent_update on imagery.%I for update using (platform.may_write(owner_path)) with check (platform.may_write(owner_path))', name);
  end loop;
end
$$;
