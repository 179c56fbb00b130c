-- TO WRITE: what this step adds.
-- The lesson is in exercises/{{id}}/README.md.

-- How many events a stream has; 0 for a stream that does not exist.
create function count_of_stream(stream text) returns bigint
    language plpgsql
as $$
begin
    -- TASK 1: count the rows of events that are the stream's, and return how many they are.
    raise exception 'TODO task 1: count a stream (in sql/{{id}}.sql)'
        using errcode = 'TODO1';
end;
$$;
