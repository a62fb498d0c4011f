-- Spectra (能谱) of a station and an hour: what is known of the file; its bytes are kept by their checksum. Checks of a finding (核对卡):
-- answers are only added to, the last of an item holds.
create table radnet.spectrum (
  id           int generated always as identity primary key,
  point_id     int not null,
  unit_path    text not null,
  hour         timestamptz not null,
  taken_at     timestamptz not null,
  live_seconds float8 check (live_seconds > 0),
  detector     text not null,
  format       text not null check (format in ('csv', 'n42', 'text')),
  name         text not null,
  sha256       text not null,
  size         int not null,
  simulated    boolean not null,
  by_name      text not null,
  at           timestamptz not null,
  unique (point_id, hour, sha256)
);

create table radnet.finding_check (
  finding_id int not null references radnet.finding (id),
  nth        int not null,
  unit_path  text not null,
  item       text not null,
  result     text not null check (result in ('nothing', 'found', 'impossible')),
  note       text not null,
  by_id      text not null,
  by_name    text not null,
  at         timestamptz not null,
  primary key (finding_id, nth)
);

do $$
declare
  name text;
begin
  foreach name in array array['spectrum', 'finding_check'] loop
    execute format('create trigger %I before update or delete on radnet.%I for each row execute function radnet.keep()', name || '_kept', name);
    execute format('alter table radnet.%I enable row level security', name);
    execute format('create policy read_all on radnet.%I for select using (true)', name);
    execute format('create policy competent_insert on radnet.%I for insert with check (platform.may_write(unit_path))', name);
  end loop;
end
$$;
