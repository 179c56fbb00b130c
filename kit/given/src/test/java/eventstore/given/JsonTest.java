package eventstore.given;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import shoppingcart.ProductItem;
import shoppingcart.ShoppingCartEvent.Opened;
import shoppingcart.ShoppingCartEvent.ProductItemAdded;

class JsonTest {

    @Test
    @DisplayName("an event is written with its components as fields, and reads back equal")
    void roundTrip() {
        Opened opened = new Opened("cart-1", "customer-7", Instant.parse("2026-01-02T03:04:05.678Z"));

        String json = Json.write(opened);

        assertThat(json).isEqualTo(
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
        assertThatThrownBy(() -> Json.read("{\"productId\":\"shoes\",\"quantity\":0,\"unitPrice\":1}", ProductItem.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a quantity is 1 or more, not 0");
    }
}
