-- Ledger of the red line (生态保护红线台账). Boundaries hold from a day to a day, each change is a new row and an adjustment:
-- what was in force on the day of an image can always be asked.

create table redline.area (
  id         int generated always as identity primary key,
  kind       text not null check (kind in ('redline', 'protected')),
  code       text not null,
  version    int not null check (version > 0),
  name       text not null,
  type       text not null,
  zone       text check (zone in ('core', 'general')),
  function   text,
  authority  text not null,
  unit_path  text not null,
  -- Geodesic on the ellipsoid of CGCS2000, from the geometry; the stated figure stands beside it.
  area_m2    float8 not null check (area_m2 > 0),
  survey_m2  float8 check (survey_m2 > 0),
  wkb        bytea not null,
  box        box not null,
  valid_from date not null,
  valid_to   date,
  -- When the platform knew of it.
  recorded_at timestamptz not null,
  simulated  boolean not null,
  unique (kind, code, version),
  check (valid_to is null or valid_to > valid_from),
  check ((kind = 'redline' and type in ('function', 'sensitive')) or (kind = 'protected' and type in ('national-park', 'reserve', 'nature-park')))
);
-- One version of an area is in force at a time.
create unique index area_present on redline.area (kind, code) where valid_to is null;
create index area_box on redline.area using gist (box);

-- How one version became the next: only ever added to.
create table redline.adjustment (
  id           int generated always as identity primary key,
  kind         text not null,
  code         text not null,
  unit_path    text not null,
  from_version int,
  to_version   int,
  valid_from   date not null,
  approval     text not null,
  reason       text not null,
  delta_m2     float8 not null,
  gained_m2    float8 not null,
  lost_m2      float8 not null,
  by_name      text not null,
  at           timestamptz not null,
  check (from_version is not null or to_version is not null)
);
create index adjustment_of on redline.adjustment (kind, code, id);

create table redline.marker (
  id           int generated always as identity primary key,
  code         text not null unique,
  kind         text not null check (kind in ('post', 'sign')),
  area_kind    text not null,
  area_code    text not null,
  lon          float8 not null,
  lat          float8 not null,
  unit_path    text not null,
  condition    text not null default 'good' check (condition in ('good', 'damaged', 'moved', 'missing')),
  placed_on    date,
  inspected_on date,
  simulated    boolean not null default false,
  updated_at   timestamptz not null
);
create index marker_of on redline.marker (area_kind, area_code);

create table redline.inspection (
  id        int generated always as identity primary key,
  marker_id int not null references redline.marker (id),
  unit_path text not null,
  "on"      date not null,
  condition text not null check (condition in ('good', 'damaged', 'moved', 'missing')),
  note      text,
  evidence  jsonb not null default '[]',
  by_name   text not null,
  by_user   text,
  at        timestamptz not null
);
create index inspection_of on redline.inspection (marker_id, id desc);

create table redline.activity_class (
  code       text primary key,
  parent     text references redline.activity_class (code),
  names      jsonb not null,
  draft_name text,
  older_name text,
  source     text not null,
  sort       int not null
);

create table redline.approval (
  id          int generated always as identity primary key,
  number      text not null unique,
  project     text not null,
  authority   text not null,
  approved_m2 float8 not null,
  area_m2     float8 not null,
  valid_from  date not null,
  valid_to    date,
  unit_path   text not null,
  inside      jsonb not null,
  wkb         bytea not null,
  box         box not null,
  simulated   boolean not null default false,
  by_name     text not null,
  at          timestamptz not null,
  check (valid_to is null or valid_to > valid_from)
);
create index approval_box on redline.approval using gist (box);

