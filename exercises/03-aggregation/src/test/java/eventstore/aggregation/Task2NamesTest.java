package eventstore.aggregation;

import static eventstore.aggregation.Cart.MONDAY;
import static eventstore.aggregation.Cart.added;
import static eventstore.aggregation.Cart.recorded;
import static eventstore.aggregation.Cart.removed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import eventstore.given.EventCodec;
import eventstore.given.NewEvent;
import eventstore.given.RecordedEvent;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import shoppingcart.ShoppingCartEvent;
import shoppingcart.ShoppingCartEvent.Canceled;
import shoppingcart.ShoppingCartEvent.Confirmed;
import shoppingcart.ShoppingCartEvent.Opened;

@Tag("task-2")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@DisplayName("Task 2: read the names")
class Task2NamesTest {

    private final EventCodec<ShoppingCartEvent> codec = new ShoppingCartCodec();

    static Stream<Arguments> inTheStoreForYears() {
        return Stream.of(
                arguments("Opened", """
                        {"cartId": "cart-1", "customerId": "anna", "openedAt": "2026-03-02T09:30:00Z"}""",
                        new Opened("cart-1", "anna", MONDAY)),
                arguments("ProductItemAdded", """
                        {"item": {"productId": "shoes", "quantity": 2, "unitPrice": 5000}}""",
                        added(2, "shoes", 5_000)),
                arguments("ProductItemRemoved", """
                        {"item": {"productId": "shoes", "quantity": 1, "unitPrice": 5000}}""",
                        removed(1, "shoes", 5_000)),
                arguments("Confirmed", """
                        {"confirmedAt": "2026-03-02T09:30:00Z"}""",
                        new Confirmed(MONDAY)),
                arguments("Canceled", """
                        {"canceledAt": "2026-03-02T09:30:00Z"}""",
                        new Canceled(MONDAY)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inTheStoreForYears")
    @Order(1)
    @DisplayName("what was written years ago is read, by the name that it has in the store")
    void oldEventsAreRead(String type, String data, ShoppingCartEvent event) {
        assertThat(codec.decode(recorded(1, type, data)))
                .as("the store calls it '%s', whatever the class is called by now", type)
                .isEqualTo(event);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inTheStoreForYears")
    @Order(2)
    @DisplayName("an event is written under that name, and read again as it was")
    void writtenAndRead(String type, String data, ShoppingCartEvent event) {
        NewEvent encoded = codec.encode(event);
        RecordedEvent written = recorded(1, encoded.type(), encoded.data());

        assertThat(codec.decode(written)).as("nothing of it may be lost on the way").isEqualTo(event);
        assertThat(written.type())
                .as("the name is a promise to everything that is already in the store").isEqualTo(type);
        assertThat(codec.encode(event).id())
                .as("the id of an event that is the same but for its id: it happened a second time, and is no retry")
                .isNotEqualTo(encoded.id());
    }

    @ParameterizedTest(name = "the name ''{0}''")
    @ValueSource(strings = {"InvoiceIssued", "ConfirmedByPartner", "Confirm", "confirmed", "CONFIRMED", " Confirmed",
        "Confirmed ", "Confirmed.v2", "shoppingcart.ShoppingCartEvent$Confirmed", ""})
    @Order(3)
    @DisplayName("an event that no cart knows is named, with its stream and version, however well known it looks")
    void unknownType(String type) {
        RecordedEvent unknown = recorded(7, type, "{\"confirmedAt\": \"2026-03-02T09:30:00Z\"}");

        Throwable refused = catchThrowable(() -> codec.decode(unknown));

        assertThat(refused).as("a name is known to the letter: this one may mean something else, so nobody may guess")
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(refused).as("whoever is called at night must find it")
                .hasMessageContaining(type).hasMessageContaining("cart-1").hasMessageContaining("7");
    }

    @ParameterizedTest(name = "{0} with {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ProductItemAdded   | {"item": {"productId": "shoes", "quantity": 0, "unitPrice": 5000}}
            ProductItemAdded   | {"item": {"productId": "shoes", "quantity": 2}}
            ProductItemAdded   | {"item": {"productId": "shoes", "quantity": 1.9, "unitPrice": 5000}}
            ProductItemRemoved | {"item": {"productId": "shoes", "quantity": "2", "unitPrice": 5000}}
            ProductItemRemoved | {"item": {"productId": null, "quantity": 2, "unitPrice": 5000}}
            ProductItemAdded   | {"item": "shoes"}
            ProductItemAdded   | null
            Confirmed          | {"confirmedAt": "tomorrow"}
            Confirmed          | {"confirmedAt":
            Confirmed          | {}
            Canceled           | {"canceledAt": null}
            Canceled           | null
            Opened             | []
            Opened             | {}
            """)
    @Order(4)
    @DisplayName("data that does not fit its type is refused, and never made to fit")
    void dataThatDoesNotFit(String type, String data) {
        assertThat(catchThrowable(() -> codec.decode(recorded(1, type, data))))
                .as("half an event is worse than none").isInstanceOf(IllegalArgumentException.class);
    }
}
