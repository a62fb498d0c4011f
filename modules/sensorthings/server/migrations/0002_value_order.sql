-- Pages of values in the order of values, and of the few that a filter leaves: without it each costs by the length of its stream.
create index observation_value on sensorthings.observation (stream_id, value);
