-- Capability (能力建设): what a unit has to have, what it has, and who was trained. What stands here is only added to.

-- A version of a required list (配备标准). No numbers of a law: whoever enters them names the source.
create table capability.list (
  id             int generated always as identity primary key,
  -- It holds for this unit and those below it that have no nearer one.
  unit_path      text not null,
  field          text not null,
  version        int not null,
  effective_from date not null,
  source         text not null,
  note           text not null,
  -- [{code, kind, name, counted, calibrated, quantities: [{level, count, officers}]}]
  items          jsonb not null,
  simulated      boolean not null,
  by_name        text not null,
  at             timestamptz not null,
  unique (unit_path, field, version)
);

-- A piece of equipment (装备); what changes about it stands in its changes.
create table capability.equipment (
  id         int generated always as identity primary key,
  unit_path  text not null,
  field      text not null,
  -- Code of the item that it fulfils.
  item       text not null,
  kind       text not null,
  name       text not null,
  model      text not null,
  serial     text not null,
  bought_on  date,
  -- Measures, and has to be calibrated.
  calibrates boolean not null,
  simulated  boolean not null,
  unique (model, serial)
);
create index equipment_unit on capability.equipment (unit_path text_pattern_ops, id);
create index equipment_serial on capability.equipment (serial);

-- Each row is the whole standing from its day on.
create table capability.equipment_change (
  equipment_id  int not null references capability.equipment (id),
  nth           int not null,
  -- The unit that the piece belongs to, which alone writes.
  unit_path     text not null,
  on_day        date not null,
  state         text not null check (state in ('in-use', 'repair', 'lent', 'scrapped')),
  holder        text not null,
  lent_to       text,
  lent_until    date,
  certificate   text not null,
  -- The last day on which the calibration holds.
  calibrated_to date,
  next_check    date,
  note          text not null,
  by_name       text not null,
  at            timestamptz not null,
  primary key (equipment_id, nth),
  check ((state = 'lent') = (lent_to is not null))
);

create table capability.person (
  id          int generated always as identity primary key,
  unit_path   text not null,
  field       text not null,
  name        text not null,
  post        text not null,
  -- Of an inspector; other staff have none.
  certificate text unique,
  active      boolean not null,
  simulated   boolean not null,
  by_name     text not null,
  at          timestamptz not null
);
create index person_unit on capability.person (unit_path text_pattern_ops, id);

create table capability.training (
  id          int generated always as identity primary key,
  person_id   int not null references capability.person (id),
  unit_path   text not null,
  course      text not null,
  hours       float8 not null check (hours > 0),
  on_day      date not null,
  score       float8,
  pass_mark   float8,
  certificate text not null,
  valid_to    date,
  voided      text,
  by_name     text not null,
  at          timestamptz not null,
  check ((score is null) = (pass_mark is null))
);
create index training_person on capability.training (person_id, id);

-- A gap report (缺口报告) as it was when it was kept.
create table capability.report (
  id        int generated always as identity primary key,
  unit_path text not null,
  field     text not null,
  on_day    date not null,
  gap       jsonb not null,
  by_name   text not null,
  at        timestamptz not null
);

create function capability.keep() returns trigger language plpgsql as $$
begin
  raise exception 'rows of capability.% are not altered', tg_table_name;
end
$$;

-- Of a training only that it was entered in error may be said, once.
create function capability.keep_training() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.voided is not null or to_jsonb(new) - 'voided' <> to_jsonb(old) - 'voided' then
    raise exception 'a training is not altered';
  end if;
  return new;
end
$$;
create trigger training_kept before update or delete on capability.training for each row execute function capability.keep_training();

do $$
declare
  name text;
begin
  foreach name in array array['list', 'equipment', 'equipment_change', 'report'] loop
    execute format('create trigger %I before update or delete on capability.%I for each row execute function capability.keep()', name || '_kept', name);
  end loop;
  foreach name in array array['list', 'equipment', 'equipment_change', 'person', 'training', 'report'] loop
    execute format('alter table capability.%I enable row level security', name);
    execute format('create policy read_all on capability.%I for select using (true)', name);
    execute format('create policy competent_insert on capability.%I for insert with check (platform.may_write(unit_path))', name);
  end loop;
  foreach name in array array['person', 'training'] loop
    execute format('create policy competent_update on capability.%I for update using (platform.may_write(unit_path)) with check (platform.may_write(unit_path))', name);
  end loop;
end
$$;
