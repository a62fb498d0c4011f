-- What the platform judged: AQI of stations and cities, verdicts on outlets. Every row names the rule version that
-- made it and what entered; a row that changes leaves its former self in the table of revisions.
create schema if not exists evaluation;

-- period everywhere: 1 hour, 2 day (as telemetry's rollups).
create table evaluation.aqi (
  point_id int not null,
  period smallint not null check (period in (1, 2)),
  time timestamptz not null,
  standard text not null,
  rule_version text not null,
  -- {values: {PM10: 121.5…} as measured, excluded: {O3: 'reason'}, rollup: revision}
  inputs jsonb not null,
  -- {values: rounded, iaqi: {…}, problems: […]}
  result jsonb not null,
  aqi smallint,
  partial_aqi smallint,
  level smallint check (level between 1 and 6),
  primary_pollutants text[] not null,
  revision int not null default 0,
  computed_at timestamptz not null,
  primary key (point_id, period, time)
);

-- Former selves: why and when they were replaced.
create table evaluation.aqi_revision (
  like evaluation.aqi,
  replaced_at timestamptz not null,
  reason text not null,
  primary key (point_id, period, time, revision)
);

-- A city is a prefecture-level unit; its AQI is computed from the mean concentrations of its public stations.
create table evaluation.city_aqi (
  city_code text not null,
  period smallint not null check (period in (1, 2)),
  time timestamptz not null,
  standard text not null,
  rule_version text not null,
  -- as above, and stations: [{pointId, revision, values}]
  inputs jsonb not null,
  result jsonb not null,
  aqi smallint,
  partial_aqi smallint,
  level smallint check (level between 1 and 6),
  primary_pollutants text[] not null,
  revision int not null default 0,
  computed_at timestamptz not null,
  primary key (city_code, period, time)
);
create table evaluation.city_aqi_revision (
  like evaluation.city_aqi,
  replaced_at timestamptz not null,
  reason text not null,
  primary key (city_code, period, time, revision)
);

-- Cities to compute: stations report one after another, so a city is computed once for all that came within a minute.
create table evaluation.city_due (
  city_code text not null,
  period smallint not null,
  time timestamptz not null,
  requested_at timestamptz not null,
  primary key (city_code, period, time)
);

-- Periods that were rolled up before they were over: judged once they are, even when nothing more arrives.
create table evaluation.point_due (
  point_id int not null,
  period smallint not null,
  time timestamptz not null,
  due_at timestamptz not null,
  primary key (point_id, period, time)
);
create index point_due_at on evaluation.point_due (due_at);

create table evaluation.verdict (
  point_id int not null,
  code text not null,
  period smallint not null check (period in (1, 2)),
  time timestamptz not null,
  verdict text not null check (verdict in ('meets', 'exceeds', 'not-judged')),
  reason text,
  measure text not null,
  value float8,
  upper_limit float8,
  lower_limit float8,
  exceed_multiple float8,
  limit_id int,
  standard text,
  rule_version text not null,
  -- {mean, converted, oxygen, referenceOxygen, validCount, expected, invalid, rollup: revision}
  inputs jsonb not null,
  revision int not null default 0,
  computed_at timestamptz not null,
  primary key (point_id, code, period, time)
);
create index verdict_time on evaluation.verdict (time desc, point_id, code, period);
create index verdict_exceeds on evaluation.verdict (time desc, point_id, code, period) where verdict = 'exceeds';

create table evaluation.verdict_revision (
  like evaluation.verdict,
  replaced_at timestamptz not null,
  replaced_reason text not null,
  primary key (point_id, code, period, time, revision)
);

-- Newest verdict of each factor of each outlet: read instead of searched.
create table evaluation.latest_verdict (
  point_id int not null,
  code text not null,
  period smallint not null,
  time timestamptz not null,
  primary key (point_id, code, period)
);
