-- What every module leans on.

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
  at timestamptz not null default now()
);
create index outbox_type on platform.outbox (type, id);
create index outbox_at on platform.outbox (at);

-- Ids are given before the commit, so a young id may be seen while an older one is still under way. Whoever publishes
-- therefore first marks, by an advisory lock that ends with the transaction, the number above which its ids will lie;
-- a reader goes no further than the lowest mark (platform.outbox_horizon).
create function platform.publish(event_type text, event_payload jsonb) returns void
language plpgsql security definer set search_path = platform, pg_temp as $$
begin
  if coalesce(current_setting('tarim.publishing', true), '') <> pg_current_xact_id()::text then
    perform pg_advisory_xact_lock_shared((7212019::bigint << 40) + (select last_value from platform.outbox_id_seq));
    perform set_config('tarim.publishing', pg_current_xact_id()::text, true);
  end if;
  insert into platform.outbox (type, payload) values (event_type, event_payload);
  perform pg_notify('tarim_outbox', event_type);
end
$$;

-- The highest id that no transaction under way can still undercut. Marks must be read after the sequence: volatile, and
-- two statements.
create function platform.outbox_horizon() returns bigint
language plpgsql volatile as $$
declare
  newest bigint;
  lowest bigint;
begin
  select last_value into newest from platform.outbox_id_seq;
  select min(((classid::bigint << 32) | objid::bigint) - (7212019::bigint << 40)) into lowest
  from pg_locks
  where locktype = 'advisory' and objsubid = 1 and classid::bigint >> 8 = 7212019
    and database = (select oid from pg_database where datname = current_database());
  return least(newest, lowest);
end
$$;

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
  -- Somebody asked to try it again.
  retry boolean not null default false,
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
  data jsonb,
  -- Renewed while it runs; a run that is not renewed any more belongs to a process that is gone.
  touched_at timestamptz not null default now()
);
create index job_run_job on platform.job_run (job, started_at desc);
