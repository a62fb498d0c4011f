-- Flags grow and are withdrawn in place: whoever keeps what they show asks for the newest change.
create index flag_updated on quality.flag (updated_at);
