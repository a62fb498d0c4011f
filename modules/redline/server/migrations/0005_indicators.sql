-- Ecosystem status by year (年度指标), and what protection has brought (保护成效评估).

-- 指标登记: what may be brought, and what the platform reads by itself.
create table redline.indicator (
  code   text primary key,
  names  jsonb not null,
  unit   text not null,
  -- Which way is good for the ecosystem.
  better text not null check (better in ('more', 'less')),
  low    float8 not null,
  high   float8 not null check (high > low),
  -- Brought in files, computed from others of the year, read from scenes, or summed from patches.
  source text not null check (source in ('import', 'computed', 'scene', 'patch')),
  basis  text not null,
  sort   int not null
);
insert into redline.indicator (code, names, unit, better, low, high, source, basis, sort) values
  ('npp', '{"zh": "净初级生产力 NPP", "en": "Net primary productivity (NPP)"}', 'gC/m²/a', 'more', 0, 3000, 'import', '年总量，取自产品或模型（如 CASA），来源由导入者写明', 1),
  ('eqi-pattern', '{"zh": "EQI 生态格局", "en": "EQI pattern"}', '', 'more', 0, 100, 'import', '环监测〔2021〕99号一级指标；二、三级权重未取得，平台不由原始数据计算', 2),
  ('eqi-function', '{"zh": "EQI 生态功能", "en": "EQI function"}', '', 'more', 0, 100, 'import', '环监测〔2021〕99号一级指标', 3),
  ('eqi-biodiversity', '{"zh": "EQI 生物多样性", "en": "EQI biodiversity"}', '', 'more', 0, 100, 'import', '环监测〔2021〕99号一级指标', 4),
  ('eqi-stress', '{"zh": "EQI 生态胁迫", "en": "EQI stress"}', '', 'less', 0, 100, 'import', '环监测〔2021〕99号一级指标，逆向', 5),
  ('eqi-given', '{"zh": "EQI 已有结果", "en": "EQI as published"}', '', 'more', 0, 100, 'import', '他处算出的 EQI；四项一级指标齐全时以计算为准', 6),
  ('fvc-year', '{"zh": "年度植被覆盖度", "en": "Vegetation cover of the year"}', '%', 'more', 0, 100, 'import', '生长季合成产品', 7),
  ('patch-density', '{"zh": "景观斑块密度 PD", "en": "Patch density (PD)"}', 'n/km²', 'less', 0, 10000, 'import', '景观破碎化，可由 tarim raster fragmentation 算出', 8),
  ('eqi', '{"zh": "生态质量指数 EQI", "en": "Ecological quality index (EQI)"}', '', 'more', 0, 100, 'computed', '由四项一级指标计算，缺项时取已有结果', 20),
  ('fvc', '{"zh": "植被覆盖度（同季影像）", "en": "Vegetation cover (scenes of the same season)"}', '', 'more', 0, 1, 'scene', '见生态状况', 21),
  ('ndvi', '{"zh": "NDVI（同季影像）", "en": "NDVI (scenes of the same season)"}', '', 'more', -1, 1, 'scene', '见生态状况', 22),
  ('water-share', '{"zh": "水面占比（同季影像）", "en": "Share of water (scenes of the same season)"}', '', 'more', 0, 1, 'scene', '见生态状况', 23),
  ('disturbance', '{"zh": "人为干扰面积占比", "en": "Share of area disturbed by people"}', '', 'less', 0, 1, 'patch', '已判定为人类活动且年末未销号的图斑在片区内的面积之和 ÷ 片区面积', 24);

-- Each file that was taken, with the file itself kept by its hash.
create table redline.indicator_import (
  id        int generated always as identity primary key,
  sha256    text not null,
  file_name text not null,
  -- Which product, model or report the figures are of.
  origin    text not null,
  rows      int not null,
  added     int not null,
  simulated boolean not null,
  by_name   text not null,
  by_user   text not null,
  at        timestamptz not null
);

