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

    select version into actual_version from streams where stream_id = stream;
    actual_version := coalesce(actual_version, 0);

    -- The caller knows the version, and the unique key of events knows better.
    if expected_version >= 0 then
        actual_version := expected_version;
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
exception
    when unique_violation then
        select version into actual_version from streams where stream_id = stream;
        raise exception 'stream % is at version %, not at %', stream, actual_version, expected_version
            using errcode = 'ES001', detail = actual_version;
end;
$$;
