-- Slots of a record may come from several frames: split packets, loggers that send one factor a frame.

-- Which frame brought each slot, in layout order; null: all came with `lsn`, which is the newest of them.
alter table telemetry.record add column lsns bigint[];
alter table telemetry.record_revision add column lsns bigint[];
create index record_revision_time on telemetry.record_revision (time);
create index rollup_revision_time on telemetry.rollup_revision (time);

comment on table telemetry.layout is
  'Ordered slots of a record''s arrays. One a kind of logger and set of factors: some hundreds where loggers are alike, more where each sends its own; never removed, cached by everybody.';

-- Uploads that shared the kind 9 get one each (contract: RECORD_KINDS); what the index of frames no longer knows stays 9.
do $$
declare
  one record;
begin
  for one in select * from (values ('2013', 10), ('2052', 11), ('2062', 12), ('2111', 13)) k(cn, kind) loop
    update telemetry.record r set kind = one.kind from telemetry.frame f where r.kind = 9 and f.lsn = r.lsn and f.cn = one.cn;
    update telemetry.record_revision r set kind = one.kind from telemetry.frame f where r.kind = 9 and f.lsn = r.lsn and f.cn = one.cn;
    update telemetry.latest r set kind = one.kind from telemetry.frame f where r.kind = 9 and f.lsn = r.lsn and f.cn = one.cn;
  end loop;
end
$$;

-- A day or month computed while it ran is open until it is computed once more after its end.
alter table telemetry.rollup add column open boolean not null default false;
update telemetry.rollup set open = true where period in (2, 3) and 'RUNNING' = any(invalid);
create index rollup_open on telemetry.rollup (time) where open;

-- While the projector has not come back to this position, the tables are being built anew and roll-ups wait.
alter table telemetry.projection add column rebuild_to bigint;

-- Frames that need somebody's attention are few; nearly all are 'recorded'.
create index frame_status on telemetry.frame (status, lsn desc) where status <> 'recorded';
create index command_at on telemetry.command (requested_at desc);
create index quarantine_last on telemetry.quarantine (state, last_at desc);

-- Replaying is a job of the queue; nothing ever used this.
drop table telemetry.replay;
