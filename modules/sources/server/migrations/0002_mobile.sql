-- Mobile sources: records of inspection stations and passes of roadside remote sensing. Vehicles belong to private persons: of a
-- plate only a keyed hash is kept, to find what came twice; nothing else may be asked by it.

-- The key of the hashes, sealed by the secret of the data folder.
create table sources.salt (
  id smallint primary key check (id = 1),
  sealed text not null
);

create table sources.mobile_upload (
  id int generated always as identity primary key,
  kind text not null check (kind in ('inspection', 'remote')),
  rows int not null,
  -- Of the file as it came. The file is not kept: it holds plates.
  sha256 text,
  source text not null check (source in ('file', 'api', 'simulator')),
  by_name text not null,
  by_user text,
  at timestamptz not null
);

create table sources.inspection (
  unit_path text not null,
  station text not null,
  plate bytea not null,
  at timestamptz not null,
  fuel text not null,
  stage smallint not null check (stage between 0 and 6),
  method text not null,
  passed boolean not null,
  items jsonb not null,
  upload_id int not null references sources.mobile_upload (id),
  simulated boolean not null default false,
  primary key (station, plate, at)
);
create index inspection_at on sources.inspection (at);

create table sources.remote_pass (
  unit_path text not null,
  site text not null,
  plate bytea not null,
  at timestamptz not null,
  co float8,
  hc float8,
  no float8,
  opacity float8,
  valid boolean not null,
  exceeds boolean not null,
  upload_id int not null references sources.mobile_upload (id),
  simulated boolean not null default false,
  primary key (site, plate, at),
  check (valid or not exceeds)
);
create index remote_pass_at on sources.remote_pass (at);

do $$
declare
  name text;
begin
  foreach name in array array['inspection', 'remote_pass'] loop
    execute format('alter table sources.%I enable row level security', name);
    execute format('create policy read_all on sources.%I for select using (true)', name);
    execute format('create policy competent_insert on sources.%I for insert with check (platform.may_write(unit_path))', name);
  end loop;
end
$$;
