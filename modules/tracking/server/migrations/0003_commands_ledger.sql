-- Commands to terminals (下行指令): who asked for what and why, and what came of it.
create table tracking.command (
  id           int generated always as identity primary key,
  terminal_id  int not null references tracking.terminal (id),
  unit_path    text not null,
  kind         text not null check (kind in ('position', 'interval', 'parameters')),
  -- Of 'interval': seconds by state of the terminal.
  intervals    jsonb,
  reason       text not null,
  by_name      text not null,
  at           timestamptz not null,
  expires_at   timestamptz not null check (expires_at > at),
  state        text not null check (state in ('waiting', 'sent', 'answered', 'expired')),
  -- Sequence number of the frame that was sent last, by which its answer is known, and how often it was sent.
  sequence     int,
  sent_at      timestamptz,
  sends        int not null default 0,
  answered_at  timestamptz,
  -- Of 0x0001: 0 done, 1 failed, 2 wrong, 3 not supported.
  result       int,
  -- Position in the frame log: the answer's bytes.
  lsn          bigint,
  -- Position or parameters as answered.
  answer       jsonb,
  check ((kind = 'interval') = (intervals is not null)),
  check ((state = 'answered') = (answered_at is not null and result is not null))
);
-- One open command a terminal and kind: nobody can fill a line with them.
create unique index command_open on tracking.command (terminal_id, kind) where state in ('waiting', 'sent');
create index command_terminal on tracking.command (terminal_id, id desc);

-- What was asked, by whom and why is not rewritten; what is settled stays so.
create function tracking.keep_command() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.state in ('answered', 'expired')
    or (old.terminal_id, old.unit_path, old.kind, old.intervals, old.reason, old.by_name, old.at, old.expires_at)
      is distinct from (new.terminal_id, new.unit_path, new.kind, new.intervals, new.reason, new.by_name, new.at, new.expires_at) then
    raise exception 'what was asked of a terminal is not altered';
  end if;
  return new;
end
$$;
create trigger command_kept before update or delete on tracking.command for each row execute function tracking.keep_command();

alter table tracking.command enable row level security;
create policy read_all on tracking.command for select using (true);
create policy competent_insert on tracking.command for insert with check (platform.may_write(unit_path));
create policy competent_update on tracking.command for update using (platform.may_write(unit_path)) with check (platform.may_write(unit_path));

-- The source that the baseline was measured of, as it was known then: what is corrected later changes what is expected in proportion. Null: it is
-- the registered one.
alter table tracking.terminal add column reference_bq float8 check (reference_bq > 0);
alter table tracking.terminal add column reference_on date;
alter table tracking.terminal add check ((reference_bq is null) = (reference_on is null));

-- Of calendars as files (RFC 5545): a name for good, and how often a job has changed.
alter table tracking.job add column uid uuid not null default gen_random_uuid();
alter table tracking.job add column revision int not null default 0;
update tracking.job set revision = (decided_at is not null)::int + (returned_at is not null)::int;
