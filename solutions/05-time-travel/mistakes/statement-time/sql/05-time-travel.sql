-- Step 5: a better clock, and what it makes possible: a moment names a version.

-- When a batch is recorded.
create or replace function event_time(stream text) returns timestamptz
    language plpgsql
    volatile
as $$
begin
    return statement_timestamp();
end;
$$;

-- The version that a stream was at, at a moment: 0 when it had no event yet.
-- An event cannot have been there before the one that it follows. So the first event that was recorded after the moment
-- ends the answer, whatever the rows behind it say.
create function version_as_of(stream text, moment timestamptz) returns bigint
    language plpgsql
    stable
as $$
begin
    return coalesce(
        (select e.version - 1 from events e
          where e.stream_id = stream and e.recorded_at > moment
          order by e.version limit 1),
        (select s.version from streams s where s.stream_id = stream),
        0);
end;
$$;
