-- The reason of the settings that came with the platform is a code, so that it can be told in the reader's language.
update alarm.rule set reason = 'factory' where changed_by is null;
