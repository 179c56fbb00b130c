-- SPOILER: this is a mistake of module {{number}}. Its mistake.md says what is wrong.

-- How many events a stream has; 0 for a stream that does not exist.
create function count_of_stream(stream text) returns bigint
    language plpgsql
as $$
begin
    return (select count(*) from events);
end;
$$;