-- The highest revision of a figure counts; those before stay.
create table redline.indicator_value (
  id        bigint generated always as identity primary key,
  -- Of a red-line unit, a protected area, or a unit of administration, which is named by its code.
  kind      text not null check (kind in ('redline', 'protected', 'unit')),
  code      text not null,
  unit_path text not null,
  indicator text not null references redline.indicator (code),
  year      int not null,
  revision  int not null,
  value     float8 not null,
  import_id int not null references redline.indicator_import (id),
  simulated boolean not null,
  unique (kind, code, indicator, year, revision)
);
create index indicator_value_year on redline.indicator_value (year, indicator);
create index indicator_value_import on redline.indicator_value (import_id);

-- 评估方案: a table of data with versions. What ships is a proposal of the platform.
create table redline.effect_scheme (
  id             int generated always as identity primary key,
  key            text not null,
  version        int not null,
  name           text not null,
  -- [{indicator, weight, scale, mode}]: a change by `scale` counts in full.
  terms          jsonb not null,
  -- [{zh, en, from}], the best first; the last has no `from`.
  grades         jsonb not null,
  -- Weights of what is there, at least, for a judgement.
  least_share    float8 not null check (least_share > 0 and least_share <= 1),
  -- Scenes that are compared lie in these months, and so many days of the year apart at most.
  from_month     int not null check (from_month between 1 and 12),
  to_month       int not null check (to_month between 1 and 12),
  days_apart     int not null check (days_apart between 0 and 100),
  basis          text not null,
  confidence     text not null check (confidence in ('platform', 'local', 'sourced')),
  effective_from date not null,
  effective_to   date,
  changed_by     text,
  reason         text not null,
  unique (key, version)
);
insert into redline.effect_scheme (key, version, name, terms, grades, least_share, from_month, to_month, days_apart, basis, confidence,
  effective_from, reason)
values ('platform', 1, '平台默认方案', '[
  {"indicator": "fvc", "weight": 0.2, "mode": "absolute", "scale": 0.1},
  {"indicator": "water-share", "weight": 0.1, "mode": "absolute", "scale": 0.05},
  {"indicator": "npp", "weight": 0.2, "mode": "relative", "scale": 0.2},
  {"indicator": "eqi", "weight": 0.25, "mode": "absolute", "scale": 4},
  {"indicator": "disturbance", "weight": 0.15, "mode": "absolute", "scale": 0.005},
  {"indicator": "patch-density", "weight": 0.1, "mode": "relative", "scale": 0.2}]', '[
  {"zh": "明显向好", "en": "Markedly better", "from": 70},
  {"zh": "向好", "en": "Better", "from": 55},
  {"zh": "基本稳定", "en": "Stable", "from": 45},
  {"zh": "向差", "en": "Worse", "from": 30},
  {"zh": "明显向差", "en": "Markedly worse", "from": null}]', 0.5, 6, 9, 30,
  '平台默认，未经核实，不是 HJ 1143-2020 的指标、权重与分级（其正式文本未取得），不得作为法定评估结论', 'platform', '2020-01-01', 'factory');

-- A result with all that made it; evaluated anew with other inputs it is a further row.
create table redline.effect_result (
  id            int generated always as identity primary key,
  kind          text not null check (kind in ('redline', 'protected')),
  code          text not null,
  name          text not null,
  unit_path     text not null,
  area_version  int not null,
  scheme_id     int not null references redline.effect_scheme (id),
  scheme_key    text not null,
  baseline      int not null,
  target        int not null check (target > baseline),
  -- Null: not judgeable.
  index         float8,
  grade         int,
  share         float8 not null,
  inputs        jsonb not null,
  outcome       jsonb not null,
  simulated     boolean not null,
  by_name       text not null,
  at            timestamptz not null
);
create index effect_result_of on redline.effect_result (kind, code, scheme_key, baseline, target, id desc);
create index effect_result_period on redline.effect_result (scheme_key, baseline, target, id desc);

create trigger only_added before update or delete on redline.indicator_import for each row execute function redline.only_added();
create trigger only_added before update or delete on redline.indicator_value for each row execute function redline.only_added();
create trigger only_added before update or delete on redline.effect_result for each row execute function redline.only_added();
do $$
declare
  name text;
begin
  foreach name in array array['indicator_value', 'effect_result'] loop
    execute format('alter table redline.%I enable row level security', name);
    execute format('create policy read_all on redline.%I for select using (true)', name);
    execute format('create policy competent_insert on redline.%I for insert with check (platform.may_write(unit_path))', name);
  end loop;
end
$$;
