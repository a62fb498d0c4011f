-- Reports: templates in revisions, runs with their results, schedules.
create schema if not exists reporting;

-- Append-only: a report names the revision that made it.
create table reporting.template (
  id int generated always as identity primary key,
  kind text not null check (kind in ('daily', 'monthly', 'annual')),
  revision int not null,
  content jsonb not null,
  saved_at timestamptz not null,
  -- null: came with the platform
  saved_by text,
  reason text,
  restores int,
  unique (kind, revision)
);

create table reporting.report (
  id int generated always as identity primary key,
  kind text not null check (kind in ('daily', 'monthly', 'annual')),
  unit_path text not null,
  unit_name text not null,
  period text not null,
  language text not null,
  number int not null,
  template_id int not null references reporting.template (id),
  state text not null check (state in ('queued', 'running', 'done', 'failed')),
  progress real not null default 0,
  attempts int not null default 0,
  -- {zh, en}
  failure jsonb,
  -- null: the schedule
  asked_by text,
  asked_at timestamptz not null,
  ended_at timestamptz,
  -- Renewed while it is made; one that is not renewed any more belongs to a process that is gone.
  touched_at timestamptz not null,
  publish_when_done boolean not null default false,
  title text,
  pages int,
  simulated boolean,
  provenance jsonb,
  -- {pdf: {sha256, size}, docx: …, json: …}: all three or none
  files jsonb,
  published_at timestamptz,
  published_by text,
  unique (kind, unit_path, period, language, number),
  check ((state = 'done') = (files is not null)),
  check (published_at is null or state = 'done')
);
create index report_unit on reporting.report (unit_path, id desc);
create index report_open on reporting.report (touched_at) where state in ('queued', 'running');

create table reporting.schedule (
  kind text not null check (kind in ('daily', 'monthly', 'annual')),
  unit_path text not null,
  enabled boolean not null,
  -- {hour, minute, day, month}, Beijing time
  timing jsonb not null,
  language text not null,
  publish boolean not null,
  -- Nothing from before is made up for.
  since timestamptz not null,
  last_at timestamptz,
  last_period text,
  last_report int references reporting.report (id),
  changed_by text,
  primary key (kind, unit_path)
);

-- Published reports are for all readers; the others, and all writing, for the competent chain (policy is the first fence).
alter table reporting.report enable row level security;
create policy report_read on reporting.report for select to tarim_actor
  using (published_at is not null or platform.may_write(unit_path));
create policy report_insert on reporting.report for insert to tarim_actor with check (platform.may_write(unit_path));
create policy report_update on reporting.report for update to tarim_actor
  using (platform.may_write(unit_path)) with check (platform.may_write(unit_path));

alter table reporting.schedule enable row level security;
create policy schedule_read on reporting.schedule for select to tarim_actor using (true);
create policy schedule_insert on reporting.schedule for insert to tarim_actor with check (platform.may_write(unit_path));
create policy schedule_update on reporting.schedule for update to tarim_actor
  using (platform.may_write(unit_path)) with check (platform.may_write(unit_path));

create function reporting.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'revisions of a template are append-only' using errcode = 'insufficient_privilege';
end
$$;
create trigger template_append_only before update or delete on reporting.template
  for each row execute function reporting.refuse_change();

insert into reporting.template (kind, revision, content, saved_at, reason) values
  ('daily', 1, '{
    "title": {"zh": "空气质量日报", "en": "Daily air quality bulletin"},
    "items": [
      {"type": "section", "id": "air.summary", "on": true},
      {"type": "section", "id": "air.map", "on": true},
      {"type": "section", "id": "air.ranking", "on": true},
      {"type": "section", "id": "air.calendar", "on": true},
      {"type": "section", "id": "outlets.exceedances", "on": true},
      {"type": "section", "id": "alarms.period", "on": true},
      {"type": "text", "on": true, "heading": {"zh": "编制说明", "en": "About this bulletin"}, "text": {
        "zh": "本日报为{{unit}}{{period}}（北京时间 0 时至 24 时）环境空气质量与污染源自动监测情况，由自动监测数据经程序评价生成，未经最终审核；数据补传、复核后可能修订，修订后另编新版，旧版保留。",
        "en": "This bulletin covers {{unit}} on {{period}} (Beijing time, 0:00 to 24:00). It is made from automatic readings before their final review; when they are revised it is made again under a new number and the older one is kept."}}
    ]}', '2020-01-01T00:00:00+08:00', 'factory'),
  ('monthly', 1, '{
    "title": {"zh": "环境质量月报", "en": "Monthly environment-quality report"},
    "items": [
      {"type": "section", "id": "air.summary", "on": true},
      {"type": "section", "id": "air.map", "on": true},
      {"type": "section", "id": "air.ranking", "on": true},
      {"type": "section", "id": "air.calendar", "on": true},
      {"type": "section", "id": "water.sections", "on": true},
      {"type": "section", "id": "monitoring.media", "on": true},
      {"type": "section", "id": "outlets.exceedances", "on": true},
      {"type": "section", "id": "alarms.period", "on": true},
      {"type": "text", "on": true, "heading": {"zh": "编制说明", "en": "About this report"}, "text": {
        "zh": "本月报评价{{unit}}{{period}}（{{from}}至{{to}}，共 {{days}} 天）的环境质量。城市评价优先采用上传的官方日评价值，没有的日期采用公开自动站数据；含沙尘与扣除沙尘两套数并列；不足有效天数要求的项目按标准不作评价。",
        "en": "This report assesses {{unit}} in {{period}} ({{from}} to {{to}}, {{days}} days). Cities are assessed by the official daily figures that were uploaded, elsewhere by their public stations; figures with and without days of sand dust stand side by side; what has too few valid days is not assessed, as the standard says."}}
    ]}', '2020-01-01T00:00:00+08:00', 'factory'),
  ('annual', 1, '{
    "title": {"zh": "环境质量年报", "en": "Annual environment-quality report"},
    "items": [
      {"type": "section", "id": "air.summary", "on": true},
      {"type": "section", "id": "air.map", "on": true},
      {"type": "section", "id": "air.ranking", "on": true},
      {"type": "section", "id": "air.calendar", "on": true},
      {"type": "section", "id": "water.sections", "on": true},
      {"type": "section", "id": "monitoring.media", "on": true},
      {"type": "section", "id": "outlets.exceedances", "on": true},
      {"type": "section", "id": "alarms.period", "on": true},
      {"type": "text", "on": true, "heading": {"zh": "编制说明", "en": "About this report"}, "text": {
        "zh": "本年报评价{{unit}}{{period}}（{{from}}至{{to}}，共 {{days}} 天）的环境质量。城市评价优先采用上传的官方日评价值，没有的日期采用公开自动站数据；含沙尘与扣除沙尘两套数并列；不足有效天数要求的项目按标准不作评价。",
        "en": "This report assesses {{unit}} in {{period}} ({{from}} to {{to}}, {{days}} days). Cities are assessed by the official daily figures that were uploaded, elsewhere by their public stations; figures with and without days of sand dust stand side by side; what has too few valid days is not assessed, as the standard says."}}
    ]}', '2020-01-01T00:00:00+08:00', 'factory');
