-- Associated radioactive minerals (伴生放射性矿) and legacy points of uranium exploration (铀矿地质勘探遗留点): what is registered, and
-- steps that are only added to. Wells around works of uranium with their samplings.
create table radnet.dossier (
  id            int generated always as identity primary key,
  kind          text not null check (kind in ('norm', 'legacy')),
  unit_path     text not null,
  enterprise_id int,
  name          text not null,
  facts         jsonb not null,
  state         text not null,
  simulated     boolean not null,
  by_name       text not null,
  at            timestamptz not null,
  check ((kind = 'norm') = (enterprise_id is not null))
);
create unique index dossier_enterprise on radnet.dossier (enterprise_id) where kind = 'norm';
create index dossier_unit on radnet.dossier (kind, unit_path text_pattern_ops, id);

create table radnet.dossier_step (
  dossier_id int not null references radnet.dossier (id),
  nth        int not null,
  unit_path  text not null,
  act        jsonb not null,
  -- Of a screening: what it came to, by the rule of its day.
  result     jsonb,
  by_name    text not null,
  at         timestamptz not null,
  primary key (dossier_id, nth)
);

create table radnet.well (
  id        int generated always as identity primary key,
  unit_path text not null,
  facility  text not null,
  name      text not null,
  ring      text not null,
  lon       float8 not null,
  lat       float8 not null,
  simulated boolean not null,
  by_name   text not null,
  at        timestamptz not null,
  unique (facility, name)
);

create table radnet.well_day (
  well_id   int not null references radnet.well (id),
  on_day    date not null,
  unit_path text not null,
  baseline  boolean not null,
  -- [{indicator, value}]
  readings  jsonb not null,
  by_name   text not null,
  at        timestamptz not null,
  primary key (well_id, on_day)
);

do $$
declare
  name text;
begin
  foreach name in array array['dossier_step', 'well', 'well_day'] loop
    execute format('create trigger %I before update or delete on radnet.%I for each row execute function radnet.keep()', name || '_kept', name);
  end loop;
  foreach name in array array['dossier', 'dossier_step', 'well', 'well_day'] loop
    execute format('alter table radnet.%I enable row level security', name);
    execute format('create policy read_all on radnet.%I for select using (true)', name);
    execute format('create policy competent_insert on radnet.%I for insert with check (platform.may_write(unit_path))', name);
  end loop;
  create policy competent_update on radnet.dossier for update using (platform.may_write(unit_path)) with check (platform.may_write(unit_path));
end
$$;
