-- Users of nuclear technology (核技术利用单位), their licences, places, sources, devices and people. States follow from steps, which are
-- only added to; what a source is today (activity, category) is computed and stands nowhere.

create table radiation.unit (
  id             int generated always as identity primary key,
  unit_path      text not null,
  uscc           text not null unique,
  name           text not null,
  address        text not null,
  legal_person   text not null,
  safety_officer text not null,
  -- The enterprise of the register that it is, where it is one.
  enterprise_id  int,
  simulated      boolean not null,
  recorded_at    timestamptz not null
);
create index unit_path on radiation.unit (unit_path text_pattern_ops, id);

create table radiation.licence (
  id        int generated always as identity primary key,
  unit_id   int not null references radiation.unit (id),
  unit_path text not null,
  issuer    text not null
);
create index licence_unit on radiation.licence (unit_id);

create table radiation.licence_step (
  licence_id int not null references radiation.licence (id),
  nth        int not null,
  unit_path  text not null,
  act        jsonb not null,
  by_id      text not null,
  by_name    text not null,
  at         timestamptz not null,
  primary key (licence_id, nth)
);

-- Places of work (活动场所); those for unsealed material have a class and quantities.
create table radiation.place (
  id             int generated always as identity primary key,
  unit_id        int not null references radiation.unit (id),
  unit_path      text not null,
  name           text not null,
  address        text not null,
  unsealed_class text check (unsealed_class in ('A', 'B', 'C')),
  nuclide        text not null,
  daily_max_bq   float8,
  yearly_max_bq  float8
);
create index place_unit on radiation.place (unit_id);

create table radiation.source (
  id             int generated always as identity primary key,
  -- The holder, and whoever gave it to him.
  unit_id        int not null references radiation.unit (id),
  former_unit_id int references radiation.unit (id),
  unit_path      text not null,
  code           text unique,
  no_code        text not null,
  label          text not null,
  nuclide        text not null,
  activity_bq    float8 check (activity_bq > 0),
  measured_on    date,
  -- At manufacture.
  category       text check (category in ('I', 'II', 'III', 'IV', 'V')),
  use            text not null,
  place          text not null,
  -- Kept beside the steps for lists: it follows from them.
  state          text not null,
  simulated      boolean not null
);
create index source_unit on radiation.source (unit_id);
create index source_former on radiation.source (former_unit_id) where former_unit_id is not null;
create index source_path on radiation.source (unit_path text_pattern_ops, id);

create table radiation.source_step (
  source_id int not null references radiation.source (id),
  nth       int not null,
  unit_path text not null,
  act       jsonb not null,
  by_id     text not null,
  by_name   text not null,
  at        timestamptz not null,
  primary key (source_id, nth)
);

create table radiation.device (
  id        int generated always as identity primary key,
  unit_id   int not null references radiation.unit (id),
  unit_path text not null,
  name      text not null,
  model     text not null,
  serial    text not null,
  class     text not null check (class in ('I', 'II', 'III')),
  kv        float8,
  ma        float8,
  place     text not null,
  in_use    boolean not null
);
create index device_unit on radiation.device (unit_id);

create table radiation.person (
  id               int generated always as identity primary key,
  unit_id          int not null references radiation.unit (id),
  unit_path        text not null,
  name             text not null,
  post             text not null,
  exam_certificate text not null,
  exam_to          date,
  active           boolean not null
);
create index person_unit on radiation.person (unit_id);

-- Readings of dosimeters, mSv.
create table radiation.reading (
  id        int generated always as identity primary key,
  person_id int not null references radiation.person (id),
  unit_path text not null,
  from_on   date not null,
  to_on     date not null,
  msv       float8 not null check (msv >= 0),
  by_name   text not null,
  at        timestamptz not null,
  check (from_on <= to_on),
  unique (person_id, from_on)
);

create table radiation.report_step (
  unit_id   int not null references radiation.unit (id),
  year      int not null,
  nth       int not null,
  unit_path text not null,
  act       jsonb not null,
  by_id     text not null,
  by_name   text not null,
  at        timestamptz not null,
  primary key (unit_id, year, nth)
);

-- Sources without an owner (无主放射源).
create table radiation.orphan (
  id          int generated always as identity primary key,
  unit_path   text not null,
  found_on    date not null,
  place       text not null,
  description text not null,
  -- µSv/h at one metre.
  rate        float8,
  simulated   boolean not null,
  recorded_at timestamptz not null
);

create table radiation.orphan_step (
  orphan_id int not null references radiation.orphan (id),
  nth       int not null,
  unit_path text not null,
  act       jsonb not null,
  by_id     text not null,
  by_name   text not null,
  at        timestamptz not null,
  primary key (orphan_id, nth)
);

-- Comparisons with the national system's export, as they were; of one only that it was taken may be said, once.
create table radiation.comparison (
  id          int generated always as identity primary key,
  unit_path   text not null,
  file        text not null,
  rows        int not null,
  problems    jsonb not null,
  differences jsonb not null,
  -- What would be written.
  lines       jsonb not null,
  by_name     text not null,
  at          timestamptz not null,
  taken_by    text,
  taken_at    timestamptz
);

-- Whether a unit is an enterprise's own.
create function radiation.own(unit int) returns boolean language sql stable as $$
  select exists (
    select 1 from radiation.unit u where u.id = unit
      and u.enterprise_id::text = any (string_to_array(coalesce(current_setting('tarim.enterprises', true), ''), '|'))
  )
$$;

create function radiation.keep() returns trigger language plpgsql as $$
begin
  raise exception 'rows of radiation.% are not altered', tg_table_name;
end
$$;

create function radiation.keep_comparison() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.taken_at is not null
    or to_jsonb(new) - 'taken_by' - 'taken_at' <> to_jsonb(old) - 'taken_by' - 'taken_at' then
    raise exception 'a comparison is not altered';
  end if;
  return new;
end
$$;
create trigger comparison_kept before update or delete on radiation.comparison for each row execute function radiation.keep_comparison();

do $$
declare
  name text;
begin
  foreach name in array array['licence', 'licence_step', 'source_step', 'reading', 'report_step', 'orphan', 'orphan_step'] loop
    execute format('create trigger %I before update or delete on radiation.%I for each row execute function radiation.keep()', name || '_kept', name);
  end loop;
  foreach name in array array['unit', 'licence', 'licence_step', 'place', 'source', 'source_step', 'device', 'person', 'reading', 'report_step',
    'orphan', 'orphan_step', 'comparison'] loop
    execute format('alter table radiation.%I enable row level security', name);
    execute format('create policy read_all on radiation.%I for select using (true)', name);
    execute format('create policy competent_insert on radiation.%I for insert with check (platform.may_write(unit_path))', name);
  end loop;
  foreach name in array array['unit', 'source', 'person', 'comparison'] loop
    execute format('create policy competent_update on radiation.%I for update using (platform.may_write(unit_path)) with check (platform.may_write(unit_path))', name);
  end loop;
end
$$;

-- An enterprise files its own reports and readings, and nothing else.
create policy own_report on radiation.report_step for insert with check (radiation.own(unit_id) and act ->> 'act' = 'file');
create policy own_reading on radiation.reading for insert
  with check (exists (select 1 from radiation.person p where p.id = person_id and radiation.own(p.unit_id)));
