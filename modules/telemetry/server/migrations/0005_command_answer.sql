-- What a device told in answer to a command, so that others need not read it out of words; and commands that another process than the gateway asked for.
alter table telemetry.command
  add column answer jsonb,
  add column handed boolean not null default true;
create index command_waiting on telemetry.command (requested_at) where not handed;
