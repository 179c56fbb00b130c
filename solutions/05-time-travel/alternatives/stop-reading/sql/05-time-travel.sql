-- Step 5: a better clock.
-- Look at: event_time. It never goes back within a stream, whichever transaction began first.

-- When a batch is recorded: now, by the clock on the wall, and not before the event that it follows.
-- append_to_stream asks once a batch, with the stream's lock held, so nobody can come in between.
create or replace function event_time(stream text) returns timestamptz
    language plpgsql
    volatile
as $$
begin
    return greatest(
        clock_timestamp(),      -- now() would be when the transaction began, which may be long ago
        (select e.recorded_at from events e where e.stream_id = stream order by e.version desc limit 1));
end;
$$;
