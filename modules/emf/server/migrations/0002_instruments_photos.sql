-- Instruments (仪器) with the certificates of their calibration (检定、校准证书), and photographs of measurements.
create table emf.instrument (
  id             int generated always as identity primary key,
  unit_path      text not null,
  -- Of an enterprise that measures by itself; null: the office's.
  enterprise_id  int,
  name           text not null,
  serial         text not null,
  from_hz        float8 not null,
  to_hz          float8 not null,
  antenna_factor float8,
  -- [{quantity, low, high}] in V/m, A/m, µT, W/m²
  ranges         jsonb not null,
  simulated      boolean not null,
  by_name        text not null,
  at             timestamptz not null,
  check (from_hz <= to_hz),
  unique (name, serial)
);
create index instrument_unit on emf.instrument (unit_path text_pattern_ops, id);

create table emf.certificate (
  id            int generated always as identity primary key,
  instrument_id int not null references emf.instrument (id),
  unit_path     text not null,
  number        text not null,
  laboratory    text not null,
  valid_from    date not null,
  valid_until   date not null,
  by_name       text not null,
  at            timestamptz not null,
  check (valid_from <= valid_until),
  unique (instrument_id, number)
);

-- A photograph by the hash of its bytes; for the public a copy without what the camera wrote. Taken off, its row stays with the reason.
create table emf.photo (
  id             int generated always as identity primary key,
  measurement_id int not null references emf.measurement (id),
  unit_path      text not null,
  sha256         text not null,
  public_sha256  text not null,
  name           text not null,
  bytes          int not null,
  by_name        text not null,
  at             timestamptz not null,
  removed_at     timestamptz,
  removed_by     text,
  reason         text,
  check ((removed_at is null) = (reason is null))
);
create index photo_measurement on emf.photo (measurement_id, id);
create unique index photo_once on emf.photo (measurement_id, sha256) where removed_at is null;

create trigger certificate_kept before update or delete on emf.certificate for each row execute function emf.keep();
do $$
declare
  name text;
begin
  foreach name in array array['instrument', 'certificate', 'photo'] loop
    execute format('alter table emf.%I enable row level security', name);
    execute format('create policy read_all on emf.%I for select using (true)', name);
    execute format('create policy competent_insert on emf.%I for insert with check (platform.may_write(unit_path))', name);
  end loop;
  execute 'create policy competent_update on emf.photo for update using (platform.may_write(unit_path)) with check (platform.may_write(unit_path))';
end
$$;
