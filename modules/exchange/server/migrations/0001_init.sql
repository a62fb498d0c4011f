-- 汇聚任务. `spec` is that of `version`; `changes` moves with everything that a reader of the collected set could see.
create table exchange.pipeline (
  id int generated always as identity primary key,
  slug text not null unique check (slug ~ '^[a-z][a-z0-9-]{1,40}$'),
  unit_path text not null,
  active boolean not null,
  version int not null,
  spec jsonb not null,
  -- Password, token or connection string, sealed; never answered.
  secret text,
  sharing text not null check (sharing in ('open', 'on-request', 'internal', 'secret')),
  simulated boolean not null,
  changes bigint not null default 1,
  next_at timestamptz,
  -- What the server told of the last answer: asked for again only when it changed.
  etag text,
  last_modified text,
  last_fingerprint text,
  -- The version that `last_fingerprint` was loaded with: another mapping reads the same bytes anew.
  last_version int,
  created_at timestamptz not null
);
create index pipeline_due on exchange.pipeline (next_at) where active and next_at is not null;

create table exchange.pipeline_version (
  pipeline_id int not null references exchange.pipeline (id),
  version int not null,
  spec jsonb not null,
  by_name text not null,
  at timestamptz not null,
  primary key (pipeline_id, version)
);

-- 运行记录
create table exchange.run (
  id int generated always as identity primary key,
  pipeline_id int not null references exchange.pipeline (id),
  version int not null,
  state text not null check (state in ('queued','fetching','checking','loading','done','partial','unchanged','failed','cancelled')),
  trigger text not null check (trigger in ('hand', 'schedule', 'retry')),
  by_user text,
  by_name text,
  -- The file that was brought, or of a drop folder the one that was taken.
  file_sha256 text,
  source text,
  fingerprint text,
  bytes bigint,
  read bigint not null default 0,
  accepted bigint not null default 0,
  rejected bigint not null default 0,
  warned bigint not null default 0,
  added bigint not null default 0,
  changed bigint not null default 0,
  unchanged bigint not null default 0,
  removed bigint not null default 0,
  attempt int not null default 1,
  next_try_at timestamptz,
  error jsonb,
  notes jsonb not null default '[]',
  asked_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz
);
create index run_pipeline on exchange.run (pipeline_id, id desc);
create index run_going on exchange.run (pipeline_id) where state in ('queued', 'fetching', 'checking', 'loading');

-- Rows of a run that is going; they become the set's in one transaction. Not logged: after a crash the run begins anew.
create unlogged table exchange.staged (
  run_id int not null,
  line bigint not null,
  key text not null,
  properties jsonb not null,
  wkb bytea,
  box box,
  converted_from text,
  primary key (run_id, key)
);

-- 汇聚数据集的记录
create table exchange.row (
  id bigint generated always as identity primary key,
  pipeline_id int not null references exchange.pipeline (id),
  key text not null,
  properties jsonb not null,
  wkb bytea,
  box box,
  converted_from text,
  run_id int not null references exchange.run (id),
  line bigint not null,
  changed_at timestamptz not null,
  unique (pipeline_id, key)
);
create index row_page on exchange.row (pipeline_id, id);
create index row_box on exchange.row using gist (box) where box is not null;

-- What a row said before (修订留痕).
create table exchange.row_revision (
  id bigint generated always as identity primary key,
  pipeline_id int not null references exchange.pipeline (id),
  row_id bigint not null,
  key text not null,
  properties jsonb not null,
  wkb bytea,
  converted_from text,
  run_id int not null,
  line bigint not null,
  changed_at timestamptz not null,
  -- The run that put another in its place, or took it away.
  ended_by int not null references exchange.run (id),
  removed boolean not null
);
create index row_revision_pipeline on exchange.row_revision (pipeline_id);
create index row_revision_row on exchange.row_revision (row_id, id);

-- Rows that stayed out or came in with a mark.
create table exchange.problem (
  id bigint generated always as identity primary key,
  run_id int not null references exchange.run (id),
  line bigint not null,
  field text,
  severity text not null check (severity in ('reject', 'warn', 'stop')),
  code text not null,
  params jsonb not null,
  excerpt text not null
);
create index problem_run on exchange.problem (run_id, id);

-- Files that people brought: only who brought one may name it.
create table exchange.upload (
  sha256 text not null,
  user_id text not null,
  name text not null,
  at timestamptz not null,
  primary key (sha256, user_id)
);

-- Files of drop folders that were taken. `stamp` is their size and time: what looks the same is not read a second time.
create table exchange.taken (
  pipeline_id int not null references exchange.pipeline (id),
  fingerprint text not null,
  version int not null,
  name text not null,
  stamp text not null,
  run_id int not null references exchange.run (id),
  at timestamptz not null,
  primary key (pipeline_id, version, fingerprint, name, stamp)
);
create index taken_run on exchange.taken (run_id);

-- 允许访问的内网地址
create table exchange.allowed_host (
  host text not null,
  port int not null,
  note text not null,
  primary key (host, port)
);

alter table exchange.pipeline enable row level security;
create policy read_all on exchange.pipeline for select using (true);
create policy competent_insert on exchange.pipeline for insert with check (platform.may_write(unit_path));
create policy competent_update on exchange.pipeline for update using (platform.may_write(unit_path)) with check (platform.may_write(unit_path));
create policy competent_delete on exchange.pipeline for delete using (platform.may_write(unit_path));
