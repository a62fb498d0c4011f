-- What every module leans on.

-- People's transactions take this role on, so that row-level security holds for them (tables' owners are exempt).
do $$
begin
  if not exists (select 1 from pg_roles where rolname = 'tarim_actor') then
    create role tarim_actor nologin nosuperuser;
  end if;
  execute format('grant tarim_actor to %I', current_user);
end
$$;

-- Whether the acting person's posts cover a unit. Posts stand in the transaction's setting as paths parted by '|'.
create function platform.may_write(unit_path text) returns boolean
language sql stable as $$
  select exists (
    select 1 from unnest(string_to_array(coalesce(current_setting('tarim.units', true), ''), '|')) as unit
    where unit <> '' and starts_with(unit_path, unit)
  )
$$;

create table platform.outbox (
  id bigint generated always as identity primary key,
  event_id uuid not null default gen_random_uuid(),
  type text not null,
  payload jsonb not null,
  at timestamptz not null default now(),
  -- Ids are given before the commit; with the transaction's number a reader knows what may still appear before an id.
  xid xid8 not null default pg_current_xact_id()
);
create index outbox_type on platform.outbox (type, id);

-- Where each consumer stands; its row is locked while it works, so that there is one at a time.
create table platform.consumer (
  name text primary key,
  type text not null,
  position bigint not null default 0,
  failures int not null default 0,
  last_error text,
  retry_at timestamptz,
  updated_at timestamptz not null default now()
);

-- Events a consumer could not take after many tries: put aside, visible, to be tried again by hand.
create table platform.dead_letter (
  consumer text not null,
  outbox_id bigint not null,
  type text not null,
  payload jsonb not null,
  error text not null,
  at timestamptz not null default now(),
  primary key (consumer, outbox_id)
);

create table platform.audit (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  actor_id text,
  actor_name text,
  action text not null,
  subject text not null,
  unit_path text,
  detail jsonb not null default '{}',
  previous text not null,
  hash text not null
);
create index audit_at on platform.audit (at desc);
create index audit_action on platform.audit (action, id desc);

create function platform.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is append-only' using errcode = 'insufficient_privilege';
end
$$;
create trigger audit_append_only before update or delete on platform.audit for each row execute function platform.refuse_change();
create trigger audit_no_truncate before truncate on platform.audit for each statement execute function platform.refuse_change();

create table platform.file (
  sha256 text primary key,
  size bigint not null,
  name text not null,
  mime text not null,
  at timestamptz not null default now()
);

create table platform.job_run (
  id uuid primary key,
  job text not null,
  state text not null check (state in ('running', 'done', 'failed')),
  started_at timestamptz not null,
  ended_at timestamptz,
  progress real not null default 0,
  note text,
  result jsonb,
  error text,
  data jsonb
);
create index job_run_job on platform.job_run (job, started_at desc);
