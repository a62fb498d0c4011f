-- Patches (图斑). The log of events is the truth; the row of a patch is what folding them gives, kept for lists.

create table redline.patch (
  id               int generated always as identity primary key,
  -- Of the detector: the same patch proposed again is the same patch.
  ref              text not null,
  level            text not null check (level in ('detected', 'clue', 'suspected')),
  state            text not null check (state in ('detected', 'clue', 'suspected', 'dispatched', 'verifying', 'verified', 'violation',
    'rectifying', 'submitted', 'closed', 'looked-back', 'discarded', 'archived', 'superseded')),
  theme            text check (theme in ('tailings', 'waste-dump', 'water-source')),
  detector         text not null,
  detector_version text not null,
  parameters       jsonb not null,
  before_scene     text,
  after_scene      text,
  before_on        date,
  after_on         date not null,
  confidence       float8,
  class            text,
  index_change     jsonb not null,
  area_m2          float8 not null,
  lon              float8 not null,
  lat              float8 not null,
  wkb              bytea not null,
  box              box not null,
  outline          bytea,
  outline_m2       float8,
  -- Computed against what was in force on the day of the later image.
  meets            jsonb not null,
  redline_m2       float8 not null,
  protected_m2     float8 not null,
  -- `redline/CODE` and `protected/CODE` of the areas it meets.
  areas            text[] not null,
  unit_path        text not null,
  judgement        text,
  discard_reason   text,
  rectify_by       date,
  rectified_on     date,
  reopened         int not null default 0,
  -- Who did what, by id: the separation of duties is decided on it.
  hands            jsonb not null default '{}',
  parents          int[] not null default '{}',
  due_at           timestamptz,
  simulated        boolean not null,
  created_at       timestamptz not null,
  updated_at       timestamptz not null,
  unique (detector, ref)
);
create index patch_state on redline.patch (state, id desc);
create index patch_level on redline.patch (level, id desc);
create index patch_unit on redline.patch (unit_path text_pattern_ops, id desc);
create index patch_areas on redline.patch using gin (areas);
create index patch_due on redline.patch (due_at) where due_at is not null;
create index patch_theme on redline.patch (theme, id desc) where theme is not null;
create index patch_box on redline.patch using gist (box);
create index patch_parents on redline.patch using gin (parents) where parents <> '{}';

create table redline.patch_event (
  id         bigint generated always as identity primary key,
  patch_id   int not null references redline.patch (id),
  unit_path  text not null,
  act        text not null,
  from_state text,
  to_state   text not null,
  text       text,
  detail     jsonb not null default '{}',
  evidence   jsonb not null default '[]',
  -- What the act changes of the patch: folding these gives the row.
  change     jsonb not null default '{}',
  by_name    text,
  by_user    text,
  at         timestamptz not null
);
create index patch_event_of on redline.patch_event (patch_id, id);
create trigger only_added before update or delete on redline.patch_event for each row execute function redline.only_added();

-- Terms of each step: proposals of the platform, not law.
create table redline.step_term (
  state      text primary key,
  length     int not null check (length > 0),
  unit       text not null check (unit in ('workday', 'calendarDay')),
  sort       int not null,
  changed_by text,
  changed_at timestamptz
);
insert into redline.step_term (state, length, unit, sort) values
  ('detected', 5, 'workday', 1), ('clue', 5, 'workday', 2), ('suspected', 3, 'workday', 3), ('dispatched', 2, 'workday', 4),
  ('verifying', 15, 'calendarDay', 5), ('verified', 5, 'workday', 6), ('violation', 5, 'workday', 7),
  ('rectifying', 90, 'calendarDay', 8), ('submitted', 10, 'calendarDay', 9), ('closed', 180, 'calendarDay', 10);

create table redline.theme_object (
  id          int generated always as identity primary key,
  theme       text not null check (theme in ('tailings', 'waste-dump', 'water-source')),
  code        text not null unique,
  name        text not null,
  unit_path   text not null,
  facts       jsonb not null,
  area_m2     float8 not null,
  water_share float8,
  observed_on date not null,
  lon         float8 not null,
  lat         float8 not null,
  wkb         bytea not null,
  box         box not null,
  simulated   boolean not null default false,
  updated_at  timestamptz not null
);
create index theme_object_box on redline.theme_object using gist (box);
create table redline.theme_observation (
  id          int generated always as identity primary key,
  object_id   int not null references redline.theme_object (id),
  unit_path   text not null,
  "on"        date not null,
  area_m2     float8 not null,
  water_share float8,
  facts       jsonb not null,
  wkb         bytea not null,
  by_name     text not null,
  at          timestamptz not null
);
create index theme_observation_of on redline.theme_observation (object_id, "on");
create trigger only_added before update or delete on redline.theme_observation for each row execute function redline.only_added();
create table redline.theme_alert (
  id        int generated always as identity primary key,
  theme     text not null,
  kind      text not null check (kind in ('outside-register', 'area', 'water-share')),
  object_id int references redline.theme_object (id),
  patch_id  int references redline.patch (id),
  unit_path text not null,
  before    float8,
  after     float8,
  "on"      date not null,
  at        timestamptz not null,
  seen_by   text,
  seen_text text,
  seen_at   timestamptz
);
create index theme_alert_open on redline.theme_alert (theme, id desc) where seen_at is null;

do $$
declare
  name text;
begin
  foreach name in array array['patch', 'patch_event', 'theme_object', 'theme_observation', 'theme_alert'] loop
    execute format('alter table redline.%I enable row level security', name);
    execute format('create policy read_all on redline.%I for select using (true)', name);
    execute format('create policy competent_insert on redline.%I for insert with check (platform.may_write(unit_path))', name);
    execute format('create policy competent_update on redline.%I for update using (platform.may_write(unit_path)) with check (platform.may_write(unit_path))', name);
  end loop;
end
$$;
