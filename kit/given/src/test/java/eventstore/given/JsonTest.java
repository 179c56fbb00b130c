package eventstore.given;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import shoppingcart.ProductItem;
import shoppingcart.ShoppingCartEvent.Confirmed;
import shoppingcart.ShoppingCartEvent.Opened;
import shoppingcart.ShoppingCartEvent.ProductItemAdded;

class JsonTest {

    @Test
    @DisplayName("an event is written with its components as fields, and reads back equal")
    void roundTrip() {
        Opened opened = new Opened("cart-1", "customer-7", Instant.parse("2026-01-02T03:04:05.678Z"));

        String json = Json.write(opened);

        assertThat(json)
                .isEqualTo(
                        "{\"cartId\":\"cart-1\",\"customerId\":\"customer-7\",\"openedAt\":\"2026-01-02T03:04:05.678Z\"}");
        assertThat(Json.read(json, Opened.class)).isEqualTo(opened);
    }

    @Test
    @DisplayName("JSON that is cut off is refused with the JSON in the message")
    void malformed() {
        assertThatThrownBy(() -> Json.read("{\"item\":", ProductItemAdded.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not the JSON of a ProductItemAdded")
                .hasMessageContaining("{\"item\":");
    }

    @Test
    @DisplayName("a value that the class refuses is refused with its reason")
    void refusedByTheClass() {
        assertThatThrownBy(
                        () -> Json.read("{\"productId\":\"shoes\",\"quantity\":0,\"unitPrice\":1}", ProductItem.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a quantity is 1 or more, not 0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
        ProductItemAdded | null                                                                     | null
        ProductItemAdded | {}                                                                       | at item: Missing
        ProductItemAdded | {"item": null}                                                           | needs the item
        ProductItemAdded | {"item": {"productId": "shoes", "quantity": 1}}                          | at item.unitPrice: Missing
        ProductItemAdded | {"item": {"quantity": 1, "unitPrice": 5}}                                | at item.productId: Missing
        ProductItemAdded | {"item": {"productId": null, "quantity": 1, "unitPrice": 5}}             | of some product
        ProductItemAdded | {"item": {"productId": 17, "quantity": 1, "unitPrice": 5}}               | at item.productId: Cannot
        ProductItemAdded | {"item": {"productId": true, "quantity": 1, "unitPrice": 5}}             | at item.productId: Cannot
        ProductItemAdded | {"item": {"productId": "shoes", "quantity": null, "unitPrice": 5}}       | at item.quantity: Cannot map
        ProductItemAdded | {"item": {"productId": "shoes", "quantity": 1.9, "unitPrice": 5}}        | value (1.9) to `int` value
        ProductItemAdded | {"item": {"productId": "shoes", "quantity": 1.0, "unitPrice": 5}}        | at item.quantity: Cannot
        ProductItemAdded | {"item": {"productId": "shoes", "quantity": "2", "unitPrice": 5}}        | at item.quantity: Cannot
        ProductItemAdded | {"item": {"productId": "shoes", "quantity": "", "unitPrice": 5}}         | at item.quantity: Cannot
        ProductItemAdded | {"item": {"productId": "shoes", "quantity": true, "unitPrice": 5}}       | at item.quantity: Cannot
        ProductItemAdded | {"item": {"productId": "shoes", "quantity": 3000000000, "unitPrice": 5}} | 3000000000
        ProductItemAdded | {"item": [{"productId": "shoes", "quantity": 1, "unitPrice": 5}]}        | at item: Cannot
        Opened           | {"customerId": "anna", "openedAt": "2026-01-02T03:04:05Z"}               | at cartId: Missing
        Opened           | {"cartId": "cart-1", "customerId": null, "openedAt": "2026-01-02T03:04:05Z"} | has a customer
        Opened           | {"cartId": "cart-1", "customerId": "anna", "openedAt": null}             | at some time
        Confirmed        | {"confirmedAt": 1767323045}                                              | at confirmedAt: Cannot
        Confirmed        | {"confirmedAt": "1767323045"}                                            | not a moment
        Confirmed        | {"confirmedAt": "2026-01-02"}                                            | not a moment
        Confirmed        | {"confirmedAt": ""}                                                      | not a moment
        Confirmed        | {"confirmedAt": true}                                                    | at confirmedAt: Cannot
        Confirmed        | ""                                                                       | Confirmed: Cannot
        Confirmed        | []                                                                       | Confirmed: Cannot
        """)
    @DisplayName("what does not fit is never made to fit: the event is named, and the place, in words for its reader")
    void neverMadeToFit(String type, String data, String words) throws ClassNotFoundException {
        Class<?> event = Class.forName("shoppingcart.ShoppingCartEvent$" + type);
        RecordedEvent recorded = new RecordedEvent("cart-1", 7, UUID.randomUUID(), type, data, "{}", Instant.EPOCH);

        assertThatThrownBy(() -> Json.read(recorded, event))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "version 7 of stream 'cart-1' is of the type '" + type + "', and can't be read: ")
                .hasMessageContaining("not the JSON of a " + type)
                .hasMessageContaining(words)
                .message()
                .doesNotContain("Feature", "Coercion");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"1\"", "\"\"", "\"green\"", "true"})
    @DisplayName("only its name is a colour")
    void numbersForEnums(String color) {
        assertThatThrownBy(() -> Json.read("{\"color\": " + color + "}", Paint.class))
                .hasMessageContaining("at color: Cannot");
    }

    @Test
    @DisplayName(
            "null is read where the class takes it, a field that it does not know is left out, and a moment may have a"
                    + " zone")
    void whatFits() {
        assertThat(Json.read("{\"color\": null}", Paint.class)).isEqualTo(new Paint(null));
        assertThat(Json.read("{\"color\": \"GREEN\", \"gloss\": 3}", Paint.class))
                .isEqualTo(new Paint(Color.GREEN));
        assertThat(Json.read("{\"confirmedAt\": \"2026-01-02T05:04:05+02:00\"}", Confirmed.class))
                .isEqualTo(new Confirmed(Instant.parse("2026-01-02T03:04:05Z")));
    }

    enum Color {
        RED,
        GREEN
    }

    record Paint(Color color) {}
}
