package workbook.testing.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A container's PostgreSQL is waited for until it answers")
class ContainerAnswersTest {

    @Test
    @DisplayName("connections that are closed without a word are tried again")
    void hangsUpAtFirst() throws IOException {
        try (PretendedPostgres slow = new PretendedPostgres("18.0", 5)) {
            Postgres container = container(slow);

            assertThat(ContainerServer.answering(container, Duration.ofMinutes(1)))
                    .isSameAs(container);
        }
    }

    @Test
    @DisplayName("one that never answers is given up, with a sentence that says where to look")
    void hangsUpForEver() throws IOException {
        try (PretendedPostgres mute = new PretendedPostgres("18.0", Integer.MAX_VALUE)) {
            assertThat(catchThrowableOfType(
                            PostgresUnavailableException.class,
                            () -> ContainerServer.answering(container(mute), Duration.ZERO)))
                    .hasMessageContainingAll("does not answer at 127.0.0.1:", "docker logs", "unset WORKBOOK_POSTGRES");
        }
    }

    private static Postgres container(PretendedPostgres postgres) {
        return new Postgres(postgres.url(), null, null, "testcontainers");
    }
}
