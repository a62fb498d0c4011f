-- Manual monitoring (手工监测): yearly plan → task → sampling → laboratory → three-level review → official result.

create table monitoring.plan (
  id int generated always as identity primary key,
  year smallint not null,
  title text not null,
  kind text not null,
  unit_path text not null,
  state text not null default 'draft' check (state in ('draft', 'in-force')),
  created_by text not null,
  approved_by text,
  approved_at timestamptz,
  simulated boolean not null default false
);
create index plan_year on monitoring.plan (year desc, id desc);

create table monitoring.plan_line (
  id int generated always as identity primary key,
  plan_id int not null references monitoring.plan (id) on delete cascade,
  point_id int not null,
  unit_path text not null,
  items text[] not null check (cardinality(items) > 0),
  months smallint[] not null check (cardinality(months) > 0),
  body text not null,
  unique (plan_id, point_id)
);

create table monitoring.task (
  id int generated always as identity primary key,
  code text not null unique,
  plan_id int not null references monitoring.plan (id),
  line_id int not null,
  point_id int not null,
  -- As the register had them when the task was given: a record of work does not change with the register.
  point_name text not null,
  point_kind text not null,
  lon float8,
  lat float8,
  unit_path text not null,
  body text not null,
  items text[] not null,
  due_from date not null,
  due_to date not null,
  state text not null default 'assigned' check (state in
    ('assigned', 'sampled', 'in-lab', 'reported', 'checked', 'reviewed', 'official', 'returned', 'cancelled')),
  -- Who did what, by id: the separation of duties is decided on it.
  sampled_by text,
  reported_by text,
  simulated boolean not null default false,
  updated_at timestamptz not null default now(),
  unique (line_id, due_from)
);
create index task_due on monitoring.task (due_to, id);
create index task_open on monitoring.task (state, due_to) where state not in ('official', 'cancelled');
create index task_point on monitoring.task (point_id, due_to desc);

-- The field form (采样记录). Sent once: `client_id` makes a repeated sending harmless.
create table monitoring.sampling (
  task_id int primary key references monitoring.task (id),
  unit_path text not null,
  client_id uuid not null unique,
  sampled_at timestamptz not null,
  sampler text not null,
  sampler_id text not null,
  lon float8,
  lat float8,
  accuracy float8,
  distance float8,
  weather text,
  on_site jsonb not null,
  note text,
  photos text[] not null default '{}',
  sent_at timestamptz not null
);

create table monitoring.container (
  code text primary key,
  task_id int not null references monitoring.task (id),
  unit_path text not null,
  kind text not null check (kind in ('sample', 'parallel', 'field-blank')),
  items text[] not null,
  preservative text,
  received boolean not null default false
);
create index container_task on monitoring.container (task_id);
create index container_waiting on monitoring.container (code) where not received;

-- Chain of custody (样品流转): only ever added to.
create table monitoring.custody (
  id bigint generated always as identity primary key,
  container text not null references monitoring.container (code),
  unit_path text not null,
  at timestamptz not null,
  step text not null check (step in ('collected', 'received', 'refused')),
  by_name text not null,
  by_user text,
  condition text
);
create index custody_container on monitoring.custody (container, id);

-- A laboratory's sheet as it came: each result leads back to its file.
create table monitoring.lab_sheet (
  id int generated always as identity primary key,
  sha256 text not null,
  source text not null check (source in ('xlsx', 'api')),
  rows int not null,
  by_name text not null,
  by_user text,
  at timestamptz not null
);

create table monitoring.result (
  task_id int not null references monitoring.task (id),
  -- '' for what was measured at the site
  container text not null,
  item text not null,
  unit_path text not null,
  kind text not null check (kind in ('sample', 'parallel', 'field-blank')),
  value float8,
  below boolean not null,
  detection_limit float8,
  unit text not null,
  method text,
  analysed_at timestamptz,
  analyst text not null,
  source text not null check (source in ('on-site', 'xlsx', 'api')),
  sheet_id int references monitoring.lab_sheet (id),
  sheet_row int,
  warnings jsonb not null default '[]',
  revision int not null default 0,
  at timestamptz not null,
  primary key (task_id, container, item),
  -- Below detection is a state of its own, never a zero.
  check ((below and value is null) or (not below and value is not null)),
  check (not below or detection_limit is not null)
);
create table monitoring.result_revision (
  like monitoring.result,
  replaced_at timestamptz not null,
  primary key (task_id, container, item, revision)
);

create table monitoring.review (
  id bigint generated always as identity primary key,
  task_id int not null references monitoring.task (id),
  unit_path text not null,
  -- Counts the rounds: a task that was returned begins another.
  round int not null,
  level text not null check (level in ('check', 'review', 'sign')),
  decision text not null check (decision in ('pass', 'return')),
  comment text,
  by_name text not null,
  by_user text not null,
  at timestamptz not null
);
create index review_task on monitoring.review (task_id, id);

create table monitoring.official (
  task_id int primary key references monitoring.task (id),
  point_id int not null,
  unit_path text not null,
  revision int not null default 0,
  sampled_at timestamptz not null,
  signed_by text not null,
  signed_at timestamptz not null,
  grade text,
  verdict text check (verdict in ('meets', 'exceeds')),
  exceeding jsonb not null,
  -- Values as they were judged, the rule versions, what was missing, the steps.
  finding jsonb not null
);
create index official_point on monitoring.official (point_id, sampled_at desc);
create index official_time on monitoring.official (sampled_at desc);
create table monitoring.official_revision (
  like monitoring.official,
  replaced_at timestamptz not null,
  reason text not null,
  primary key (task_id, revision)
);

create sequence monitoring.task_number;

do $$
declare
  name text;
begin
  foreach name in array array['plan', 'plan_line', 'task', 'sampling', 'container', 'custody', 'result', 'result_revision', 'review', 'official', 'official_revision'] loop
    execute format('alter table monitoring.%I enable row level security', name);
    execute format('create policy read_all on monitoring.%I for select using (true)', name);
    execute format('create policy competent_insert on monitoring.%I for insert with check (platform.may_write(unit_path))', name);
    execute format('create policy competent_update on monitoring.%I for update using (platform.may_write(unit_path)) with check (platform.may_write(unit_path))', name);
    execute format('create policy competent_delete on monitoring.%I for delete using (platform.may_write(unit_path))', name);
  end loop;
end
$$;
