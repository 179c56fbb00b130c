-- Step 2, in another right way: see alternative.md.

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
    batch_size  bigint := cardinality(event_ids);
    new_version bigint;
    recorded    timestamptz;
begin
    if batch_size = 0 then
        raise exception 'an empty batch was given for stream %: append at least one event', stream
            using errcode = 'ES002';
    end if;

    -- Each expectation is one statement that compares and sets. Whoever comes second waits in it, and compares again.
    if expected_version is null then
        insert into streams as s (stream_id, version) values (stream, batch_size)
            on conflict (stream_id) do update set version = s.version + batch_size
            returning version into new_version;
    elsif expected_version = 0 then
        insert into streams (stream_id, version) values (stream, batch_size)
            on conflict (stream_id) do nothing
            returning version into new_version;
    else
        update streams set version = version + batch_size
         where stream_id = stream and (version = expected_version or expected_version = -1)
            returning version into new_version;
    end if;

    if new_version is null then
        -- A retry of a batch that is already there is no conflict: give the first answer again.
        if event_ids = array(select e.event_id from events e
                              where e.stream_id = stream and e.version > expected_version
                              order by e.version limit batch_size) then
            return expected_version + batch_size;
        end if;
        raise exception 'stream % is not at version %', stream, expected_version
            using errcode = 'ES001', detail = coalesce((select version from streams where stream_id = stream), 0);
    end if;

    recorded := event_time(stream);

    insert into events (stream_id, version, event_id, type, data, metadata, recorded_at)
    select stream, new_version - batch_size + ordinality, id, type, data, metadata, recorded
      from unnest(event_ids, event_types, event_data, event_metadata)
           with ordinality as batch (id, type, data, metadata);

    return new_version;
end;
$$;
