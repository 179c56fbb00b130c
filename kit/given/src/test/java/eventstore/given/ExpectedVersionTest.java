package eventstore.given;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ExpectedVersionTest {

    @Test
    @DisplayName("version 0 is a stream that does not exist")
    void zeroIsNoStream() {
        assertThat(ExpectedVersion.exactly(0)).isEqualTo(ExpectedVersion.noStream());
    }

    @Test
    @DisplayName("each expectation has its own argument for the SQL function")
    void arguments() {
        assertThat(ExpectedVersion.any().asArgument()).isNull();
        assertThat(ExpectedVersion.noStream().asArgument()).isZero();
        assertThat(ExpectedVersion.streamExists().asArgument()).isEqualTo(-1);
        assertThat(ExpectedVersion.exactly(7).asArgument()).isEqualTo(7);
    }

    @Test
    @DisplayName("an exact version below 1 is refused, and the message says what to use instead")
    void negative() {
        assertThatThrownBy(() -> ExpectedVersion.exactly(-3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not -3")
                .hasMessageContaining("NoStream");
    }

    @Test
    @DisplayName("a conflict says what was expected and what was found")
    void conflict() {
        assertThat(new WrongExpectedVersionException("cart-1", ExpectedVersion.exactly(2), 3))
                .hasMessage("stream 'cart-1': expected version 2, but it is at version 3");
        assertThat(new WrongExpectedVersionException("cart-1", ExpectedVersion.streamExists(), 0))
                .hasMessage("stream 'cart-1': expected a stream that exists, but it does not exist");
        assertThat(new WrongExpectedVersionException("cart-1", ExpectedVersion.any(), 3))
                .hasMessage("stream 'cart-1': refused though any version would have done; it is at version 3");
    }
}
