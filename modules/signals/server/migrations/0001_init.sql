-- Leads of falsification (弄虚作假线索). A lead is never a verdict: it stands until a person says what it was.

create table signals.setting (
  id int generated always as identity primary key,
  detector text not null,
  version int not null,
  enabled boolean not null,
  -- Strength from which a lead is opened.
  threshold float8 not null check (threshold > 0 and threshold <= 1),
  window_days int not null check (window_days between 7 and 366),
  reason text not null,
  by_name text not null,
  by_user text,
  at timestamptz not null,
  unique (detector, version)
);

create table signals.signal (
  id int generated always as identity primary key,
  detector text not null,
  -- `point/12`, `person/…`, `laboratory/…`: with the factor what makes a later finding the same lead.
  subject text not null,
  code text not null default '',
  subject_name text not null,
  point_id int,
  -- The other outlet of a pair.
  other_id int,
  enterprise_id int,
  enterprise_name text,
  unit_path text not null,
  window_from timestamptz,
  window_to timestamptz,
  strength float8 not null,
  -- The highest it ever was: what was told of it last.
  told_strength float8 not null,
  base_rate float8,
  inputs jsonb not null,
  figures jsonb not null,
  -- What charts show beside the series: limit, measure, changes, spells.
  evidence jsonb not null default '{}',
  innocent text[] not null default '{}',
  steps jsonb not null default '[]',
  detector_version text not null,
  setting_version int not null,
  state text not null default 'open' check (state in ('open', 'confirmed', 'innocent', 'unclear')),
  decided_at timestamptz,
  first_seen timestamptz not null,
  last_seen timestamptz not null,
  -- False once a new lead of the same kind took its place.
  present boolean not null default true,
  simulated boolean not null
);
create unique index signal_present on signals.signal (detector, subject, code) where present;
create index signal_unit on signals.signal (unit_path text_pattern_ops);
create index signal_point on signals.signal (point_id);
create index signal_seen on signals.signal (last_seen desc);

-- How strong it was each time it changed.
create table signals.strength (
  signal_id int not null references signals.signal (id),
  at timestamptz not null,
  strength float8 not null,
  window_from timestamptz,
  window_to timestamptz,
  unit_path text not null,
  primary key (signal_id, at)
);

-- The latest run of a detector over a subject, and why it could not tell.
create table signals.run (
  detector text not null,
  subject text not null,
  code text not null default '',
  point_id int,
  unit_path text not null,
  at timestamptz not null,
  runs int not null default 1,
  window_from timestamptz,
  window_to timestamptz,
  strength float8,
  -- Of everything that went in.
  hash text not null,
  inputs jsonb not null,
  problems jsonb not null default '[]',
  primary key (detector, subject, code)
);
create index run_subject on signals.run (subject);

-- What a person found: only ever added to.
create table signals.feedback (
  id int generated always as identity primary key,
  signal_id int not null references signals.signal (id),
  unit_path text not null,
  detector text not null,
  verdict text not null check (verdict in ('confirmed', 'innocent', 'unclear')),
  innocent text,
  -- Innocent explanations that were looked into.
  ruled_out text[] not null default '{}',
  reason text not null,
  evidence jsonb not null default '[]',
  strength float8 not null,
  by_name text not null,
  by_user text not null,
  at timestamptz not null,
  check ((verdict = 'innocent') = (innocent is not null))
);
create index feedback_signal on signals.feedback (signal_id, id);

-- Files that were brought as evidence: only these may be named, by those who brought them.
create table signals.file (
  sha256 text not null,
  by_user text not null,
  name text not null,
  at timestamptz not null,
  primary key (sha256, by_user)
);

-- Outlets with new hours, written by the stream and taken by the job.
create table signals.due (
  point_id int primary key,
  at timestamptz not null
);

-- Runs that a person asked for.
create table signals.batch (
  id int generated always as identity primary key,
  unit_path text not null,
  from_at timestamptz not null,
  to_at timestamptz not null,
  state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed')),
  points int not null default 0,
  done int not null default 0,
  opened int not null default 0,
  by_name text not null,
  at timestamptz not null,
  ended_at timestamptz
);

create function signals.only_added() returns trigger language plpgsql as $$
begin
  raise exception 'rows of %.% are only ever added', tg_table_schema, tg_table_name;
end
$$;
create trigger only_added before update or delete on signals.feedback for each row execute function signals.only_added();
create trigger only_added before update or delete on signals.setting for each row execute function signals.only_added();

-- Whoever acts for an enterprise never sees what is suspected of it (policy is the first fence); the competent chain writes.
create function signals.may_see() returns boolean language sql stable as $$
  select coalesce(current_setting('tarim.enterprises', true), '') = ''
$$;
do $$
declare
  name text;
begin
  foreach name in array array['signal', 'strength', 'run', 'feedback', 'batch'] loop
    execute format('alter table signals.%I enable row level security', name);
    execute format('create policy inspectors_read on signals.%I for select using (signals.may_see())', name);
    execute format('create policy competent_insert on signals.%I for insert with check (signals.may_see() and platform.may_write(unit_path))', name);
    execute format('create policy competent_update on signals.%I for update using (signals.may_see() and platform.may_write(unit_path)) with check (platform.may_write(unit_path))', name);
  end loop;
end
$$;
