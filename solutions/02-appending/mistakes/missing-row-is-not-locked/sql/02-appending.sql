-- Step 2, with a mistake in it: see mistake.md.

-- When an event is recorded. Asked once a batch, with the stream's lock held. Module 05 gives it a better clock.
create function event_time(stream text) returns timestamptz
    language sql
    stable
return now();

-- Appends events at the end of a stream.
--
--   stream            the stream's id; a stream begins with its first event
--   expected_version  null: any; -1: the stream exists; 0: it does not; n: its last event is version n
--   event_ids ...     one array a column, all of one length, in order
--
-- Returns the stream's new version.
-- Raises ES001 when the stream is not as expected, its actual version in DETAIL; ES002 when the batch is empty.
create function append_to_stream(
    stream           text,
    expected_version bigint,
    event_ids        uuid[],
    event_types      text[],
    event_data       jsonb[],
    event_metadata   jsonb[]
) returns bigint
    language plpgsql
as $$
declare
    actual_version bigint;
    recorded       timestamptz;
begin
    if cardinality(event_ids) = 0 then
        raise exception 'an empty batch was given for stream %: append at least one event', stream
            using errcode = 'ES002';
    end if;

    -- The stream's row is its lock: whoever else appends to this stream waits here until we commit.
    select version into actual_version from streams where stream_id = stream for update;
    actual_version := coalesce(actual_version, 0);

    -- Has anything changed since the caller looked? Raising undoes all of the above: a refusal leaves no trace.
    if expected_version <> actual_version and not (expected_version = -1 and actual_version > 0) then
        -- A retry of a batch that is already there is no conflict: give the first answer again.
        if event_ids = array(select e.event_id from events e
                              where e.stream_id = stream and e.version > expected_version
                              order by e.version limit cardinality(event_ids)) then
            return expected_version + cardinality(event_ids);
        end if;
        raise exception 'stream % is at version %, not at %', stream, actual_version, expected_version
            using errcode = 'ES001', detail = actual_version;
    end if;

    recorded := event_time(stream);

    insert into events (stream_id, version, event_id, type, data, metadata, recorded_at)
    select stream, actual_version + ordinality, id, type, data, metadata, recorded
      from unnest(event_ids, event_types, event_data, event_metadata)
           with ordinality as batch (id, type, data, metadata);

    actual_version := actual_version + cardinality(event_ids);
    insert into streams (stream_id, version) values (stream, actual_version)
        on conflict (stream_id) do update set version = excluded.version;
    return actual_version;
end;
$$;
