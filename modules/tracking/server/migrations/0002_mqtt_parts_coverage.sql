-- Terminals behind an MQTT broker; the key that seals their messages is kept sealed in auth_code, its hash in key_hash.
alter table tracking.terminal drop constraint terminal_protocol_check;
alter table tracking.terminal add constraint terminal_protocol_check check (protocol in ('jt808', 'https', 'mqtt'));

-- Parts of messages (分包) that wait for their last.
alter table tracking.terminal_state add column parts jsonb;

-- Strength of the network as the terminal says it (item 0x30): makers' scales differ.
alter table tracking.fix add column signal int;

-- People of a job (作业人员); when the source was back in its depot (归库). An approved job that nobody reported back stays open.
alter table tracking.job add column team text[] not null default '{}';
alter table tracking.job add column returned_at timestamptz;
alter table tracking.job add column returned_by text;

-- How reports came from a place (通信覆盖): a cell of about 5 km and a day. Added to with each new fix.
create table tracking.coverage (
  day          date not null,
  -- South to north from the equator, west to east from Greenwich.
  row_no       int not null,
  col_no       int not null,
  live         int not null,
  -- Kept while there was no network, and sent later (盲区补报).
  stored       int not null,
  -- Frames that never came, by their sequence numbers.
  lost         int not null,
  -- Silences that became an alarm, of terminals that were last seen here.
  outages      int not null,
  -- Counts by delay between the two clocks, bounds in server/domain/coverage.ts.
  delays       int[] not null,
  signal_count int not null,
  signal_sum   bigint not null,
  primary key (day, row_no, col_no)
);