create table redline.activity (
  id          int generated always as identity primary key,
  code        text not null unique,
  name        text not null,
  class       text not null references redline.activity_class (code),
  unit_path   text not null,
  status      text not null check (status in ('existing', 'new', 'enlarged', 'reduced', 'restored')),
  legal_basis text,
  approval_id int references redline.approval (id),
  first_seen  date not null,
  last_seen   date not null,
  area_m2     float8 not null,
  -- Against the boundaries in force when it was last seen.
  inside      jsonb not null,
  wkb         bytea not null,
  box         box not null,
  simulated   boolean not null default false,
  updated_at  timestamptz not null
);
create index activity_box on redline.activity using gist (box);

-- Each time that it was seen, only ever added to.
create table redline.activity_sighting (
  id          int generated always as identity primary key,
  activity_id int not null references redline.activity (id),
  unit_path   text not null,
  seen_on     date not null,
  status      text not null,
  source      text not null,
  area_m2     float8 not null,
  wkb         bytea not null,
  by_name     text not null,
  at          timestamptz not null
);
create index activity_sighting_of on redline.activity_sighting (activity_id, seen_on);

-- 有限人为活动: dated data. What is carried from memory says so and is never shown as law.
create table redline.limited_rule (
  id             int generated always as identity primary key,
  key            text not null,
  version        int not null,
  name           text not null,
  classes        text[] not null,
  zone           text check (zone in ('core', 'general')),
  condition      text not null,
  basis          text not null,
  confidence     text not null check (confidence in ('sourced', 'memory', 'local')),
  effective_from date not null,
  effective_to   date,
  changed_by     text,
  reason         text not null,
  unique (key, version)
);

-- Files that were brought as evidence: only these may be named, by who brought them.
create table redline.file (
  sha256  text not null,
  by_user text not null,
  name    text not null,
  at      timestamptz not null,
  primary key (sha256, by_user)
);

create function redline.only_added() returns trigger language plpgsql as $$
begin
  raise exception 'rows of %.% are only ever added', tg_table_schema, tg_table_name;
end
$$;
create trigger only_added before update or delete on redline.adjustment for each row execute function redline.only_added();
create trigger only_added before update or delete on redline.inspection for each row execute function redline.only_added();
create trigger only_added before update or delete on redline.activity_sighting for each row execute function redline.only_added();

do $$
declare
  name text;
begin
  foreach name in array array['area', 'adjustment', 'marker', 'inspection', 'approval', 'activity', 'activity_sighting'] loop
    execute format('alter table redline.%I enable row level security', name);
    execute format('create policy read_all on redline.%I for select using (true)', name);
    execute format('create policy competent_insert on redline.%I for insert with check (platform.may_write(unit_path))', name);
    execute format('create policy competent_update on redline.%I for update using (platform.may_write(unit_path)) with check (platform.may_write(unit_path))', name);
  end loop;
end
$$;

