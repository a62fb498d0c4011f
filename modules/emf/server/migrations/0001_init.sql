-- Electromagnetic facilities (电磁设施), what was measured of them, findings above the limit, how often they measure by themselves, and
-- complaint measurements. Who complains is kept nowhere here.
create table emf.facility (
  id             int generated always as identity primary key,
  code           text not null unique,
  name           text not null,
  kind           text not null,
  facility_class text check (facility_class in ('one', 'two', 'three')),
  unit_path      text not null,
  enterprise_id  int,
  owner          text not null,
  uscc           text not null,
  place          text not null,
  lon            float8,
  lat            float8,
  -- [{fromHz, toHz}]
  bands          jsonb not null,
  power_w        float8,
  height_m       float8,
  azimuth        float8,
  beam           float8,
  site           text not null,
  fence          boolean not null,
  signs          boolean not null,
  state          text not null check (state in ('in-use', 'stopped', 'removed')),
  since          date not null,
  public         boolean not null,
  public_place   text not null check (public_place in ('exact', 'rounded', 'none')),
  simulated      boolean not null,
  by_name        text not null,
  at             timestamptz not null,
  check ((lon is null) = (lat is null))
);
create index facility_unit on emf.facility (unit_path text_pattern_ops, id);
create index facility_site on emf.facility (site) where site <> '';
create index facility_enterprise on emf.facility (enterprise_id);

-- What was measured, and what it was judged as then; only its check is ever written to it.
create table emf.measurement (
  id           int generated always as identity primary key,
  facility_id  int not null references emf.facility (id),
  unit_path    text not null,
  kind         text not null check (kind in ('self', 'supervisory', 'complaint')),
  measured_at  timestamptz not null,
  input        jsonb not null,
  judgement    jsonb not null,
  verdict      text not null,
  percent      float8,
  rule_version text not null,
  state        text not null default 'filed' check (state in ('filed', 'checked', 'returned')),
  by_id        text not null,
  by_name      text not null,
  at           timestamptz not null,
  checked_by   text,
  checked_at   timestamptz,
  note         text not null default '',
  simulated    boolean not null
);
create index measurement_facility on emf.measurement (facility_id, measured_at desc);
create index measurement_unit on emf.measurement (unit_path text_pattern_ops, id);

create table emf.finding (
  id              int generated always as identity primary key,
  measurement_id  int not null unique references emf.measurement (id),
  unit_path       text not null,
  state           text not null check (state in ('open', 'acknowledged', 'closed', 'withdrawn')),
  acknowledged_by text,
  acknowledged_at timestamptz,
  conclusion      text,
  note            text not null default '',
  closed_by       text,
  closed_at       timestamptz,
  check ((state = 'closed') = (conclusion is not null))
);

create table emf.duty_rule (
  id             int generated always as identity primary key,
  unit_path      text not null,
  facility_class text not null,
  kind           text,
  months         int check (months between 1 and 120),
  effective_from date not null,
  source         text not null,
  by_name        text not null,
  at             timestamptz not null
);

create table emf.petition (
  id               int generated always as identity primary key,
  unit_path        text not null,
  level_path       text not null,
  facility_id      int references emf.facility (id),
  complaint_number text,
  place            text not null,
  lon              float8,
  lat              float8,
  asked            text not null,
  site_key         text not null,
  nth              int not null,
  received_at      timestamptz not null,
  code_hash        text not null,
  state            text not null,
  simulated        boolean not null
);
create index petition_unit on emf.petition (unit_path text_pattern_ops, id desc);
create index petition_site on emf.petition (site_key, received_at);

create table emf.petition_step (
  petition_id int not null references emf.petition (id),
  nth         int not null,
  unit_path   text not null,
  act         jsonb not null,
  -- Empty: the resident.
  by_name     text not null,
  at          timestamptz not null,
  primary key (petition_id, nth)
);

create function emf.keep() returns trigger language plpgsql as $$
begin
  raise exception 'rows of emf.% are only ever added', tg_table_name;
end
$$;
-- A measurement is checked once; what was measured and judged stays.
create function emf.keep_measured() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or (new.facility_id, new.unit_path, new.kind, new.measured_at, new.input, new.judgement, new.verdict, new.percent, new.rule_version,
      new.by_id, new.at) is distinct from (old.facility_id, old.unit_path, old.kind, old.measured_at, old.input, old.judgement, old.verdict,
      old.percent, old.rule_version, old.by_id, old.at) then
    raise exception 'what was measured stays';
  end if;
  return new;
end
$$;
create trigger measurement_kept before update or delete on emf.measurement for each row execute function emf.keep_measured();

do $$
declare
  name text;
begin
  foreach name in array array['duty_rule', 'petition_step'] loop
    execute format('create trigger %I before update or delete on emf.%I for each row execute function emf.keep()', name || '_kept', name);
  end loop;
  foreach name in array array['facility', 'measurement', 'finding', 'duty_rule', 'petition', 'petition_step'] loop
    execute format('alter table emf.%I enable row level security', name);
    execute format('create policy read_all on emf.%I for select using (true)', name);
    execute format('create policy competent_insert on emf.%I for insert with check (platform.may_write(unit_path))', name);
  end loop;
  foreach name in array array['facility', 'measurement', 'finding', 'petition'] loop
    execute format('create policy competent_update on emf.%I for update using (platform.may_write(unit_path)) with check (platform.may_write(unit_path))', name);
  end loop;
end
$$;

-- Whether a facility is an enterprise's own.
create function emf.owns(facility int) returns boolean language sql stable as $$
  select exists (select 1 from emf.facility f where f.id = facility
    and f.enterprise_id::text = any (string_to_array(coalesce(current_setting('tarim.enterprises', true), ''), '|')))
$$;
-- An enterprise files its own readings, and what they lie above is a finding at once.
create policy own_insert on emf.measurement for insert with check (kind = 'self' and state = 'filed' and emf.owns(facility_id));
create policy own_insert on emf.finding for insert with check (state = 'open' and exists (
  select 1 from emf.measurement m where m.id = measurement_id and m.kind = 'self' and emf.owns(m.facility_id)));