-- 项目内部编码. The official codes of HJ 1156 were not at hand: first level as the draft of 2020 names it, second as older practice does.
insert into redline.activity_class (code, parent, names, draft_name, older_name, source, sort)
select code, parent, jsonb_build_object('zh', zh, 'en', en), draft, older, '项目内部编码；HJ 1156 2020 年征求意见稿名称、既往遥感监测名称对照，未经正式文本核对', sort
from (values
  ('R1', null, '矿产资源开发', 'Mining', '矿产资源开发', '工矿用地', 10),
  ('R11', 'R1', '采石场', 'Quarry', '矿产资源开发', '采石场', 11),
  ('R12', 'R1', '采矿（矿坑、排土场）', 'Mine, pit or spoil heap', '矿产资源开发', '工矿用地', 12),
  ('R13', 'R1', '尾矿库', 'Tailings pond', '矿产资源开发', '工矿用地', 13),
  ('R2', null, '工业开发', 'Industry', '工业开发', '工矿用地', 20),
  ('R21', 'R2', '工业厂区', 'Industrial site', '工业开发', '工矿用地', 21),
  ('R22', 'R2', '固体废物堆场', 'Solid-waste dump', '工业开发', '工矿用地', 22),
  ('R3', null, '能源开发', 'Energy', '能源开发', '能源设施', 30),
  ('R31', 'R3', '光伏', 'Photovoltaics', '能源开发', '能源设施', 31),
  ('R32', 'R3', '风电', 'Wind power', '能源开发', '能源设施', 32),
  ('R33', 'R3', '水电与水利设施', 'Water works', '能源开发', '水电设施', 33),
  ('R34', 'R3', '油气设施', 'Oil and gas', '能源开发', '能源设施', 34),
  ('R4', null, '旅游开发', 'Tourism', '旅游开发', '旅游设施', 40),
  ('R5', null, '交通开发', 'Transport', '交通开发', '交通设施', 50),
  ('R51', 'R5', '道路', 'Road', '交通开发', '道路', 51),
  ('R52', 'R5', '铁路与机场', 'Railway or airport', '交通开发', '交通设施', 52),
  ('R6', null, '养殖开发', 'Stock farming', '养殖开发', '养殖场', 60),
  ('R7', null, '其他活动', 'Other activities', '其他活动', '其他人工设施', 70),
  ('R71', 'R7', '农业用地', 'Farmland', '其他活动', '农业用地', 71),
  ('R72', 'R7', '居民点', 'Settlement', '其他活动', '居民点', 72),
  ('R73', 'R7', '其他人工设施', 'Other structures', '其他活动', '其他人工设施', 73)
) as c(code, parent, zh, en, draft, older, sort);

-- In our own words and from memory: an administrator checks them against the text before they are relied on.
insert into redline.limited_rule (key, version, name, classes, zone, condition, basis, confidence, effective_from, reason)
select key, 1, name, coalesce(string_to_array(nullif(classes, ''), ','), '{}'), null, condition,
  '自然资发〔2022〕142号《关于加强生态保护红线管理的通知（试行）》（凭记忆转述，须核对原文）', 'memory', '2022-08-16'::date, 'factory'
from (values
  ('guard', '管护、科研、监测、防灾与国防等', '', '管护巡护、保护执法、科学研究、调查监测、测绘导航、防灾减灾救灾、军事国防、疫情防控等活动及相关的必要设施修筑。'),
  ('residents', '原住居民的生产生活', 'R6,R71,R72', '不扩大现有建设用地、耕地、养殖规模和放牧强度（符合草畜平衡）的种植、放牧、捕捞、养殖，及修筑生产生活设施。'),
  ('relics', '考古、化石与标本采集', '', '经依法批准的考古调查发掘、古生物化石调查发掘、标本采集和文物保护活动。'),
  ('forestry', '人工商品林抚育与林分质量提升', '', '按规定的抚育采伐，或以提升森林质量、优化栖息地、建设生物防火隔离带等为目的的树种更新。'),
  ('tourism', '适度参观旅游与科普', 'R4', '不破坏生态功能的适度参观旅游、科普宣教，符合相关规划的配套服务设施和必要公共设施的建设及维护。'),
  ('linear', '必须且无法避让的线性基础设施等', 'R33,R51,R52', '必须且无法避让、符合县级以上国土空间规划的线性基础设施、通讯和防洪、供水设施建设；已有合法水利、交通运输等设施的运行维护改造。'),
  ('geology', '地质调查与部分矿产资源勘查开采', 'R1,R11,R12,R34', '基础地质调查和战略性矿产远景调查等公益性工作；对已依法设立的部分矿业权在规定条件下继续，不得扩大。'),
  ('restoration', '生态修复', '', '依据县级以上国土空间规划和生态保护修复专项规划开展的生态修复。'),
  ('border', '边界边境通视道清理与界务工程', '', '依据法律法规和国界管理协定开展的通视道清理以及界务工程的修建、维护和拆除。'),
  ('other-law', '法律法规规定允许的其他人为活动', '', '法律法规规定允许的其他人为活动，判定时写明条款。')
) as r(key, name, classes, condition);
